package dev.shoal.testing

import java.nio.file.Files
import java.nio.file.Path

/** ClusterShell's own nodesets, many questions to one process of the Python that its {@code nodeset} runs on. */
class ClusterShell {
    static final String REASON = 'needs the nodeset of ClusterShell: install clustershell'

    private static final String DRIVER = '''\
        import sys
        from ClusterShell.NodeSet import NodeSet
        from ClusterShell.NodeUtils import GroupResolver, GroupSource
        answers = {'e': ' '.join, 'f': str, 'c': lambda s: str(len(s)), 'r': lambda s: s.regroup()}
        groups, resolver = {}, None
        for line in sys.stdin:
            word, text = line.rstrip('\\n').split('\\t', 1)
            if word == 'group':
                name, nodes = text.split('=', 1)
                groups[name] = nodes
            elif word == 'all':
                resolver = GroupResolver(GroupSource('test', groups, text))
            else:
                try:
                    print(answers[word](NodeSet(text, resolver=resolver)))
                except Exception as e:
                    print('error: %s' % e)
        '''.stripIndent()

    static boolean isInstalled() {
        python() != null && new ProcessBuilder(python(), '-c', 'import ClusterShell').start().waitFor() == 0
    }

    private static String python() {
        def nodeset = ['/usr/bin/nodeset', '/usr/local/bin/nodeset'].collect { Path.of(it) }.find { Files.isExecutable(it) }
        nodeset == null ? null : Files.readAllLines(nodeset).first().replaceFirst(/^#!\s*/, '').split(' ').first()
    }

    /**
     * The answer to each question in order, {@code ''} for no hosts.
     *
     * @param questions the letter of an option of nodeset and an expression: {@code ['f', 'a1,a2']}
     */
    static List<String> answers(Map<String, String> groups, String everybody, List<List<String>> questions) {
        def lines = groups.collect { name, hosts -> "group\t$name=$hosts" } + ["all\t$everybody"] + questions*.join('\t')
        def process = new ProcessBuilder(python(), '-c', DRIVER).redirectErrorStream(true).start()
        def writer = Thread.ofVirtual().start { process.outputStream.withWriter('UTF-8') { it << lines.join('\n') << '\n' } }
        def answers = process.inputStream.getText('UTF-8').readLines()
        writer.join()
        assert process.waitFor() == 0 && answers.size() == questions.size(): answers.takeRight(3)
        answers
    }
}
