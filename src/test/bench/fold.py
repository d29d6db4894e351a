"""Folds the answers of many hosts, beside clubak on the same answers."""
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

CASES = [  # (what, input, Shoal's mode, clubak's options)
    ('10,000 hosts × 2 kB, equal', 'equal', 'fold', ['-b']),
    ('1,000 × 1,000 lines, 5 variants', 'variants', 'fold', ['-b']),
    ('the same, -L', 'variants', 'lines', ['-b', '-L']),
    ('the same, --diff', 'variants', 'diff', ['--diff']),
    ('the same, --similar', 'variants', 'similar', None),
    ('1,000 × 1,000 lines, each with name, time, PID, --similar', 'own', 'similar', None),
]
MOST_CLUBAK = 1  # 12 s of CPU for 400,000 lines: three rounds of it would take most of the time
HEAPS = [32, 64, 128, 256, 512, 1024]  # MiB, tried one after the other


class FoldBench:
    def __init__(self, home, java, directory):
        self.directory = Path(directory)
        classes = f'{home}/target/classes:{home}/target/lib/*'
        subprocess.run([str(Path(java) / 'bin/javac'), '-proc:none', '-nowarn', '-d', directory, '-cp', classes,
                        f'{home}/src/test/bench/FoldBench.java'], check=True)
        # what the launcher gives the JVM of an operator
        self.flags = re.findall(r' (-X[\w:+-]\S*)', re.search(r'exec "\$JDK_HOME.*\n', Path(f'{home}/scripts/shoal').read_text())[0])
        self.java = [str(Path(java) / 'bin/java')] + self.flags
        self.program = ['-cp', f'{classes}:{directory}', 'FoldBench']

    def answers(self, name):
        file = self.directory / name
        if not file.exists():
            subprocess.run(self.java + self.program + ['write', name, str(file)], check=True)
        return file

    @staticmethod
    def measured(command, stdin, stdout):
        """(seconds from start to end, CPU seconds, bytes of the process at the most)"""
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)
        problem = child.stderr.read().decode()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise RuntimeError(f'{command[0]}: exit status {child.returncode}: {problem[-400:]}')
        return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024

    def shoal(self, mode, name, more=()):
        """(whole s, CPU s, bytes of the process; s to capture, to fold, to print; bytes of heap at the most, kept)"""
        told = self.directory / 'told'
        command = self.java + list(more) + self.program + [mode, name, str(self.answers(name)), str(self.directory / 'out')]
        with open(told, 'wb') as stdout:
            whole = self.measured(command, subprocess.DEVNULL, stdout)
        captured, folded, printed, peak, kept = map(int, told.read_text().split())
        return *whole, captured / 1e6, folded / 1e6, printed / 1e6, peak, kept

    def clubak(self, options, name):
        with open(f'{self.answers(name)}.txt', 'rb') as lines, open(self.directory / 'out', 'wb') as stdout:
            return self.measured(['clubak'] + options, lines, stdout)

    def least_heap(self, mode, name):
        for heap in HEAPS:
            try:
                self.shoal(mode, name, [f'-Xmx{heap}m', '-XX:+ExitOnOutOfMemoryError'])
                return f'{heap} MiB'
            except (RuntimeError, ValueError):
                pass
        return f'more than {HEAPS[-1]} MiB'

    def run(self, rounds, spread):
        """Prints the tables as Markdown."""
        seconds, mebibytes = '{:.2f}'.format, lambda n: f'{n / 1048576:.0f}'
        forms = [seconds, seconds, mebibytes, seconds, seconds, seconds, mebibytes, mebibytes]
        print('| | wall s | client CPU s | RSS MiB | capture s | fold s | print s | peak heap MiB | heap kept MiB | fits in -Xmx | n |')
        print('|---|---|---|---|---|---|---|---|---|---|---|')
        for what, name, mode, options in CASES:
            ours, theirs = [], []
            for number in range(rounds):
                ours.append(self.shoal(mode, name))
                if options and shutil.which('clubak') and len(theirs) < MOST_CLUBAK:
                    theirs.append(self.clubak(options, name))
                print(f'bench: round {number + 1}, {what}', file=sys.stderr)
            cells = [spread(values, form) for values, form in zip(zip(*ours), forms)]
            print(f'| {what}: shoal | {" | ".join(cells)} | {self.least_heap(mode, name)} | {rounds} |')
            if theirs:
                cells = [spread(values, form) for values, form in zip(zip(*theirs), forms)]
                print(f'| {what}: clubak {" ".join(options)} | {" | ".join(cells)} | | | | | | | {len(theirs)} |', flush=True)
        print(f'\nShoal: a new JVM each time with the flags of its launcher ({" ".join(self.flags)}). Hosts answer out of a file;'
              ' their bytes are captured as those of real ones, folded, and printed to a file. Heap: above what was there before,'
              ' after a collection; the peak counts what is not collected yet. clubak: reads the same answers as `host: line` and'
              ' has to take them apart; its --diff prints the same kind of diff. It has nothing like --similar.')
