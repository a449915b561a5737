"""One kiosk, driven by touch: the real kiosk program in foyer-kiosk-driver, spoken to in lines of JSON.

The lines are described in tests/e2e/kiosk_driver/README.md. Targets are the objectNames of what can be
touched. A warning of a page ends the kiosk. Errors: Missed, with the kiosk's own words."""
import collections
import contextlib
import json
import select
import subprocess
import time
from pathlib import Path

from .processes import Missed, Process

ANSWER_S = 60  # the slowest answer is a long text typed key by key on a busy machine
SHOW_S = 15    # a page that has not appeared by then does not come
POLL_S = 0.02
TOUCHES_KEPT = 60  # two visits: enough to see what led to a mistake


class Kiosk:
    def __init__(self, name, build, folder, log, window="1080x1920"):
        self.name, self.folder, self.window = name, Path(folder), window
        self.log = Path(log)
        self._program = Path(build) / "bin/foyer-kiosk-driver"
        self._process = None
        self._started, self._touches = time.monotonic(), collections.deque(maxlen=TOUCHES_KEPT)

    def start(self):
        command = [self._program, "--identity", self.folder / "identity", "--data", self.folder / "journal",
                   "--window", self.window]
        self._process = Process(self.name, command, self.log, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                environment={"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software",
                                             "FOYER_FATAL_QML": "1"})

    def ask(self, op, **fields):
        """One request, one answer."""
        line = json.dumps({"op": op, **fields}, ensure_ascii=False) + "\n"
        child = self._process.child
        try:
            child.stdin.write(line.encode())
            child.stdin.flush()
        except OSError:
            raise Missed(f"{self.name} has ended by itself.") from None
        if not select.select([child.stdout], [], [], ANSWER_S)[0]:
            raise Missed(f"{self.name} gave no answer to '{op}' within {ANSWER_S} s.")
        answer = child.stdout.readline()
        if not answer:
            raise Missed(f"{self.name} ended instead of answering '{op}'.")
        fields_back = json.loads(answer)
        if op != "names":
            self._touches.append(f"{time.monotonic() - self._started:7.2f} {op} {json.dumps(fields, ensure_ascii=False)}")
        if not fields_back.get("ok"):
            raise Missed(f"{self.name} could not {op} {fields.get('name', '')}: {fields_back.get('error', '')}")
        return fields_back

    def tap(self, name):
        self.ask("tap", name=name)

    def type(self, name, text):
        """Touches the field and then the keys of the on-screen keyboard."""
        self.tap(name)
        self.ask("type", text=text)

    def read(self, name, what="text"):
        return self.ask("read", name=name, property=what)["value"]

    def first_of(self, names, seconds=SHOW_S):
        """The first of these that is shown; Missed after so many seconds."""
        end = time.monotonic() + seconds
        while True:
            shown = set(self.ask("names")["names"])
            for name in names:
                if name in shown:
                    return name
            if time.monotonic() > end:
                raise Missed(f"{self.name} shows none of {', '.join(list(names)[:4])} within {seconds:.0f} s; "
                             f"it is at the page '{self.status().get('page')}'.")
            time.sleep(POLL_S)

    def shot(self, path):
        self.ask("shot", file=str(path))

    def last_look(self, path):
        """A picture and the last touches for whoever finds out why; a kiosk that has ended shows nothing."""
        Path(path).with_suffix(".txt").write_text("\n".join(self._touches) + "\n", encoding="utf-8")
        with contextlib.suppress(Missed):
            self.shot(path)

    def status(self):
        return self.ask("status")

    @property
    def pid(self):
        return self._process.child.pid

    @property
    def is_alive(self):
        return self._process is not None and self._process.is_alive

    def kill(self):
        self._process.kill()
        self._process.close()
        self._process = None

    def end(self):
        """SIGTERM, as its machine ends it; the status."""
        status = self._process.end()
        self.close()
        return status

    def close(self):
        if self._process:
            self._process.close()
            self._process = None
