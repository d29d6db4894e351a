package dev.shoal.ssh;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Buffer.PlainBuffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the host answered to one request.
 *
 * @param type one of those below
 * @param body after type and number
 */
record SftpAnswer(int type, long id, PlainBuffer body) {
    private static final int STATUS = 101;
    private static final int HANDLE = 102;
    private static final int DATA = 103;
    private static final int NAME = 104;
    private static final int ATTRS = 105;
    private static final int EXTENDED = 201;

    /** Nothing but a refusal can be wrong with it. */
    void ok() throws IOException {
        if (type != STATUS) {
            throw nonsense();
        }
        refusal();
    }

    byte[] handle() throws IOException {
        return of(HANDLE).readStringAsBytes();
    }

    SftpAttributes attributes() throws IOException {
        return SftpAttributes.read(of(ATTRS));
    }

    /** The names, as many as are said to follow. */
    PlainBuffer names() throws IOException {
        return of(NAME);
    }

    PlainBuffer extended() throws IOException {
        return of(EXTENDED);
    }

    /** The buffer at the bytes read, no more than were asked for; empty at the end of the file. */
    Optional<PlainBuffer> data(int asked) throws IOException {
        try {
            var data = of(DATA);
            long length = data.readUInt32();
            if (length < 1 || length > asked || length > data.available()) {
                throw nonsense();
            }
            data.wpos(data.rpos() + (int) length);
            return Optional.of(data);
        } catch (SftpException e) {
            if (e.code() == SftpException.EOF) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private PlainBuffer of(int wanted) throws IOException {
        if (type == STATUS) {
            refusal();
        }
        if (type != wanted) {
            throw nonsense();
        }
        return body;
    }

    private void refusal() throws IOException {
        try {
            long code = body.readUInt32();
            if (code != SftpException.OK) {
                var said = body.available() > 0 ? body.readString(StandardCharsets.UTF_8) : "";
                throw new SftpException((int) Math.min(code, Integer.MAX_VALUE), said);
            }
        } catch (Buffer.BufferException e) {
            throw new SftpException.Malformed("a status that is cut off", e);
        }
    }

    private SftpException.Malformed nonsense() {
        return new SftpException.Malformed("an answer of type " + type);
    }
}
