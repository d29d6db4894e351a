package dev.shoal.script;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.Masks;
import dev.shoal.fold.SimilarFold;
import dev.shoal.output.FoldStyle;
import dev.shoal.output.answers.DiffText;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the replies of a command have in common, and what they are as data. */
record RunReplies(Ledger<Reply> ledger, List<ResultView> results) {
    /** Groups with the same reply, the largest first. */
    List<GroupView> groups() {
        return groups(SimilarFold.same(Fold.of(ledger)));
    }

    /** Groups with replies that are the same but for what the masks hide. */
    List<GroupView> similar(Masks masks) {
        return groups(SimilarFold.similar(Fold.of(ledger), masks));
    }

    private List<GroupView> groups(SimilarFold fold) {
        var byIndex =
                results.stream().collect(Collectors.toMap(view -> view.result().index(), view -> view));
        return fold.groups().stream()
                .map(group -> new GroupView(
                        group,
                        Objects.requireNonNull(byIndex.get(group.group().first().index()))))
                .toList();
    }

    /** The reply of the largest group, and a diff against it for each other group. */
    String diff() {
        return DiffText.of(ledger, FoldStyle.DEFAULT).stripTrailing();
    }

    /** The rows of the tables of the hosts that are ok. */
    RowsView table(String... titles) throws ScriptException {
        var rows = new ArrayList<Map<String, Object>>();
        for (var result : results) {
            if (result.isOk()) {
                rows.addAll(result.table(titles));
            }
        }
        return Cells.rows(rows, Head.NONE);
    }

    /** The JSON of the hosts that are ok, by host. */
    Map<String, Object> json() throws ScriptException {
        var values = new LinkedHashMap<String, Object>();
        for (var result : results) {
            if (result.isOk()) {
                values.put(result.getHost(), result.getJson());
            }
        }
        return values;
    }
}
