package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.fleet.HostResult;

import java.io.IOException;
import java.util.Set;

/**
 * The fields of one host's result.
 *
 * @param <T> what one host answers
 */
@FunctionalInterface
public interface JsonResult<T> {
    void write(HostResult<T> result, Set<Integer> okExits, JsonGenerator json) throws IOException;
}
