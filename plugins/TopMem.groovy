import dev.shoal.plugin.Column
import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Param
import dev.shoal.plugin.Plugin
import dev.shoal.plugin.Unit

/**
 * The processes that use the most memory, the largest first: collect top-mem n=3 by=vsz. Kernel threads, which have no memory
 * of their own, are left out.
 *
 * To show another column of ps, add it to COMMAND before comm, which may contain blanks, and to columns() and the row.
 */
class TopMem extends Plugin {
    /** Marks the start of the reply; before it is output of the account's start-up files. */
    static final String MARK = '@processes'
    /** `-o pid=` is a column without a title. POSIX has no rss; Linux, busybox, the BSDs and macOS do. */
    static final String COMMAND = "echo; echo $MARK; ps -A -o pid= -o user= -o rss= -o vsz= -o comm="

    String summary() {
        'the processes that use the most memory'
    }

    List<Param> params() {
        [Param.of('n', 5, 'how many processes of each host').min(1),
         Param.of('by', 'rss', 'which memory counts: in RAM (rss), or all that is reserved (vsz)').oneOf('rss', 'vsz')]
    }

    List<Column> columns() {
        [Column.of('pid'), Column.of('user'), Column.of('rss', Unit.BYTES), Column.of('vsz', Unit.BYTES), Column.of('command')]
    }

    Object process(HostContext host) {
        int n = host.param('n')
        String by = host.param('by')
        def lines = host.exec(COMMAND).lines
        lines.drop(lines.lastIndexOf(MARK) + 1).findAll { !it.isBlank() }
                .collect { row(it) }.findAll { it.vsz > 0 }
                .sort { -it[by] }.take(n)
    }

    private Map<String, Object> row(String line) {
        def words = line.trim().split(/\s+/, 5)
        if (words.size() < 5 || !words[0].isInteger()) {
            throw new IllegalStateException("ps: cannot read the line '$line'")
        }
        [pid: words[0] as int, user: words[1], rss: bytes(words[2]), vsz: bytes(words[3]), command: words[4]]
    }

    /** KiB as a number, or as busybox shortens it: 52m, 1.2g. */
    private long bytes(String text) {
        def found = text =~ /^([0-9.]+)([kmgt]?)$/
        if (!found) {
            throw new IllegalStateException("ps: cannot read the size '$text'")
        }
        def (_, number, unit) = found[0]
        ((number as BigDecimal) * 1024L ** (1 + Math.max(0, ['k', 'm', 'g', 't'].indexOf(unit)))) as long
    }
}
