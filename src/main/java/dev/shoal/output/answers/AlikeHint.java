package dev.shoal.output.answers;

import dev.shoal.fold.FoldGroup;
import dev.shoal.fold.Masks;
import dev.shoal.fold.SimilarFold;

import java.util.List;
import java.util.Optional;

/** At a prompt that does not hold all groups: how few they would be if what is alike counted as equal. */
final class AlikeHint {
    /** To compare more would keep the operator waiting for a hint. */
    private static final int MOST_BYTES = 1 << 20;

    private AlikeHint() {}

    /** One line; empty where it would not help. */
    static Optional<String> of(List<FoldGroup> groups, Masks masks) {
        long bytes = groups.stream()
                .mapToLong(group -> group.out().keptBytes() + group.err().keptBytes())
                .sum();
        if (groups.size() < 2 || bytes > MOST_BYTES) {
            return Optional.empty();
        }
        int alike = SimilarFold.similar(groups, masks).groups().size();
        return alike * 2 > groups.size()
                ? Optional.empty()
                : Optional.of(groups.size() + " groups, only " + alike + " of alike answers: less --similar");
    }
}
