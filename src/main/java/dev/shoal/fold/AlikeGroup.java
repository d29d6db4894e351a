package dev.shoal.fold;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hosts whose answers are the same, or alike: a {@link FoldGroup} whose texts are those of its first host, and what sets the
 * others' apart from it. Immutable once {@link SimilarFold} has made it.
 */
public final class AlikeGroup {
    private final FoldGroup group;
    private final Lines out;
    private final Lines err;
    private final Set<MaskKind> varying;

    /** Makes the lines of a text when they are asked for: most folds only want to know who is in which group. */
    interface Lines {
        List<FoldLine> all();
    }

    AlikeGroup(FoldGroup group, Lines out, Lines err, Set<MaskKind> varying) {
        this.group = group;
        this.out = out;
        this.err = err;
        this.varying = EnumSet.noneOf(MaskKind.class);
        this.varying.addAll(varying);
    }

    /** The hosts, in the order of the job, and what the first one wrote. */
    public FoldGroup group() {
        return group;
    }

    /** What the first one wrote to stdout; nothing where it wrote nothing, one empty line where it wrote one. */
    public List<FoldLine> out() {
        return out.all();
    }

    /** What the first one wrote to stderr. */
    public List<FoldLine> err() {
        return err.all();
    }

    /** What the answers differ in, in its usual order; empty where they are the same. */
    public Set<MaskKind> varying() {
        return new TreeSet<>(varying);
    }
}
