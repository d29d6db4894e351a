package dev.shoal.script

import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

import java.nio.file.Files
import java.nio.file.Path

/**
 * Every template with every value in every shell: what Shoal sends must not let a value run anything. The witness is a file that
 * each value would make with touch, of a name of its own, in a temporary directory; nothing else is ever run.
 */
@Timeout(180)
class ValuesInShellsSpec extends Specification {
    private static final List<String> SHELLS = ['bash', 'dash', 'zsh', 'ksh93', 'mksh', 'yash', 'busybox', 'fish', 'tcsh']

    private static final List<String> TEMPLATES = [
        // ordinary words
        'echo #{x}', 'echo a#{x}b', 'echo -n #{x} | cat', 'cd / && echo #{x}; true', 'echo #{x} > /dev/null', 'cat < #{x}',
        'v=#{x}; echo "$v"', 'v=#{x} env', 'echo $(echo #{x})', '(echo #{x})', '{ echo #{x}; }', 'if true; then echo #{x}; fi',
        'for v in #{x}; do echo "$v"; done', 'case #{x} in a) echo b;; esac', 'case a in #{x}) echo b;; esac', 'echo \\\\#{x}',
        'echo \'a b\'#{x}', 'echo "a b"#{x}', "printf '%s\\n' #{x}", '[ -f #{x} ]', '[ a = #{x} ]', 'kill -0 #{x}',
        'echo a # b\necho #{x}', 'cat <<< #{x}', 'echo \'\\\\\' #{x}', 'f() { echo "$1"; }; f #{x}', 'echo a=#{x}', '#{x}', 'echo a\\\n#{x}',
        'echo \'\\\' #{x}', 'echo "a\\"b" #{x}', 'echo $\'a\\\'b\' #{x}', 'echo ${v:-\'a\'} #{x}', 'echo "a\nb" #{x}', 'echo `echo \'a\'` #{x}',
        'echo !a #{x}', 'echo "hey!" #{x}',
        // read again
        'eval echo #{x}', 'eval "echo #{x}"', 'command eval echo #{x}', 'command -p eval echo #{x}', '\\eval echo #{x}', "'eval' echo #{x}",
        'let v=#{x}', 'let #{x}', 'test #{x} -eq 1', '[ #{x} -eq 1 ]', '[ 1 -lt #{x} ]', '[ -v #{x} ]', 'test -v #{x}', '[ -t #{x} ]',
        'printf %d #{x}', 'printf #{x}', 'printf -v #{x} a', 'declare #{x}', 'declare -i v=#{x}', 'declare -i v; v=#{x}', 'typeset -i v; v=#{x}',
        'export #{x}', 'unset #{x}', 'read #{x} < /dev/null', 'trap #{x} EXIT', 'alias a=#{x}; a', 'exit #{x}', 'shift #{x}', 'return #{x}',
        'set -- #{x}; echo $(( $1 ))', 'v=#{x}; eval "echo $v"', 'v=#{x}; echo $((v))', 'v=#{x}; echo $(( $v + 1 ))', 'v=#{x}; (( v > 1 ))',
        'v=#{x}; [[ $v -gt 1 ]]', 'v=#{x}; [ "$v" -gt 1 ]', 'v=#{x}; a[$v]=1', 'v=#{x}; a[v]=1', "v=#{x} sh -c 'echo \$((v))'", "v=#{x} bash -c 'eval echo \$v'", 'v=#{x}; printf %d "$v"', 'v=#{x}; exit $v',
        'v=#{x}; [ -v "$v" ]', 'v=#{x}; test "$v" -gt 1', 'v=#{x}; declare -n a=$v; echo $a', 'for v in #{x}; do let a=v; done', 'f() { echo $(($1)); }; f #{x}', 'v=#{x}; echo ${HOME:v}', 'v=#{x}; echo $[v]',
        'v=#{x}; echo "${v@P}"', 'v=#{x}; echo ${(e)v}', 'echo #{x} | while read v; do echo $((v)); done', 'RANDOM=#{x}', 'SECONDS=#{x}', 'OPTIND=#{x}',
        'HISTSIZE=#{x}', 'COLUMNS=#{x}', 'PS4=#{x}; set -x; true', 'ulimit -n #{x}', 'a[#{x}]=1', 'echo ${HOME[#{x}]}', 'a=(#{x})',
        'echo $HOME[#{x}]', 'eval $(echo #{x})', '$v eval #{x}', 'v=eval; $v echo #{x}', 'ulimit #{x}', 'umask #{x}', 'getopts #{x} v',
        // arithmetic
        'echo $(( #{x} + 1 ))', 'echo $((#{x}))', '(( #{x} > 1 ))', 'echo $[ #{x} + 1 ]', 'for ((i = 0; i < #{x}; i++)); do break; done',
        'echo "$(( #{x} + 1 ))"', 'echo $(( "#{x}" + 1 ))', 'echo $(( $(echo #{x}) + 1 ))', '[[ #{x} -gt 1 ]]', '[[ 1 -lt #{x} ]]', '[[ #{x} = a ]]',
        '[[ a =~ #{x} ]]', '[[ -v #{x} ]]', 'echo ${HOME:#{x}}', 'echo ${HOME:0:#{x}}', 'echo $((a[#{x}]))', 'echo $(((#{x})+1))',
        // quotes, substitutions, heredocs
        'echo "#{x}"', "echo '#{x}'", 'echo "a $(echo #{x}) b"', 'echo "a $(echo "#{x}") b"', 'echo `echo #{x}`', 'echo `echo "#{x}"`', 'echo "`echo #{x}`"',
        'echo ${v:-#{x}}', 'echo "${v:-#{x}}"', 'echo ${#{x}}', 'echo ${v/#{x}/a}', 'echo $\'#{x}\'', 'echo $"#{x}"', 'echo $#{x}', 'echo $v#{x}',
        'echo "$v#{x}"', 'cat <<E\n#{x}\nE', "cat <<'E'\n#{x}\nE", 'cat <<E\na\nE\necho #{x}', 'cat <<#{x}\na\nE', 'cat <(echo #{x})', 'echo a # #{x}',
        'echo ~#{x}', 'echo [#{x}]', 'echo {a,#{x}}', 'echo !#{x}', 'echo *(#{x})', 'echo (echo #{x})', 'echo =#{x}', 'v==#{x}', 'if (#{x}) echo a']

    private static final List<String> VALUES = [
        '$(touch W)', '`touch W`', 'a[$(touch W)]', 'a[`touch W`]', '; touch W #', "'; touch W #", '"; touch W #', "\\'; touch W #", '\\"; touch W #',
        "\\\\'; touch W #", "'\ntouch W\n'", '\ntouch W\n', '1\ntouch W', ')); touch W; ((', '); touch W #', '}; touch W; {', ']]; touch W; [[',
        '| touch W', '& touch W', '=(touch W)', '<(touch W)', '(touch W)', "\$'\\'; touch W #", '!!; touch W', '!; touch W', "'!'; touch W #",
        '\r; touch W #', '1]+a[$(touch W)', '${v:=$(touch W)}', '*(e:touch W:)', 'E\ntouch W', 'x=a[$(touch W)]', '{ touch W; }', "it's; touch W #'", '"$(touch W)"', "`touch W`'", '\\`touch W`', '\\$(touch W)', '\t; touch W']

    @TempDir
    Path dir

    /** The texts that Shoal would send; each value has a witness of its own. */
    private List<String> sent() {
        def texts = []
        for (template in TEMPLATES) {
            for (value in VALUES) {
                def own = value.replace('W', dir.resolve("witness-${texts.size() + 1}").toString())
                try {
                    texts << Template.of(template).text { own }
                } catch (ScriptException refused) {
                    assert refused.message.startsWith('column ')
                }
            }
        }
        texts
    }

    private List<String> witnesses(List<String> texts) {
        try (def files = Files.list(dir)) {
            files.map { it.fileName.toString() }.filter { it.startsWith('witness-') }
                    .map { texts[(it - 'witness-') as int - 1] }.sorted().toList()
        }
    }

    /** One script for all texts, each in a process of its own where the shell can fork one without starting anew. */
    private static String batch(String shell, List<String> texts) {
        switch (shell) {
            case 'fish':
                // these would end or cripple the one process
                return texts.findAll { !(it =~ /^(exit|return|ulimit|umask)/) }
                        .collect { "eval '${it.replace('\\', '\\\\').replace("'", "\\'")}' <$NOTHING >$NOTHING 2>&1\n" }.join()
            case 'tcsh':
                return texts.collect { "tcsh -f -c ${quoted(it)} <$NOTHING >$NOTHING 2>&1\n" }.join()
            default:
                return texts.collect { "( eval ${quoted(it)} ) <$NOTHING >$NOTHING 2>&1\n" }.join()
        }
    }

    private static final String NOTHING = '/dev/null'

    private static String quoted(String text) {
        "'" + text.replace("'", "'\\''") + "'"
    }

    private static List<String> command(String shell, Path script) {
        switch (shell) {
            case 'busybox': return ['busybox', 'sh', script.toString()]
            case 'tcsh': return ['sh', script.toString()]
            case 'zsh': return ['zsh', '-f', script.toString()]
            default: return [shell, script.toString()]
        }
    }

    private static boolean isInstalled(String program) {
        System.getenv('PATH').split(':').any { Files.isExecutable(Path.of(it, program)) }
    }

    @Requires(value = { ValuesInShellsSpec.isInstalled(data.shell) }, reason = 'to be installed: a shell')
    def "no value runs anything in #shell"() {
        given:
        def texts = sent()
        def here = Files.createDirectory(dir.resolve('here'))
        def script = Files.writeString(dir.resolve('script'), batch(shell, texts))

        when:
        def process = new ProcessBuilder(command(shell, script)).directory(here.toFile())
                .redirectErrorStream(true).redirectOutput(dir.resolve('out').toFile()).redirectInput(new File(NOTHING))
        process.environment().putAll(HOME: here.toString(), XDG_CONFIG_HOME: here.toString(), XDG_DATA_HOME: here.toString())
        process.start().waitFor()
        def ran = witnesses(texts)
        def count = texts.size()

        then:
        ran == []
        count > 1000
        TEMPLATES.size() * VALUES.size() > 5000

        where:
        shell << SHELLS
    }

    @Requires(value = { ValuesInShellsSpec.isInstalled(data.shell) }, reason = 'to be installed: a shell')
    def "every value arrives in #shell as it is"() {
        given:
        def values = VALUES.findAll { !it.contains('\n') } + ['a b', '\\', '\\\\', "'", "''", '"', '!', '!!', '=ls', '~', '*', '%1', '#', '@', 'é', '-n', ',', '{a,b}', '$HOME', 'a\\', '\\n']
        def text = Template.of("env printf '%s\\n' #{x}").text { values }
        def command = shell == 'busybox' ? ['busybox', 'sh', '-c', text] : [shell, '-c', text]
        def process = new ProcessBuilder(command)
        process.environment().put('HOME', dir.toString())

        expect:
        process.start().inputStream.getText('UTF-8') == values.join('\n') + '\n'

        where:
        shell << SHELLS
    }
}
