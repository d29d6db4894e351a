#!/usr/bin/env -S shoal run
// The files of each host of the target: connect, df, chdir, mkdir, put, write, list, get, remove.
if (args.size() != 2) {
    println 'usage: shoal -w web1 run scripts/examples/sftp-tour.groovy REMOTE_DIR LOCAL_FILE'
    exit 2
}
def (dir, local) = args
exec 'df -h /'
sftp {
    cd dir
    mkdir 'tour'
    put local, 'tour/' + new File(local).name
    write 'tour/new.txt', 'written by Shoal\n'
    println pwd() + ': ' + ls('tour')*.name
}
get "$dir/tour/new.txt", new File(local).absoluteFile.parent
sftp { cd dir; ls('tour').each { rm 'tour/' + it.name }; rmdir 'tour' }
