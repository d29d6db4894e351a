package dev.shoal.ssh;

import java.io.IOException;

/** The host sent what is no SFTP, or no answer to what was asked. */
final class SftpNonsense extends IOException {
    SftpNonsense(String what) {
        super(what);
    }

    SftpNonsense(String what, Throwable cause) {
        super(what, cause);
    }
}
