package dev.shoal.collect

import spock.lang.Specification

class MemoryTextSpec extends Specification {
    def "#system has #row"() {
        expect:
        read.call('here', Recordings.lines(file)).columns() == row

        where:
        system    | file                  | read                  || row
        'Linux'   | 'debian-12/meminfo'   | MemoryText.&linux   || [use: 2, total: 25_276_514_304, used: 451_805_184,
                available: 24_824_709_120, swap_use: null, swap: 0, swap_used: 0]
        'FreeBSD' | 'freebsd-12.1/memory' | MemoryText.&freebsd || [use: 8, total: 2_107_092_992, used: 177_004_544,
                available: 1_930_088_448, swap_use: null, swap: 1_073_709_056, swap_used: null]
        'macOS'   | 'macos-10.14/memory'  | MemoryText.&macos   || [use: 79, total: 17_179_869_184, used: 13_497_122_816,
                available: 3_682_746_368, swap_use: 82, swap: 3_221_225_472, swap_used: 2_635_595_776]
    }

    def "a Linux without MemAvailable counts what is free, buffered and cached"() {
        expect:
        linux('MemTotal: 100 kB', 'MemFree: 10 kB', 'Buffers: 5 kB', 'Cached: 25 kB', 'SwapTotal: 50 kB', 'SwapFree: 5 kB') ==
                [use: 60, total: 102_400, used: 61_440, available: 40_960, swap_use: 90, swap: 51_200, swap_used: 46_080]
    }

    def "#lines is refused: #message"() {
        when:
        linux(*lines)

        then:
        def e = thrown(CollectException)
        e.message == message

        where:
        lines                                                                    || message
        ['']                                                                     || '/proc/meminfo: no line MemFree'
        ['MemAvailable: 1 kB', 'SwapTotal: 0 kB', 'SwapFree: 0 kB']              || '/proc/meminfo: no line MemTotal'
        ['MemTotal: 10 kB', 'MemAvailable: 11 kB', 'SwapTotal: 0 kB', 'SwapFree: 0 kB'] ||
                '/proc/meminfo: 11264 bytes available of 10240'
        ['MemTotal: 0 kB', 'MemAvailable: 0 kB', 'SwapTotal: 0 kB', 'SwapFree: 0 kB'] ||
                '/proc/meminfo: 0 bytes available of 0'
        ['MemTotal: 10 kB', 'MemAvailable: 1 kB', 'SwapTotal: 1 kB', 'SwapFree: 2 kB'] ||
                '/proc/meminfo: -1024 bytes of swap used of 1024'
        ['MemTotal: 10 MB', 'MemAvailable: 1 kB', 'SwapTotal: 1 kB', 'SwapFree: 1 kB'] ||
                '/proc/meminfo: cannot read the line "MemTotal: 10 MB"'
        ['MemTotal: 9', 'MemAvailable: 1 k', 'SwapTotal: 1 kB', 'SwapFree: 1 kB'] ||
                '/proc/meminfo: cannot read the line "MemAvailable: 1 k"'
    }

    def "swap whose amount makes no sense is refused"() {
        when:
        MemoryText.macos('sysctl', Recordings.lines('macos-10.14/memory')*.replaceFirst(/used = [0-9.]+M/, 'used = much'))

        then:
        def e = thrown(CollectException)
        e.message == 'sysctl: cannot read the line "vm.swapusage: total = 3072.00M  used = much  free = 558.50M  (encrypted)"'
    }

    static Map<String, Object> linux(String... lines) {
        MemoryText.linux('/proc/meminfo', lines.toList()).columns()
    }
}
