package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Outcome;
import dev.shoal.plugin.Rows;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What a plugin has answered for one host, as JSON. The fields are a promise to scripts: only ever add. */
public record JsonRows(String plugin) implements JsonResult<Rows> {
    @Override
    public void write(HostResult<Rows> result, Set<Integer> okExits, JsonGenerator json) throws IOException {
        var outcome = Outcome.of(result, okExits);
        json.writeStringField("host", JsonValues.sound(result.host().name()));
        json.writeStringField("plugin", plugin);
        json.writeStringField("outcome", outcome.word());
        json.writeFieldName("rows");
        JsonValues.write(
                result instanceof HostResult.Done<Rows> done ? done.value().rows() : List.of(), json);
        json.writeNumberField("ms", result.took().toMillis());
        if (result instanceof HostResult.Failed<Rows> failed) {
            JsonShape.failure(failed.failure(), outcome, json);
        }
    }
}
