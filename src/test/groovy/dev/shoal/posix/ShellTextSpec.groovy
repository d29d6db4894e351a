package dev.shoal.posix

import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

import java.nio.file.Files
import java.nio.file.Path

import static dev.shoal.posix.ShellText.End.DOUBT
import static dev.shoal.posix.ShellText.End.OPEN
import static dev.shoal.posix.ShellText.End.WHOLE

/** Where a line ends: as bash has it. The texts are made of pieces, and each of their beginnings is one, too. */
@Timeout(120)
class ShellTextSpec extends Specification {
    /** Each alone and in every frame, with all of their lines and with fewer. */
    private static final List<String> PIECES = [
        'ls', 'echo "a b"', "echo 'a b'", "echo don't", 'echo "a', 'echo a\\ b', 'echo a \\', 'echo a \\\nb', 'echo \\"a', "echo \\'a", '# a', "# don't",
        "ls # don't", 'echo a#"b', 'echo a\\#', 'echo "a # b"', 'echo "a\nb"', "echo 'a\n# b'", 'ls | wc', 'ls |', 'ls |\nwc', 'ls &&', 'ls &&\n\nwc', 'ls ||', 'ls &',
        'ls & wc', 'ls;', 'ls; wc', '! ls', 'time ls', 'a=b', 'a=b ls', 'a="b', 'a=(b c)', 'a=(b', 'a=(b\nc)', 'a+=(b "c")', 'a[1]=b', 'ls > f', 'ls 2>&1', 'ls >&2', '> f', 'ls <f >g',
        'ls &> f', 'ls >| f',
        // expansions
        'echo $a', 'echo ${a}', 'echo ${a', 'echo ${a:-b c}', 'echo "${a:-b c}"', 'echo ${a:-"b}"}', "echo \${a:-'b}'}", 'echo "${a:-"b"}"', 'echo ${a:-${b}}', 'echo ${#a}', 'echo $#',
        'echo $(ls)', 'echo $(ls', 'echo "$(ls)"', 'echo "$(ls "a b")"', 'echo "$(ls "a)"', 'echo $(ls; (wc))', 'echo $(ls # a)\n)', 'echo $(case a in a) ls;; esac)', 'echo $(case a in (a) ls;; esac)',
        'echo `ls`', 'echo `ls', 'echo "`ls`"', 'echo `ls \\`wc\\``', "echo `echo '`", 'echo $(echo `ls`)', 'echo $(ls\nwc\n)',
        "echo \$'a\\'b'", "echo \$'a", 'echo $"a b"', "echo \"\$'a\"", 'cat <(ls)', 'cat <(ls', 'ls > >(cat)', 'diff <(ls) <(wc)', 'echo "a\\"', 'echo "a\\\\"', "echo 'a\\'", 'echo "$(echo "$(echo ")")")"',
        // arithmetic
        'echo $((5 << 2))', 'echo $((1<<4))', 'echo $[1<<4]', '((a = 1 << 3)); echo $a', 'echo $(( (1 + 2) * 3 ))', 'echo $((1', 'echo $((1)', '((a', '((a = 1', '((a++)) && ls', 'echo $((a[1] + 2))',
        '( (ls) )', '((ls); wc)', 'echo $((ls); wc)', 'echo $( (ls) )', 'for ((i = 0; i < 3; i++)); do ls; done', 'for ((i = 0; i << 3;', 'let a=1+1', 'let "a = 1 << 2"', 'echo "$((1 << 2))"', 'a[1<<2]=3',
        // heredocs
        'cat <<E', 'cat <<E\na\nE', 'cat <<E\na', 'cat <<\\E\n$a\nE', "cat <<'E'\n\$a\nE", 'cat <<"E"\na\nE', 'cat <<E\\ F\na\nE F', 'cat <<E\\ F\na\nE', 'cat <<"E F"\na\nE F', "cat <<'E'F\na\nEF", 'cat <<-E\n\ta\n\tE',
        'cat <<-E\n a\n E', 'cat << E\na\nE', 'cat <<E | wc\na\nE', 'cat <<E; ls\na\nE', 'cat <<E && \\\nls\na\nE', 'cat <<A <<B\n1\nA\n2\nB', 'cat <<A <<B\n1\nA\n2', 'cat <<A; cat <<B\n1\nA\n2\nB', "cat <<E\ndon't\nE", 'cat <<E\n"a\nE',
        'cat <<E\n$(ls\nE', 'cat <<E\nE ', 'cat <<E\n E\nE', 'cat <<<a', 'cat <<< "a b"', 'cat <<<"a', "cat <<<'a\nb'", 'cat <<E\na\nE\nls', 'cat <<E # b\na\nE', 'cat <<E>f\na\nE', '(cat <<E)\na\nE', '{ cat <<E\na\nE\n}', 'cat <<E\na\\\nb\nE',
        "cat <<E\n#\nE", 'cat <<\\E\\F\na\nEF', 'cat 3<<E\na\nE', 'cat <<E-F\na\nE-F', 'cat <<!\na\n!', 'cat <<%\na\n%', 'cat <<_E_\na\n_E_', 'ls <<E <<<b\na\nE', 'echo "<<E"', "echo '<<E'", 'echo \\<<E\na\nE', 'echo a<<E\nb\nE', '# <<E', 'cat <<-\\E\n\ta\n\tE',
        // compound commands
        'if ls; then wc; fi', 'if ls; then wc', 'if ls', 'if ls\nthen\nwc\nelse\nls\nfi', 'if ls; then wc; elif ls; then wc; fi', 'while ls; do wc; done', 'while ls; do wc', 'until ls\ndo wc\ndone', 'for a in b c; do ls; done', 'for a in b c',
        'for a in b\ndo\nls\ndone', 'for a; do ls; done', 'for a do ls; done', 'for a\nin b; do ls; done', 'select a in b; do ls; done', 'case a in a) ls;; b|c) wc;; esac', 'case a in', 'case a in a) ls', 'case a in a) ls;;\n(b) wc\n;;\nesac',
        'case a in a) ls;& b) wc;;& c) ;; esac', 'case "a b" in *) ;; esac', 'case a in esac', '{ ls; }', '{ ls', '{ ls; wc\n}', '(ls)', '(ls', '(ls\nwc)', 'f() { ls; }', 'f() { ls', 'f()', 'f()\n{ ls; }', 'function f { ls; }', 'function f() { ls; }', 'f() (ls)',
        '[[ a = b ]]', '[[ a = b', '[[ a < b && -f c ]]', '[[ a =~ (b|c) ]]', '[[ (a = b) ]] || ls', '[[ a == *b* ]]', '[ a = b ]', 'if [[ a ]]; then ls; fi', 'if ls; then cat <<E\na\nE\nfi', 'while read a; do cat <<E\n$a\nE\ndone < f',
        'if ls; then wc; fi > f', '{ ls; } 2>/dev/null | wc', '(ls) && (wc', 'echo if', 'echo done', 'echo {', 'echo }', 'echo { ls', 'echo a; }', 'echo then; ls', 'if=1', 'echo [[ a', 'echo !', 'echo case a in', 'ls; done', 'fi', 'then', 'coproc ls', 'time -p ls',
        'for if in then; do ls; done', 'if if ls; then wc; fi; then ls; fi', 'if { ls; } then wc; fi', '{ { ls; } }', '( { ls; } )', 'if (ls) then wc; fi', "\\if ls", '"if" ls', 'case a in if) ls;; esac', 'case a in b) if ls; then wc; fi;; esac', 'case if in a) ;; esac',
        'f() { cat <<E\na\nE\n}', 'if ls # then\nthen wc; fi', 'while :; do case a in a) break;; esac; done', 'ls | while read a; do echo $a; done', 'ls | { wc', 'a=$(cat <<E\na\nE\n)', 'echo "$(cat <<E\na\nE\n)"', 'echo $(cat <<E\n)\nE\n)',
        'ls ;; wc', 'ls ; ; wc', '| ls', '&& ls', 'ls )', 'echo a(b', 'echo (ls)', 'ls > ', 'ls <', '; ls', 'for', 'case', 'if', 'while', 'until', 'select', 'function', 'for 1 in a', 'echo !(a)', 'echo @(a|b)', '()', '{}', '$', '"', "'", '`', '\\', '\\\\', '=', '<<', '<<<']

    private static final List<String> FRAMES = ['%s', '%s\nls', 'ls; %s', '{ %s\n}', '(%s\n)', 'if %s\nthen ls; fi', 'echo $(%s\n)', 'ls && %s', 'f() { %s\n}', 'case a in a) %s\n;; esac',
        'while ls; do %s\ndone', 'echo "$(%s\n)"']

    /** Every piece in every frame, and every beginning of that. */
    private static Collection<String> texts() {
        def texts = new LinkedHashSet<String>()
        for (frame in FRAMES) {
            for (piece in PIECES) {
                def lines = frame.replace('%s', piece).split('\n', -1).toList()
                (1..lines.size()).each { texts << lines.take(it).join('\n') }
            }
        }
        texts
    }

    private static final String EACH = '''
        while IFS= read -r -d '' t; do
            e=$( { eval $'set -n\\n'"$t"; } 2>&1 ); s=$?
            printf '%s %s\\0' "$s" "$e"
        done < "$1"'''

    @TempDir
    Path dir

    /** What bash -n says of each: whether it asks for more, takes it, or refuses it. */
    private Map<String, String> verdicts(Collection<String> texts) {
        def input = dir.resolve('texts')
        Files.writeString(input, texts.collect { it + '\0' }.join())
        def output = dir.resolve('verdicts')
        def process = new ProcessBuilder('bash', '-c', EACH, 'bash', input.toString()).directory(dir.toFile()).redirectOutput(output.toFile()).start()
        assert process.waitFor() == 0
        def said = output.toFile().getText('UTF-8').split('\0').toList()
        assert said.size() == texts.size()
        [texts.toList(), said].transpose().collectEntries { text, told -> [text, verdict(text, told)] }
    }

    private static String verdict(String text, String told) {
        if (told =~ /unexpected end of file|unexpected EOF|delimited by end-of-file/ || (text =~ /(?<!\\)(\\\\)*\\$/ && told == '0 ')) {
            return 'open'
        }
        told.startsWith('0') ? 'whole' : 'refused'
    }

    def "of some thousand texts, Shoal takes none as ended that bash goes on reading"() {
        given:
        def texts = texts().toList()
        def verdicts = verdicts(texts)

        when:
        def early = texts.findAll { verdicts[it] == 'open' && ShellText.of(it).end() == WHOLE }
        def late = texts.findAll { verdicts[it] == 'whole' && ShellText.of(it).end() == OPEN }
        def doubts = texts.findAll { verdicts[it] == 'whole' && ShellText.of(it).end() == DOUBT }
        def count = texts.size()

        then:
        early == []
        late == []
        doubts == ['echo $(()\n)', 'echo "$(()\n)"'] // bash takes an empty subshell there, and nowhere else
        count > 4000
    }
}
