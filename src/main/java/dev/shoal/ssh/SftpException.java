package dev.shoal.ssh;

import java.io.IOException;

/** The host answered a request with a status that is not OK (draft-ietf-secsh-filexfer-02, 7). */
final class SftpException extends IOException {
    static final int OK = 0;
    static final int EOF = 1;
    static final int NO_SUCH_FILE = 2;
    static final int PERMISSION_DENIED = 3;
    static final int BAD_MESSAGE = 5;
    static final int UNSUPPORTED = 8;
    /** From here on those of later drafts, which some servers send in version 3 as well. */
    static final int NO_SUCH_PATH = 10;

    static final int EXISTS = 11;
    static final int WRITE_PROTECT = 12;
    static final int NO_SPACE = 14;
    static final int QUOTA = 15;
    static final int NOT_EMPTY = 18;

    private final int code;
    private final String said;

    SftpException(int code, String said) {
        super("SFTP status " + code + " (" + said + ")");
        this.code = code;
        this.said = said;
    }

    int code() {
        return code;
    }

    /** What the host added in words; may be empty. */
    String said() {
        return said;
    }

    /** The host sent data that is not SFTP, or does not answer the request. */
    static final class Malformed extends IOException {
        Malformed(String what) {
            super(what);
        }

        Malformed(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
