"""Whether every host answers where this machine is the one that has no time: `bench --stream`."""
import re
import subprocess
import sys
import time

SEQ = ['-o', 'raw', 'exec', 'seq 1 1000000']
ZEROS = ['-o', 'none', 'exec', 'head -c 16777216 /dev/zero']
CASES = {
    # name: (what it is, what is run, busy loops for each processor, on one processor)
    'one': ('6.9 MB of each, Shoal on one processor', SEQ, 0, True),
    'load': ('6.9 MB of each, two busy loops on each processor', SEQ, 2, False),
    'large': ('16 MiB of each', ZEROS, 0, False),
}


class Load:
    """So many processes that do nothing but turn."""

    def __init__(self, loops):
        self.loops = loops

    def __enter__(self):
        spin = [sys.executable, '-c', 'while True: pass']
        self.processes = [subprocess.Popen(spin) for _ in range(self.loops)]

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()


def run(shoal, case, processors, limit):
    """One run: (hosts that are ok, wall s, the ledger's line)."""
    _, words, loops, is_pinned = CASES[case]
    command = (['taskset', '-c', '0'] if is_pinned else []) + shoal + words
    with Load(loops * processors):
        start = time.monotonic()
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              timeout=limit)
        wall = time.monotonic() - start
    ledger = (done.stderr.decode(errors='replace').strip().splitlines() or [''])[-1]
    ok = re.match(r'(\d+) ok\b', ledger)
    return (int(ok.group(1)) if ok else 0), wall, ledger


def rounds(shoal, cases, count, n, processors, limit):
    """Prints a table, and says whether all hosts were ok in all runs."""
    rows, whole = [], True
    for case in cases:
        walls, oks = [], []
        for number in range(count):
            ok, wall, ledger = run(shoal, case, processors, limit)
            oks.append(ok)
            walls.append(wall)
            whole &= ok == n
            print(f'bench: {case}, round {number + 1}: {wall:.1f} s, {ledger}', file=sys.stderr)
        rows.append((CASES[case][0], oks, walls))
    print('| | runs | runs with all hosts ok | fewest ok | wall s: median (min-max) |\n|---|---|---|---|---|')
    for what, oks, walls in rows:
        walls.sort()
        print(f'| {what} | {count} | {sum(ok == n for ok in oks)} | {min(oks)} of {n} '
              f'| {walls[len(walls) // 2]:.1f} ({walls[0]:.1f}-{walls[-1]:.1f}) |')
    return whole
