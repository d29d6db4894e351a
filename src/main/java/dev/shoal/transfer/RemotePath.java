package dev.shoal.transfer;

/** Paths on a host, as text: always with slashes, independent of the local system. */
final class RemotePath {
    private RemotePath() {}

    /** As typed by an operator: {@code ~/} is the home, where SFTP's relative paths begin. */
    static String typed(String path) {
        if (path.equals("~") || path.equals("~/")) {
            return path.length() == 1 ? "." : "./";
        }
        return path.startsWith("~/") ? path.substring(2) : path;
    }

    static boolean isInto(String path) {
        return path.endsWith("/");
    }

    static String in(String directory, String name) {
        return directory.isEmpty() || directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /** The directory that it is in. */
    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** The last component; empty for {@code /}. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Without slashes at its end, save where it is nothing else. */
    static String bare(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
