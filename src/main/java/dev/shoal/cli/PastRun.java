package dev.shoal.cli;

import dev.shoal.fleet.FoldGroup;
import dev.shoal.fleet.Ledger;
import dev.shoal.output.RunTitle;

import java.util.List;

/**
 * A run that is over, as long as this process remembers it.
 *
 * @param verb which one it was, as {@code exec}
 * @param call how it was asked for
 * @param groups the groups of equal answers as the operator has seen them: the first one is {@code @1}
 */
record PastRun(String verb, Call call, RunTitle title, Ledger<?> ledger, List<FoldGroup> groups) {
    PastRun {
        groups = List.copyOf(groups);
    }
}
