package dev.shoal.cli

import dev.shoal.shell.Prompt
import dev.shoal.testing.SmallSite
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What is pasted or piped in: which of it runs on the hosts, and that none of it runs here that was meant for them. */
@Timeout(60)
class LineEndSpec extends Specification {
    @TempDir
    Path directory

    List<String> sent = new CopyOnWriteArrayList<>()
    List<String> here = []
    SmallSite site
    CommandContext context

    def setup() {
        site = new SmallSite(directory) {
            @Override
            int local(String text) {
                here << text
                0
            }
        }
        site.target = 'web1'
        ['web1', 'web2', 'web3', 'db1'].each { host ->
            site.transport.hosts[host] = { receiver, command -> sent << "$host: ${command.text()}".toString(); 0 }
        }
        def streams = site.streams()
        context = new CommandContext(site, streams, streams.screen(Streams.Colour.NEVER), new Interrupts(), OptionSet.NOTHING)
    }

    private void pastes(String text) {
        new Prompt(context).run(text)
    }

    def "the lines of a heredoc belong to it, however its end is quoted: #end"() {
        when:
        pastes("exec cat <<$begin\n!touch ran\n@db true\na |> b\n$end\nexec echo next")

        then:
        sent == ["web1: cat <<$begin\n!touch ran\n@db true\na |> b\n$end", 'web1: echo next']
        here == []

        where:
        begin     | end
        'E'       | 'E'
        '\\E'     | 'E'
        "'E'"     | 'E'
        '"E"'     | 'E'
        'E\\ F'   | 'E F'
        "'E F'"   | 'E F'
        "E'F'"    | 'EF'
        '-\\E'    | '\tE'
        '-E'      | 'E'
        '"E;"'    | 'E;'
        '!'       | '!'
    }

    def "a line that is whole does not take the next one with it: #line"() {
        when:
        pastes("exec $line\nexec echo next")

        then:
        sent == ["web1: $line", 'web1: echo next']

        where:
        line << ['echo $(( 5 << 2 ))', 'echo $((1<<4))', 'echo $[1<<4]', '(( x = 1 << 3 )); echo $x', "ls # don't", 'echo a\\"', 'echo "a # b"', "echo it\\'s",
                 'case a in a) ls;; esac', "echo 'a' # \"", 'cat <<< "E"', 'ls [a', 'echo {', 'echo (hostname)']
    }

    def "what a shell goes on reading is not cut: #line"() {
        when:
        pastes("exec $line\n!touch ran\n$rest\nexec echo next")

        then:
        sent == ["web1: $line\n!touch ran\n$rest", 'web1: echo next']
        here == []

        where:
        line                       | rest
        'for i in 1 2; do'         | 'done'
        'if true; then'            | 'fi'
        'while read x; do'         | 'done < f'
        'case a in a)'             | ';; esac'
        '{'                        | '}'
        '('                        | ')'
        'f() {'                    | '}; f'
        'echo $('                  | ')'
        'a=('                      | ')'
        'echo "'                   | '"'
    }

    def "a command that needs more lines is recognised after the options of exec"() {
        when:
        pastes("exec -t 5s --similar for i in 1 2; do\n!touch ran\ndone")

        then:
        sent == ['web1: for i in 1 2; do\n!touch ran\ndone']
        here == []
    }

    def "where a line may go on, neither it nor the next ones run: #line"() {
        when:
        pastes("exec $line\n!touch ran\nend")

        then:
        sent == []
        here == []
        site.notes() == "shoal: it is not clear where this line ends ($why): exec $line\n" +
                "  if it is whole for the hosts' shell, put the text in quotes: exec '…'\n"

        where:
        line                        | why
        'foreach x (a b)'           | 'no POSIX shell reads this, and something in it may need another line'
        'begin'                     | 'a block of csh, fish or zsh may be open'
        'switch (x)'                | 'no POSIX shell reads this, and something in it may need another line'
        'echo (a'                   | 'no POSIX shell reads this, and something in it may need another line'
        'cat <<$x'                  | '<< needs a plain word that ends the heredoc'
        'cat <<`x`'                 | '<< needs a plain word that ends the heredoc'
        'cat <<'                    | '<< needs a plain word that ends the heredoc'
        'echo $(cat <<E)'           | 'a heredoc begins in $(…) and its text comes after it'
        'echo "${x:-it\'s}"'        | 'a single quote in "${…}" begins quotes in some shells only'
        'cat <<E |> it'             | 'the text before |> is not finished'
    }

    def "a text in quotes is whole, whatever it is for a shell"() {
        when:
        pastes("exec 'if test -f x; echo y; end'\nexec echo next")

        then:
        sent == ['web1: if test -f x; echo y; end', 'web1: echo next']
    }

    def "input that ends in the middle of a line is refused"() {
        when:
        pastes('exec for i in 1 2; do\nls')

        then:
        sent == []
        site.notes() == 'shoal: the line is not finished, a quote, bracket, command or heredoc is open: exec for i in 1 2; do\n' +
                "  if it is whole for the hosts' shell, put the text in quotes: exec '…'\n"
    }

    def "a blank after a backslash at the end of a line is kept"() {
        when:
        pastes('exec ls a\\ \nexec echo next')

        then:
        sent == ['web1: ls a\\ ', 'web1: echo next']
    }

    def "a pipe in a comment or in quotes is the shell's, one after them is Shoal's"() {
        when:
        pastes("exec ls # a |> it\nexec echo ' |> ' |> it.size()")

        then:
        sent == ['web1: ls # a |> it', "web1: echo ' |> '"]
    }

    def "a list after -w is hosts, in every verb"() {
        given:
        context.values().put('bad', ['web1', 'db1'])

        when:
        pastes('exec -w #{bad} uptime\n@db,#{bad} true')

        then:
        sent.sort() == ['db1: true', 'db1: uptime', 'web1: true', 'web1: uptime']
    }

    def "a list after -w does not become files to copy"() {
        given:
        context.values().put('bad', ['web1', 'web2', 'db1'])
        def file = Files.createFile(directory.resolve('f'))

        when:
        pastes("put --dry-run -w #{bad} $file /tmp/")

        then:
        site.out.toString() == """\
                would run on db1,web[1-2] (3 hosts), 64 at a time: put $file /tmp/
                db1
                web1
                web2
                db1: $file -> /tmp/f
                web1: $file -> /tmp/f
                web2: $file -> /tmp/f
                """.stripIndent()
    }

    def "a list after an option that takes one value is refused"() {
        given:
        context.values().put('bad', ['web1', 'db1'])

        when:
        pastes('exec -t #{bad} uptime')

        then:
        sent == []
        site.notes() == 'shoal: --connect-timeout needs one value, and #{bad} is a list of 2\n'
    }

    def "a verb of Shoal after @ is not sent to the hosts: #line"() {
        when:
        pastes(line)

        then:
        sent == []
        site.notes() == "shoal: $problem\n"

        where:
        line                          || problem
        '@web exec --similar uptime'  || '@web runs what follows it on the hosts, so exec is not needed: @web --similar uptime'
        '@web put a b'                || '@web runs what follows it on the hosts, and put is a verb of Shoal: put -w @web a b. To run a program of that name: exec -w @web put a b'
        '@db collect disk'            || '@db runs what follows it on the hosts, and collect is a verb of Shoal: collect -w @db disk. To run a program of that name: exec -w @db collect disk'
    }

    def "what is a program of many hosts goes to them: #text"() {
        when:
        pastes("@web1 $text")

        then:
        sent == ["web1: $text"]

        where:
        text << ['tail -f x', 'sudo ls', 'diff a b', 'exec ls', 'time ls', 'history']
    }
}
