package dev.shoal.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of a demo host: its own files, and in one directory the data of its shims, {@code facts} and {@code services/}, and
 * the shims themselves in {@code bin/}. In a world that directory is {@link #DATA}; elsewhere it is on this machine.
 */
final class Tree {
    /** The directory of the shims' data in a world. */
    static final String DATA = "/var/lib/demo";

    /** The directory of the shims in a world. */
    static final String BIN = DATA + "/bin";

    /** The home of root. */
    static final String HOME = "/root";

    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String END = "END_OF_FILE";

    private Tree() {}

    /** The environment of a command. */
    static Map<String, String> environment(DemoHost host, String bin) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", bin + ":" + USUAL_PATH);
        environment.put("HOME", HOME);
        environment.put("SHELL", "/bin/sh");
        environment.put("HOSTNAME", host.name());
        environment.put("SHOAL_DEMO_HOST", host.name());
        return environment;
    }

    /** Shell text that defines {@code own_files}, which writes everything below the current directory. */
    static String script(DemoHost host) throws IOException {
        var files = new LinkedHashMap<String, String>();
        var data = DATA.substring(1) + "/";
        host.files().forEach((path, text) -> files.put(path.startsWith("proc/") ? data + path : path, text));
        files.put(data + "facts", host.facts());
        host.services().forEach((service, state) -> files.put(data + "services/" + service, state + "\n"));
        Shims.texts().forEach((program, text) -> files.put(data + "bin/" + program, text));
        var script = new StringBuilder("own_files() {\n");
        files.forEach((path, text) -> script.append("mkdir -p '")
                .append(Path.of(path).getParent())
                .append("'\ncat >'")
                .append(path)
                .append("' <<'" + END + "'\n")
                .append(text)
                .append(END + "\n"));
        return script.append("chmod 755 ").append(data).append("bin/*\n}\n").toString();
    }

    /**
     * Writes everything on this machine.
     *
     * @param data an existing directory
     * @param shims the directory of the shims, which are the same for all hosts
     * @param files where its own files go
     */
    static void write(DemoHost host, Path data, Path shims, Path files) throws IOException {
        Files.writeString(data.resolve("facts"), host.facts());
        Files.createSymbolicLink(data.resolve("bin"), shims);
        for (var file : host.files().entrySet()) {
            var path = files.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        var services = Files.createDirectories(data.resolve("services"));
        for (var service : host.services().entrySet()) {
            Files.writeString(services.resolve(service.getKey()), service.getValue() + "\n");
        }
    }
}
