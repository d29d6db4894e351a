"""Measures the interactive shell on a pty: used by scripts/bench --prompt, which says what the rows mean."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time


class Conversation:
    """A program on a terminal of 200 by 50."""

    def __init__(self, command, env=None):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(env or {})
            os.environ['TERM'] = 'xterm'
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', 50, 200, 0, 0))
        self.text = ''

    def until(self, pattern, limit=60):
        """Seconds until the text since the last call matches; what comes up to there is taken away."""
        begun, regex = time.monotonic(), re.compile(pattern)
        while True:
            match = regex.search(self.text)
            if match:
                self.text = self.text[match.end():]
                return time.monotonic() - begun, match
            if time.monotonic() - begun > limit:
                raise RuntimeError(f'no {pattern!r} within {limit} s: {self.text[-400:]!r}')
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.text += os.read(self.fd, 65536).decode(errors='replace')
                except OSError as gone:
                    raise RuntimeError(f'it ended: {self.text[-400:]!r}') from gone

    def types(self, line):
        os.write(self.fd, (line + '\r').encode())

    def cpu(self):
        """User + sys seconds of the process and of the children it has waited for."""
        with open(f'/proc/{self.pid}/stat') as stat:
            fields = stat.read().rsplit(')', 1)[1].split()
        return sum(int(field) for field in fields[11:15]) / os.sysconf('SC_CLK_TCK')

    def rss(self):
        with open(f'/proc/{self.pid}/status') as status:
            return int(re.search(r'VmRSS:\s+(\d+)', status.read()).group(1)) * 1024

    def close(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


PROMPT = r'shoal [^\r\n]*> '


def first_prompt(shoal):
    """Seconds to the prompt, and from Enter to the value of a first Groovy line that is typed at once."""
    talk = Conversation(shoal)
    try:
        talk.until(PROMPT)
        prompt = time.monotonic() - talk.start
        talk.types('40 + 2')
        begun = time.monotonic()
        talk.until(r'\D42\r')
        line = time.monotonic() - begun
        talk.until(PROMPT)
        talk.types('40 + 3')
        begun = time.monotonic()
        talk.until(r'\D43\r')
        return prompt, line, time.monotonic() - begun
    finally:
        talk.close()


def second_command(command, prompt, line, done):
    """Wall and CPU seconds of the first and the second time that the line is typed, from Enter to what tells that it is done."""
    talk = Conversation(command)
    try:
        talk.until(prompt)
        time.sleep(3)  # what gets ready behind the prompt is not what is measured here
        figures = []
        for _ in range(2):
            cpu, begun = talk.cpu(), time.monotonic()
            talk.types(line)
            talk.until(done)
            wall = time.monotonic() - begun
            talk.until(prompt)
            figures += [wall, talk.cpu() - cpu]
        return tuple(figures)
    finally:
        talk.close()


def memory(shoal):
    """Bytes of heap in use after a collection, and of RSS, when every host has an open session."""
    talk = Conversation(shoal)
    try:
        talk.until(PROMPT)
        talk.types('exec true')
        talk.until(r' ok +\d+ hosts?, ')
        talk.until(PROMPT)
        talk.types("3.times { System.gc() }; 'heap ' + (Runtime.runtime.totalMemory() - Runtime.runtime.freeMemory()) + ';'")
        _, match = talk.until(r'heap (\d+);', 60)
        return int(match.group(1)), talk.rss()
    finally:
        talk.close()


def once(command):
    """Wall seconds of a command that must succeed."""
    begun = time.monotonic()
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.monotonic() - begun
