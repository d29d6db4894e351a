"""Folds the answers of many hosts, beside clubak on the same answers."""
import os
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
    ('each line with name, time, PID, --similar', 'own', 'similar', None),
]


class FoldBench:
    def __init__(self, home, java, directory, heap):
        self.directory = Path(directory)
        classes = f'{home}/target/classes:{home}/target/lib/*'
        subprocess.run([str(Path(java) / 'bin/javac'), '-proc:none', '-nowarn', '-d', directory, '-cp', classes,
                        f'{home}/src/test/bench/FoldBench.java'], check=True)
        self.java = [str(Path(java) / 'bin/java'), f'-Xmx{heap}', '-cp', f'{classes}:{directory}', 'FoldBench']

    def input(self, name):
        file = self.directory / f'{name}.txt'
        if not file.exists():
            subprocess.run(self.java + ['write', name, str(file)], check=True)
        return file

    def shoal(self, mode, name):
        """(seconds to fold and print, seconds to capture, bytes of heap at the most, bytes of heap kept)"""
        done = subprocess.run(self.java + [mode, name, str(self.directory / 'out')], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr[-400:])
        captured, printed, peak, kept, _ = map(int, done.stdout.split())
        return printed / 1e6, captured / 1e6, peak, kept

    def clubak(self, options, name):
        """(seconds from start to end, bytes of the process at the most)"""
        with open(self.input(name), 'rb') as answers, open(os.devnull, 'wb') as nowhere:
            start = time.monotonic()
            child = subprocess.Popen(['clubak'] + options, stdin=answers, stdout=nowhere)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise RuntimeError(f'clubak {" ".join(options)}: exit status {child.returncode}')
        return time.monotonic() - start, used.ru_maxrss * 1024

    def run(self, rounds, spread):
        """Prints the table as Markdown."""
        seconds, mebibytes = '{:.2f}'.format, lambda n: f'{n / 1048576:.0f}'
        print('| | fold and print s | capture s | peak heap MiB | heap kept MiB | clubak s | clubak MiB | n |')
        print('|---|---|---|---|---|---|---|---|')
        for what, name, mode, options in CASES:
            ours, theirs = [], []
            for number in range(rounds):
                ours.append(self.shoal(mode, name))
                if options and shutil.which('clubak'):
                    theirs.append(self.clubak(options, name))
                print(f'bench: round {number + 1}, {what}', file=sys.stderr)
            fold, capture, peak, kept = zip(*ours)
            other = [spread(values, form) for values, form in zip(zip(*theirs), (seconds, mebibytes))] or ['-', '-']
            print(f'| {what} | {spread(fold, seconds)} | {spread(capture, seconds)} | {spread(peak, mebibytes)} '
                  f'| {spread(kept, mebibytes)} | {" | ".join(other)} | {rounds} |')
        print('\nShoal: a new JVM each time; hosts answer from memory, their bytes are captured as those of real ones, then'
              ' folded and printed to a file. The peak counts what is not collected yet. clubak: the whole process, which'
              ' reads the same answers as text (`host: line`) and has to take it apart. It has nothing like --similar.')
