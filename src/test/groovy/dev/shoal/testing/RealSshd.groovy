package dev.shoal.testing

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/**
 * One sshd of the system on a free port of 127.0.0.1, with keys of its own. Close it, and its processes are gone.
 *
 *     @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
 */
class RealSshd implements Closeable {
    static final String PROGRAM = '/usr/sbin/sshd'
    static final String REASON = 'needs /usr/sbin/sshd and ssh-keygen: install openssh-server and openssh-client'

    final Path dir
    final int port
    final String user = System.getProperty('user.name')
    private final Process process

    private RealSshd(Path dir, int port, List<String> settings) {
        this.dir = dir
        this.port = port
        Files.writeString(dir.resolve('sshd_config'), (settings + configuration()).join('\n') + '\n')
        process = new ProcessBuilder(PROGRAM, '-D', '-e', '-f', "$dir/sshd_config").redirectInput(new File('/dev/null')).start()
        awaitListening()
    }

    static boolean isInstalled() {
        Files.isExecutable(Path.of(PROGRAM)) && ['/usr/bin', '/bin'].any { Files.isExecutable(Path.of(it, 'ssh-keygen')) }
    }

    /** Settings are lines of sshd_config; they win over the fixture's own. */
    static RealSshd start(List<String> settings = []) {
        def temporary = Files.createDirectories(Path.of(System.getProperty('java.io.tmpdir')))
        def dir = Files.createTempDirectory(temporary, 'sshd').toAbsolutePath()
        Files.createDirectory(dir.resolve('home'))
        ['host', 'user'].each { keygen(dir.resolve("${it}_ed25519")) }
        Files.copy(dir.resolve('user_ed25519.pub'), dir.resolve('authorized_keys'))
        if (System.getProperty('user.name') == 'root') {
            Files.createDirectories(Path.of('/run/sshd')) // sshd insists on it
        }
        def port = new ServerSocket(0, 1, InetAddress.getByName('127.0.0.1')).withCloseable { it.localPort }
        def sshd = new RealSshd(dir, port, settings)
        Files.writeString(sshd.knownHostsFile, "[127.0.0.1]:$port ${Files.readString(dir.resolve('host_ed25519.pub'))}")
        sshd
    }

    /** The user's private key, without a pass phrase. */
    Path getKeyFile() {
        dir.resolve('user_ed25519')
    }

    /** The host's public key. */
    Path getHostKeyFile() {
        dir.resolve('host_ed25519.pub')
    }

    /** Knows the host's key. */
    Path getKnownHostsFile() {
        dir.resolve('known_hosts')
    }

    long getPid() {
        process.pid()
    }

    /** The processes that serve connections now, and what runs in them. */
    List<ProcessHandle> connections() {
        process.descendants().toList()
    }

    /** Sends a signal to everything that serves a connection, as {@code STOP}. */
    void signal(String name) {
        connections().each { ['kill', "-$name", "${it.pid()}"].execute().waitFor() }
    }

    @Override
    void close() {
        signal('CONT')
        connections()*.destroyForcibly()
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS)
        orphans()*.destroyForcibly()
        dir.toFile().deleteDir()
    }

    /** What outlived its connection: nobody's descendant any more, but it still has the home that this sshd gave it. */
    private List<ProcessHandle> orphans() {
        def home = "HOME=$dir/home".toString()
        ProcessHandle.allProcesses().filter { environmentOf(it).contains(home) }.toList()
    }

    /** Empty for a process that has ended meanwhile or is none of ours to look at. */
    private static List<String> environmentOf(ProcessHandle handle) {
        try {
            return new File("/proc/${handle.pid()}/environ").text.split('\0').toList()
        } catch (IOException ignored) {
            return []
        }
    }

    private List<String> configuration() {
        ["Port $port", 'ListenAddress 127.0.0.1', "HostKey $dir/host_ed25519", "AuthorizedKeysFile $dir/authorized_keys",
         "PidFile $dir/sshd.pid", 'UsePAM no', 'StrictModes no', 'PermitRootLogin yes', 'PasswordAuthentication no',
         'KbdInteractiveAuthentication no', 'MaxStartups 200', 'Subsystem sftp internal-sftp', 'UseDNS no',
         "SetEnv HOME=$dir/home SHLVL=5"]*.toString()
    }

    /** With -e sshd logs to its standard error; the rest of the log is kept in a file. */
    private void awaitListening() {
        def listening = new CountDownLatch(1)
        Thread.startVirtualThread {
            try {
                keepLog(listening)
            } catch (IOException ended) {
                listening.countDown() // the fixture was closed in the middle of a line
            }
        }
        if (!listening.await(10, TimeUnit.SECONDS)) {
            process.destroyForcibly()
            throw new IllegalStateException("sshd does not start:\n${Files.readString(dir.resolve('sshd.log'))}")
        }
    }

    private void keepLog(CountDownLatch listening) {
        dir.resolve('sshd.log').toFile().withWriter { log ->
            process.errorStream.eachLine { line ->
                log.writeLine(line)
                log.flush()
                if (line.contains('Server listening on')) {
                    listening.countDown()
                }
            }
        }
    }

    private static void keygen(Path file) {
        def made = ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', "$file"].execute()
        if (made.waitFor() != 0) {
            throw new IllegalStateException("ssh-keygen: ${made.err.text}")
        }
    }
}
