package dev.shoal.script

import java.lang.ref.WeakReference
import java.util.concurrent.CountDownLatch
import java.util.function.Supplier
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class InterpreterSpec extends Specification {
    /** Verbs that only tell what they were called with. */
    static class Told implements VerbCalls {
        final List<String> calls = []
        final StringBuilder printed = new StringBuilder()

        @Override
        Object call(String verb, Map<String, Object> options, List<Object> words) {
            calls << "$verb $words $options".toString()
            if (words == ['nowhere']) {
                throw new VerbFailure(VerbFailure.Reason.USAGE, 'unknown group @nowhere')
            }
            words
        }

        @Override
        Object on(String nodeset, Supplier<Object> body) {
            calls << "on $nodeset".toString()
            body.get()
        }

        @Override
        RunView sftp(VerbCalls.FileWork work, boolean isChecked) {
            throw new UnsupportedOperationException()
        }

        @Override
        List<KnownHost> hosts() {
            [new KnownHost(dev.shoal.inventory.Host.named('web1'))]
        }

        @Override
        void threadDied(String problem) {
            calls << "died $problem".toString()
        }

        @Override
        void print(String text, boolean endsLine) {
            printed << text << (endsLine ? '\n' : '')
        }
    }

    def verbs = new Told()
    def values = new Values()
    def groovy = new Interpreter(values, verbs, { -> InterpreterSpec.classLoader })

    private Object last(String... lines) {
        lines.collect { groovy.evaluate(it) }.last()
    }

    def "what a line defines, the next one knows: #lines"() {
        expect:
        last(*lines) == value

        where:
        lines                                                     || value
        ['1 + 1']                                                 || 2
        ['def x = 5', 'x * 2']                                    || 10
        ['int x = 5', 'x + 1']                                    || 6
        ['x = 5', 'x + 1']                                        || 6
        ['def x', 'x']                                            || null
        ['def (a, b) = [1, 2]', 'a + b']                          || 3
        ['final z = 1', 'z']                                      || 1
        ['def f(a) { a * 2 }', 'f(21)']                           || 42
        ['def f(a) { a * 2 }', '[1, 2].collect(f)']               || [2, 4]
        ['def f(n) { n < 2 ? 1 : n * f(n - 1) }', 'f(5)']         || 120
        ['def f() { 1 }', 'def f() { 2 }', 'f()']                 || 2
        ['class A { int n }', 'new A(n: 3).n']                    || 3
        ['class A { int n() { 1 } }', 'class A { int n() { 2 } }', 'new A().n()'] || 2
        ['enum E { X }', 'E.X.name()']                            || 'X'
        ['record P(int a) {}', 'new P(4).a()']                    || 4
        ['import java.time.Duration', 'Duration.ofSeconds(3).toMillis()'] || 3000
        ['import static java.lang.Math.max', 'max(1, 2)']         || 2
        ['import java.time.*', 'Year.of(2000).isLeap()']          || true
        ['c = { it + 1 }', 'c(1)']                                || 2
        ['hosts*.name']                                           || ['web1']
        ["GQ { from h in hosts where h.name != 'db1' select h.name }.toList()"] || ['web1']
        ['for (i in 1..3) { last = i }', 'last']                  || 3
        ['// nothing']                                            || null
    }

    def "a verb is a method, with its options as named arguments"() {
        when:
        last("exec 'df -h', timeout: '10s'", "on('@web!web03') { exec 'uptime' }", "collect('disk', 'memory')", 'hosts()')

        then:
        verbs.calls == ['exec [df -h] [timeout:10s]', 'on @web!web03', 'exec [uptime] [:]',
                        'collect [disk, memory] [:]', 'hosts [] [:]']
    }

    def "what is printed is data"() {
        when:
        last('println "a"', "print 'b'", 'println()', 'printf("%03d%n", 7)', 'println([1, "x"])', 'def f() { println 2 }', 'f()')

        then:
        verbs.printed.toString() == "a\nb\n007\n[1, 'x']\n2\n"
    }

    def "'#text' is told with line and caret, and without a stack trace"() {
        when:
        groovy.evaluate(text)

        then:
        def e = thrown(ScriptException)
        e.message == message
        e.mistake == isMistake

        where:
        text                        || message                                                                    | isMistake
        '1 +* 2'                    || "Unexpected input: '+'\n  1 +* 2\n    ^"                                    | true
        'x = "unterminated'         || 'the quote " is not closed on its line, or holds a \\ that Groovy does not know\n  x = "unterminated\n      ^' | true
        'exec("echo $5")'           || 'in double quotes a $ must be followed by a name\n  exec("echo $5")\n             ^\na $ that is not part of a Groovy name needs a \\ before it: exec("echo \\$5")' | true
        'r = "a $1 $HOME \\$2"'   || 'in double quotes a $ must be followed by a name\n  r = "a $1 $HOME \\$2"\n         ^\na $ that is not part of a Groovy name needs a \\ before it: r = "a \\$1 $HOME \\$2"' | true
        '"x $HOME ${HOME}"'         || 'unknown name: HOME\na $ that is not part of a Groovy name needs a \\ before it: "x \\$HOME \\${HOME}"' | true
        'foo([1, 2'                 || 'a bracket, a quote or a comment is not closed\n  foo([1, 2\n     ^' | true
        "exec 'true' timeout: '1s'" || "exec is a verb, not a value; is a comma missing, as in exec 'uptime', timeout: '10s'?" | true
        'x = 1_'                    || 'Number ending with underscores is invalid\n  x = 1_\n       ^' | true
        'x = null; x.foo()'         || 'foo(): the value before the dot is null' | false
        'x = null; x.foo'           || 'foo: the value before the dot is null' | false
        'x = null; x.foo = 1'       || 'the value before a dot is null' | false
        'java.util.Objects.requireNonNull(null)' || 'null where a value is needed' | false
        'java.nio.file.Files.exists(null)' || 'path is null, but needs a value' | false
        'new File(null)'            || 'new File(null) could mean several methods; give the type, as in new File(null as String), or give it a value' | false
        'throw new Error("one\\ntwo")' || 'Error: one\ntwo' | false
        'df -h'                     || 'unknown name: df'                         | true
        'uptime'                    || 'unknown name: uptime'                    | true
        'systemctl status nginx'    || 'unknown name: status'    | true
        'cat /etc/hosts'            || 'unknown name: cat' | true
        'EXEC uptime'               || 'unable to resolve class EXEC\n  EXEC uptime\n  ^'                             | true
        'println nosuch'            || 'unknown name: nosuch'                                                        | true
        '[1].nosuch(2)'             || 'ArrayList has no method nosuch(Integer)'                                   | true
        '[1].nosuch'                || 'the values of the list have no property nosuch'                              | true
        "Integer.parseInt('x')"     || 'NumberFormatException: For input string: "x"'                               | false
        '1\n2 / 0'                  || 'ArithmeticException: Division by zero\n  2 / 0'                              | false
        'new File(1, 2)'            || 'File has no constructor (Integer, Integer)' | false
        'def f() { f() }\nf()'      || 'endless recursion\n  def f() { f() }'                             | false
        '@Grab("a:b:1") import x.Y' || '@Grab is not supported; put the jar into plugins/lib\n  @Grab("a:b:1") import x.Y\n  ^' | true
        'throw new Error("mine")'   || 'Error: mine'                                                               | false
    }

    def "what a message says to write is code that compiles: '#text'"() {
        when:
        groovy.evaluate(text)

        then:
        def e = thrown(ScriptException)
        groovy.evaluate(e.message.readLines().last().split('needs a . before it: ')[1]) == value

        where:
        text               || value
        '"echo $5"'        || 'echo $5'
        '"it\'s $HOME"'    || 'it\'s $HOME'
        '"""a $1 b"""'     || 'a $1 b'
        '"a${HOME}b" + 1'  || 'a${HOME}b1'
    }

    def "a thread of a line that dies, or calls a verb, or exits is told at once in words"() {
        when:
        groovy.evaluate("Thread.start { $body }.join()")

        then:
        verbs.calls == ["died $told".toString()]

        where:
        body                                    || told
        'exec "x"'                              || 'exec was called in a thread that the script started; call verbs in the script\'s own thread, one after the other: each runs on all its hosts at once'
        'on("@web") { exec "x" }'               || 'on was called in a thread that the script started; call verbs in the script\'s own thread, one after the other: each runs on all its hosts at once'
        'throw new IOException("no luck")'      || 'a thread that it started has died: IOException: no luck'
        'exit 3'                                || 'exit ends only the thread that calls it; call it in the script\'s own thread'
    }

    def "an assertion shows what its parts were"() {
        when:
        groovy.evaluate('assert [1, 2].size() == 3')

        then:
        def e = thrown(ScriptException)
        e.message == '''assertion failed:
assert [1, 2].size() == 3
              |      |
              2      false'''
    }

    def "a verb's mistake comes through as it is"() {
        when:
        groovy.evaluate("on('@web') { exec 'nowhere' }")

        then:
        def e = thrown(VerbFailure)
        e.message == 'unknown group @nowhere'
    }

    def "exit(n) ends the text, whatever it catches"() {
        when:
        groovy.evaluate('try { exit(3) } catch (Exception e) { println e }')

        then:
        def e = thrown(ScriptExit)
        e.status() == 3
        verbs.printed.toString() == ''
    }

    def "an endless loop ends when it is interrupted: #text"() {
        given:
        def begun = new CountDownLatch(1)
        values.put('begun', begun)
        Throwable ended = null
        def operator = Thread.ofPlatform().start {
            try {
                groovy.evaluate(text)
            } catch (InterruptedException e) {
                ended = e
            }
        }
        begun.await()

        when:
        operator.interrupt()
        operator.join()

        then:
        ended instanceof InterruptedException

        where:
        text << ['begun.countDown(); while (true) {}',
                 'begun.countDown(); (1..Long.MAX_VALUE).each { it }',
                 'begun.countDown(); def f() { while (true) {} }; f()',
                 'begun.countDown(); Thread.sleep(1000000)']
    }

    def "what cannot be interrupted is left alone, and may not use verbs any more"() {
        given:
        def begun = new CountDownLatch(1)
        def go = new CountDownLatch(1)
        def over = new CountDownLatch(1)
        values.put('begun', begun)
        values.put('stubborn', { ->
            while (go.count > 0) {
                try {
                    go.await()
                } catch (InterruptedException ignored) {
                    continue
                }
            }
        })
        values.put('over', over)
        def operator = Thread.ofPlatform().start {
            try {
                groovy.evaluate("begun.countDown(); stubborn(); try { exec 'rm' } finally { over.countDown() }")
            } catch (InterruptedException ignored) {
                return
            }
        }
        begun.await()

        when:
        operator.interrupt()
        operator.join()
        go.countDown()
        over.await()

        then:
        verbs.calls == []
    }

    def "the classes of lines go when nothing uses them"() {
        given:
        def refs = (1..100).collect { n ->
            new WeakReference(groovy.evaluate("[{ -> $n }]")[0].class)
        }
        values.names().each { values.put(it, null) }

        when:
        for (int i = 0; i < 20 && refs.count { it.get() != null } > 20; i++) {
            System.gc()
        }

        then:
        refs.count { it.get() != null } <= 20
    }
}
