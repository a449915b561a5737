"""The programs under test as processes: started, watched, ended, killed. Nothing is left running.

Errors: Missed, one sentence that says what was expected and did not happen."""
import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

SERVER_START_S = 30  # a database of a year opens in a second; a busy machine with 2 cores needs more
END_S = 15           # the server gives calls under way 2 s, the kiosk finishes one commit
TAIL_LINES = 15


class Missed(Exception):
    """What the scenario expected did not happen."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(what, seconds, condition, every_s=0.1):
    """The condition's first true value; Missed after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Missed(f"{what}: not within {seconds:.0f} s.")
        time.sleep(every_s)


def tail(log, lines=TAIL_LINES):
    try:
        return "\n".join(Path(log).read_text(errors="replace").splitlines()[-lines:])
    except OSError as error:
        return f"(no log: {error})"


class Process:
    """A child of this test with a log of its own."""

    def __init__(self, name, command, log, environment=None, **pipes):
        self.name, self.log = name, Path(log)
        with open(self.log, "ab") as sink:
            pipes.setdefault("stdin", subprocess.DEVNULL)
            pipes.setdefault("stdout", sink)
            self.child = subprocess.Popen([str(word) for word in command], stderr=sink,
                                          env={**os.environ, **(environment or {})}, **pipes)

    @property
    def is_alive(self):
        return self.child.poll() is None

    def check(self):
        if not self.is_alive:
            raise Missed(f"{self.name} has ended by itself with status {self.child.returncode}.")

    def kill(self):
        """SIGKILL: the program gets no chance to tidy up."""
        self.child.kill()
        self.child.wait()

    def end(self):
        """SIGTERM, as an administrator ends it; the status."""
        if self.is_alive:
            self.child.send_signal(signal.SIGTERM)
        try:
            return self.child.wait(END_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Missed(f"{self.name} did not end within {END_S} s of SIGTERM.") from None

    def close(self):
        if self.is_alive:
            self.child.terminate()
            try:
                self.child.wait(END_S)
            except subprocess.TimeoutExpired:
                self.kill()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe:
                with contextlib.suppress(OSError):  # what a dead child did not read
                    pipe.close()


class Server:
    """foyer-server on a data folder; may be ended, killed and started again."""

    def __init__(self, build, data, sync_port, http_port, log):
        self.program, self.console = Path(build) / "bin/foyer-server", Path(build) / "console"
        self.data, self.sync_port, self.http_port, self.log = Path(data), sync_port, http_port, Path(log)
        self.process = None

    def start(self):
        command = [self.program, "serve", "--data", self.data, "--sync-port", self.sync_port,
                   "--http-port", self.http_port, "--console", self.console]
        self.process = Process("foyer-server", command, self.log)
        wait_until("The server opens its two ports", SERVER_START_S, self._answers)

    def _answers(self):
        self.process.check()
        for port in (self.sync_port, self.http_port):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                return False
        return True

    @property
    def is_running(self):
        return self.process is not None and self.process.is_alive

    def end(self):
        status = self.process.end()
        self.process = None
        if status != 0:
            raise Missed(f"foyer-server ended with status {status} on SIGTERM instead of 0.")

    def kill(self):
        self.process.kill()
        self.process = None

    def close(self):
        if self.process:
            self.process.close()
            self.process = None

    def command(self, *words):
        """Runs `foyer-server WORDS --data DIR`; what it printed."""
        return run([self.program, *words, "--data", self.data], self.log)


def run(command, log, seconds=120, environment=None):
    """A command that must succeed; its standard output."""
    words = [str(word) for word in command]
    with open(log, "ab") as sink:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=sink, stdin=subprocess.DEVNULL, text=True,
                              timeout=seconds, check=False, env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        with open(log, "a", encoding="utf-8") as sink:
            sink.write(done.stdout)
        raise Missed(f"'{' '.join([Path(words[0]).name, *words[1:3]])}' ended with status {done.returncode}: "
                     f"{(done.stdout.strip() or tail(log, 1)).splitlines()[-1] if done.stdout.strip() or tail(log, 1) else ''}")
    return done.stdout
