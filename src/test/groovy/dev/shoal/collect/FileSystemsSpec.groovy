package dev.shoal.collect

import spock.lang.Specification

class FileSystemsSpec extends Specification {
    static final String TITLE = 'Filesystem 1024-blocks Used Available Capacity Mounted on\n'

    def "df of #system lists the file systems that hold files"() {
        expect:
        read(Recordings.text("$system/df"))*.values()*.toList() == rows

        where:
        system         || rows
        'debian-12'    || [['/', 13, 270_553_174_016, 12_671_004_672, 85_122_289_664, '/dev/vda'],
                           ['/mnt/with blank', 0, 1_048_576, 0, 1_048_576, 'tmpfs']]
        'busybox-1.35' || [['/', 13, 270_553_174_016, 12_671_045_632, 85_122_248_704, '/dev/vda'],
                           ['/mnt/with blank', 0, 1_048_576, 0, 1_048_576, 'tmpfs']]
        'centos-7.7'   || [['/run', 1, 1_976_999_936, 12_115_968, 1_964_883_968, 'tmpfs'],
                           ['/', 11, 18_238_930_944, 1_848_913_920, 16_390_017_024, '/dev/mapper/centos-root'],
                           ['/boot', 23, 1_063_256_064, 243_302_400, 819_953_664, '/dev/sda1']]
        'macos-10.14'  || [['/', 32, 499_963_174_912, 154_725_339_136, 338_078_900_224, '/dev/disk1s1'],
                           ['/private/var/vm', 2, 499_963_174_912, 6_442_496_000, 338_078_900_224, '/dev/disk1s4'],
                           ['/Volumes/InstallESD', 76, 7_405_293_568, 5_574_299_648, 1_830_993_920, '/dev/disk2s2'],
                           ['/Volumes/com.apple.TimeMachine.localsnapshots/Backups.backupdb/kbrazil-mac/2019-11-29-075900/Macintosh HD',
                            30, 499_963_174_912, 141_909_377_024, 338_078_900_224,
                            'com.apple.TimeMachine.2019-11-29-075900@/dev/disk1s1'],
                           ['/Volumes/brazil', 32, 3_893_659_955_200, 1_233_448_280_064, 2_660_211_675_136,
                            '//brazil@MyCloudEX2Ultra._afpovertcp._tcp.local/brazil']]
    }

    def "the columns are those that the collector declares"() {
        expect:
        read(Recordings.text('debian-12/df')).first().keySet().toList() == new DiskPlugin().columns()*.name()
    }

    def "a device that pushed its numbers to the next line is put together with them"() {
        expect:
        read(TITLE + '/dev/mapper/a-very-long-name-of-a-volume\n   100 90 10  90% /srv\n/dev/sdb 10 1 9 10% /data\n')*.mount ==
                ['/srv', '/data']
    }

    def "a file system without a size, of the kernel, or shown elsewhere is left out: '#row'"() {
        expect:
        read("${TITLE}/dev/sda1 10 1 9 10% /\n$row\n")*.mount == ['/']

        where:
        row << ['proc 0 0 0 - /proc', 'sysfs 0 0 0 0% /srv/chroot/sys', 'devfs 1 1 0 100% /dev', 'udev 10 0 10 0% /dev',
                '/dev/loop3 100 100 0 100% /snap/core/1', 'map auto_home 10 0 10 0% /home',
                'overlay 100 90 10 90% /var/lib/docker/overlay2/8c/merged', 'shm 10 0 10 0% /var/lib/containers/x/shm',
                'tmpfs 10 0 10 0% /run/user/1000']
    }

    def "more than a file system has, where the system's reserve is in use, is what df says"() {
        expect:
        read("${TITLE}/dev/ada0p2 1000 990 -70 108% /\n").first().subMap('use', 'free') == [use: 108, free: -70 * 1024]
    }

    def "'#text' is refused: #message"() {
        when:
        read(text)

        then:
        def e = thrown(CollectException)
        e.message == message

        where:
        text                                      || message
        'Dateisystem 1K-Blöcke Benutzt Verfügbar Verw% Eingehängt auf\n/dev/sda 1 1 1 1% /\n' ||
                'df -kP: cannot read the line "Dateisystem 1K-Blöcke Benutzt Verfügbar Verw% Eingehängt auf"'
        'Filesystem Type 1024-blocks Used Available Capacity Mounted on\n/dev/sda ext4 1 1 1 1% /\n' ||
                'df -kP: cannot read the line "Filesystem Type 1024-blocks Used Available Capacity Mounted on"'
        'sh: df: cannot execute\n'                || 'df -kP: cannot read the line "sh: df: cannot execute"'
        TITLE                                     || 'df -kP: no file system is listed'
        TITLE + '/dev/sda1 10 1 9 10% /\n/dev/sd' || 'df -kP: cannot read the line "/dev/sd"'
        TITLE + '/dev/sda1 10 1 9 10%\n'          || 'df -kP: cannot read the line "/dev/sda1 10 1 9 10%"'
        TITLE + '/dev/sda1 10 1 9 10% srv\n'      || 'df -kP: cannot read the line "/dev/sda1 10 1 9 10% srv"'
        TITLE + 'one\ntwo 10 1 9 10% /\n'         || 'df -kP: cannot read the line "one"'
        TITLE + ' 10 1 9 10% /\n'                 || 'df -kP: cannot read the line "10 1 9 10% /"'
        TITLE + '/dev/sda 999999999999999999 1 9 10% /\n' ||
                'df -kP: cannot read the line "/dev/sda 999999999999999999 1 9 10% /"'
        TITLE + "\u001b[2J${'x' * 200}\n"         || "df -kP: cannot read the line \"\\x1b[2J${'x' * 93}…\""
    }

    static List<Map<String, Object>> read(String text) {
        FileSystems.read('df -kP', Recordings.linesOf(text))
    }
}
