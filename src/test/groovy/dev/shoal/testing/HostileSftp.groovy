package dev.shoal.testing

import org.apache.sshd.server.Environment
import org.apache.sshd.server.ExitCallback
import org.apache.sshd.server.SshServer
import org.apache.sshd.server.channel.ChannelSession
import org.apache.sshd.server.command.Command
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider
import org.apache.sshd.server.subsystem.SubsystemFactory

/**
 * A host that speaks SFTP 3 and means harm: whatever directory is listed, it has these names, each with the type bits given;
 * every file holds its own name. Anybody may log in.
 */
class HostileSftp implements Closeable {
    static final int FILE = 0100644
    static final int DIRECTORY = 0040755
    static final int LINK = 0120777
    static final int PIPE = 0010644

    final Map<String, Integer> names
    /** How long every file is said to be; 0 is as long as it is. */
    long saidBytes
    /** Whether every file begins anew at each place in it. */
    boolean isEndless
    private final SshServer server = SshServer.setUpDefaultServer()

    HostileSftp(Map<String, Integer> names) {
        this.names = names
        server.host = '127.0.0.1'
        server.keyPairProvider = new SimpleGeneratorHostKeyProvider()
        server.publickeyAuthenticator = { user, key, session -> true }
        server.subsystemFactories = [[getName: { 'sftp' }, createSubsystem: { ChannelSession c -> new Talk(names: names, saidBytes: saidBytes, isEndless: isEndless) }] as SubsystemFactory]
        server.start()
    }

    int getPort() {
        server.port
    }

    @Override
    void close() {
        server.stop(true)
    }

    private static class Talk implements Command {
        Map<String, Integer> names
        long saidBytes
        boolean isEndless
        InputStream inputStream
        OutputStream outputStream
        OutputStream errorStream
        ExitCallback exitCallback
        private final Map<String, Boolean> listed = [:]

        void setInputStream(InputStream stream) { inputStream = stream }

        void setOutputStream(OutputStream stream) { outputStream = stream }

        void setErrorStream(OutputStream stream) { errorStream = stream }

        void setExitCallback(ExitCallback callback) { exitCallback = callback }

        void start(ChannelSession channel, Environment environment) {
            Thread.startVirtualThread {
                try {
                    serve(new DataInputStream(inputStream))
                } catch (IOException ended) {
                    exitCallback.onExit(0)
                }
            }
        }

        void destroy(ChannelSession channel) { }

        private void serve(DataInputStream in) {
            while (true) {
                def packet = new byte[in.readInt()]
                in.readFully(packet)
                def data = new DataInputStream(new ByteArrayInputStream(packet))
                def type = data.readUnsignedByte()
                int id = data.readInt()
                if (type == 1) {
                    answer { it.writeByte(2); it.writeInt(3) }
                } else {
                    serve(type, id, text(data), data)
                }
            }
        }

        private void serve(int type, int id, String what, DataInputStream data) {
            switch (type) {
                case 3: case 11: answer { it.writeByte(102); it.writeInt(id); put(it, what) }; break
                case 5: def at = data.readLong(); read(id, what, at); break
                case 7: case 8: case 17: answer { it.writeByte(105); it.writeInt(id); attributes(it, what) }; break
                case 16: answer { it.writeByte(104); it.writeInt(id); it.writeInt(1); put(it, what); put(it, what); attributes(it, what) }; break
                case 12: list(id, what); break
                default: status(id, 0)
            }
        }

        private void read(int id, String name, long at) {
            if (at > 0 && !isEndless) {
                status(id, 1)
            } else {
                answer { it.writeByte(103); it.writeInt(id); put(it, name) }
            }
        }

        private void list(int id, String directory) {
            if (listed.put(directory, true)) {
                status(id, 1)
                return
            }
            answer { out ->
                out.writeByte(104)
                out.writeInt(id)
                out.writeInt(names.size())
                names.each { name, bits -> put(out, name); put(out, name); mode(out, name, bits) }
            }
        }

        private void status(int id, int code) {
            answer { it.writeByte(101); it.writeInt(id); it.writeInt(code); put(it, ''); put(it, '') }
        }

        private void attributes(DataOutputStream out, String path) {
            def name = names.keySet().find { path.endsWith("/$it") }
            mode(out, path, name == null ? DIRECTORY : names[name])
        }

        private void mode(DataOutputStream out, String name, int mode) {
            out.writeInt(1 | 4)
            out.writeLong(saidBytes ?: name.bytes.length)
            out.writeInt(mode)
        }

        private void answer(Closure<?> write) {
            def bytes = new ByteArrayOutputStream()
            write(new DataOutputStream(bytes))
            def out = new DataOutputStream(outputStream)
            out.writeInt(bytes.size())
            bytes.writeTo(out)
            out.flush()
        }

        private static void put(DataOutputStream out, String text) {
            out.writeInt(text.bytes.length)
            out.write(text.bytes)
        }

        private static String text(DataInputStream in) {
            def bytes = new byte[in.readInt()]
            in.readFully(bytes)
            new String(bytes)
        }
    }
}
