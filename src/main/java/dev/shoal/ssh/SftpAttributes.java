package dev.shoal.ssh;

import dev.shoal.transport.RemoteFiles.Entry;
import dev.shoal.transport.RemoteFiles.Kind;
import dev.shoal.transport.RemoteFiles.Owner;
import net.schmizz.sshj.common.Buffer.PlainBuffer;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A file's attributes as SFTP 3 has them (draft-ietf-secsh-filexfer-02, 5). What the host left out is zero.
 *
 * @param mode type and permissions as in stat(2)
 * @param modified seconds since 1970
 */
record SftpAttributes(long size, int mode, long modified, Optional<Owner> owner) {
    private static final int SIZE = 1;
    private static final int OWNER = 2;
    private static final int PERMISSIONS = 4;
    private static final int TIMES = 8;
    private static final int EXTENDED = 0x80000000;

    private static final int TYPE_BITS = 0170000;
    private static final int MODE_BITS = 07777;

    static SftpAttributes read(PlainBuffer from) throws IOException {
        int flags = (int) from.readUInt32();
        long size = (flags & SIZE) == 0 ? 0 : Math.max(0, from.readUInt64());
        var owner = Optional.<Owner>empty();
        if ((flags & OWNER) != 0) {
            int uid = (int) from.readUInt32();
            owner = Optional.of(new Owner(uid, (int) from.readUInt32()));
        }
        int mode = (flags & PERMISSIONS) == 0 ? 0 : (int) from.readUInt32();
        long modified = 0;
        if ((flags & TIMES) != 0) {
            from.readUInt32();
            modified = from.readUInt32();
        }
        if ((flags & EXTENDED) != 0) {
            for (long left = from.readUInt32(); left > 0; left--) {
                from.readStringAsBytes();
                from.readStringAsBytes();
            }
        }
        return new SftpAttributes(size, mode, modified, owner);
    }

    static PlainBuffer none(PlainBuffer to) {
        return to.putUInt32(0);
    }

    static PlainBuffer mode(int mode, PlainBuffer to) {
        return to.putUInt32(PERMISSIONS).putUInt32(mode & MODE_BITS);
    }

    static PlainBuffer owner(Owner owner, PlainBuffer to) {
        return to.putUInt32(OWNER)
                .putUInt32(Integer.toUnsignedLong(owner.uid()))
                .putUInt32(Integer.toUnsignedLong(owner.gid()));
    }

    /** Both times: SFTP 3 cannot say one of them alone. */
    static PlainBuffer modified(Instant time, PlainBuffer to) {
        long seconds = Math.clamp(time.getEpochSecond(), 0, 0xffff_ffffL);
        return to.putUInt32(TIMES).putUInt32(seconds).putUInt32(seconds);
    }

    Entry named(String name) {
        return new Entry(name, kind(), size, mode & MODE_BITS, Instant.ofEpochSecond(modified), owner);
    }

    private Kind kind() {
        return switch (mode & TYPE_BITS) {
            case 0100000 -> Kind.FILE;
            case 0040000 -> Kind.DIRECTORY;
            case 0120000 -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }
}
