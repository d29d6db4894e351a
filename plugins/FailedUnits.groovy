import dev.shoal.plugin.Column
import dev.shoal.plugin.HostContext
import dev.shoal.plugin.Plugin
import dev.shoal.plugin.Unit

/**
 * The failed systemd units of the host: their names, for how long, and how they ended. A host without a failed unit has no
 * row; nor has a host without systemd, which the plugin's log notes.
 *
 * To show another property of `systemctl show`, name it in PROPERTIES, in the row and in columns().
 */
class FailedUnits extends Plugin {
    /** Marks the start of the reply; before it is output of the account's start-up files. */
    static final String MARK = '@units'
    static final String PROPERTIES = 'Id,Result,ExecMainStatus,InactiveEnterTimestampMonotonic'

    String summary() {
        'the failed systemd units'
    }

    List<Column> columns() {
        [Column.of('unit'), Column.of('age', Unit.SECONDS), Column.of('result'), Column.of('exit'), Column.of('description')]
    }

    Object process(HostContext host) {
        Map<String, String> failed = failed(host)
        failed ? rows(failed, details(host, failed.keySet())) : []
    }

    /** Names and descriptions. A line is `nginx.service loaded failed failed A web server`, after a dot in some versions. */
    private Map<String, String> failed(HostContext host) {
        def reply = host.tryExec("echo; echo $MARK; " + 'env LC_ALL=C systemctl --failed --plain --no-legend --no-pager')
        if (reply.exit == 127 || reply.err.contains('not been booted with systemd')) {
            host.log().info('no systemd on {}', host.host())
            return [:]
        }
        reply.expecting('systemctl --failed', 0)
        own(reply.out).findAll { !it.isBlank() }.collectEntries { line ->
            def found = line =~ /^[*●×\s]*([\w:.\\@-]+)\s+\S+\s+failed\s+\S+\s*(.*)$/
            if (!found) {
                throw new IllegalStateException("systemctl --failed: cannot read the line '$line'")
            }
            [(found[0][1]): found[0][2]]
        }
    }

    private List<String> own(String text) {
        def lines = text.readLines()
        lines.drop(lines.lastIndexOf(MARK) + 1)
    }

    /**
     * Each unit's properties, by its name, and under `up` how long the host has been. Empty if systemctl fails; the
     * failed units are then shown without them. The names have no quotes: failed() refuses such lines.
     */
    private Map<String, Map<String, String>> details(HostContext host, Set<String> units) {
        def names = units.collect { "'$it'" }.join(' ')
        def reply = host.tryExec("echo; echo $MARK; cat /proc/uptime && env LC_ALL=C systemctl show -p $PROPERTIES -- $names")
        if (!reply.ok) {
            host.log().warn('systemctl show: {}', reply.err.trim())
            return [:]
        }
        def (up, blocks) = own(reply.out).join('\n').split('\n', 2) as List
        def shown = blocks.trim().split('\n\n').collect { block ->
            block.readLines().collectEntries { it.split('=', 2) as List }
        }
        shown.collectEntries { [(it.Id): it] } + [up: [seconds: up.split(' ')[0]]]
    }

    private List<Map<String, Object>> rows(Map<String, String> failed, Map<String, Map<String, String>> details) {
        failed.collect { unit, description ->
            def found = details[unit]
            [unit       : unit,
             age        : age(details.up?.seconds, found?.InactiveEnterTimestampMonotonic),
             result     : found?.Result,
             exit       : found?.ExecMainStatus?.toInteger(),
             description: description]
        }
    }

    /** Both since the host's start, in seconds and in microseconds. */
    private Long age(String now, String then) {
        then ? (now as double) - (then as long) / 1e6 as long : null
    }
}
