"""Machines of a network of their own: kiosks without a screen, a server, cables that can be pulled.

Needs root and ip (iproute2). Errors: Missed, one sentence."""
import collections
import contextlib
import itertools
import os
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
from foyer_e2e.installation import CATALOGUE  # noqa: E402
from foyer_e2e.processes import Missed, Process, free_port, run, wait_until  # noqa: E402,F401
from foyer_e2e.staff_api import StaffApi  # noqa: E402

SERVER_IP, SYNC_PORT, HTTP_PORT = "10.77.0.1", 7443, 8443  # free in a namespace of our own
SITE = "bibliothek"  # of the catalogue
KIOSK_IPS = ("10.77.0.11", "10.77.0.12")
STATE_PATIENCE_S = 10  # a kiosk on a bad disk answers late
LOGIN_S = 30           # a start of the server on a busy machine
STAFF, PASSWORD = "Mo", "a long sentence for the faults"


def ip(*words):
    done = subprocess.run(["ip", *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise Missed(f"'ip {' '.join(words)}' says: {done.stderr.strip()}")


class OneMachine:
    """No network of its own: everything on this machine's loopback."""
    address = "127.0.0.1"

    def __init__(self):
        self.sync_port, self.http_port = free_port(), free_port()

    def join(self, name, address):
        pass

    def command(self, _, *words):
        return list(words)

    def close(self):
        pass


class Network:
    """A bridge and a namespace for each machine."""
    address, sync_port, http_port = SERVER_IP, SYNC_PORT, HTTP_PORT

    made = itertools.count()

    def __init__(self):
        # The kernel takes its time to remove old names: each network has new ones.
        self.tag, self.links = f"{os.getpid() % 10_000}{next(self.made)}", {}
        self.bridge = f"fb{self.tag}"
        ip("link", "add", self.bridge, "type", "bridge")
        ip("link", "set", self.bridge, "up")

    def join(self, name, address):
        space, inside, outside = f"fn{self.tag}{name}", f"fi{self.tag}{name}", f"fo{self.tag}{name}"
        ip("netns", "add", space)
        self.links[name] = (space, inside, outside)
        ip("link", "add", inside, "type", "veth", "peer", "name", outside)
        ip("link", "set", outside, "master", self.bridge, "up")
        ip("link", "set", inside, "netns", space)
        ip("-n", space, "link", "set", "lo", "up")
        ip("-n", space, "addr", "add", f"{address}/24", "dev", inside)
        ip("-n", space, "link", "set", inside, "up")

    def command(self, name, *words):
        return ["ip", "netns", "exec", self.links[name][0], *words]

    def pull(self, name):
        ip("link", "set", self.links[name][2], "down")

    def plug(self, name):
        ip("link", "set", self.links[name][2], "up")

    def flicker(self, name, seconds, draw):
        """A bad contact: up and down many times a second, so that packets are lost and connections starve."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.pull(name)
            time.sleep(draw.uniform(0.01, 0.1))
            self.plug(name)
            time.sleep(draw.uniform(0.01, 0.2))

    def close(self):
        for space, _, _ in self.links.values():
            subprocess.run(["ip", "netns", "del", space], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", self.bridge], capture_output=True, check=False)


State = collections.namedtuple("State", "unsent confirmed line is_full")


class Kiosk:
    """foyer-engine-kiosk, in which a visitor confirms now and then."""

    def __init__(self, network, name, build, folder):
        self.network, self.name, self.build, self.folder = network, name, build, folder
        self.receipts, self.says = [], collections.deque()
        self.process = self.listener = None

    def start(self, environment=None):
        command = self.network.command(self.name, self.build / "bin/foyer-engine-kiosk", self.folder / "identity",
                                       self.folder / "journal")
        self.process = Process(self.name, command, self.folder / "kiosk.log", environment, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
        self.listener = threading.Thread(target=self._listen, args=(self.process.child.stdout,), daemon=True)
        self.listener.start()

    def _listen(self, pipe):
        for line in pipe:
            word, _, rest = line.decode().strip().partition(" ")
            if word == "confirmed":
                self.receipts.append(rest)
            else:
                self.says.append((word, rest))

    def end(self):
        """As an administrator ends it: it says and stores what it still has to."""
        with contextlib.suppress(BrokenPipeError):  # what it was still to be told, it died of before
            self.process.child.stdin.close()
        try:
            self.process.child.wait(STATE_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Missed(f"{self.name} did not end within {STATE_PATIENCE_S} s.") from None

    def await_last_words(self):
        """What a process that has ended said before."""
        self.listener.join(STATE_PATIENCE_S)

    def tell(self, words):
        self.process.check()
        self.process.child.stdin.write(f"{words}\n".encode())
        self.process.child.stdin.flush()

    def state(self):
        """What it says of itself, or None while it says nothing."""
        self.says.clear()
        self.tell("state")
        end = time.monotonic() + STATE_PATIENCE_S
        while time.monotonic() < end:
            if self.says:
                word, rest = self.says.popleft()
                if word == "state":
                    unsent, confirmed, line, *full = rest.split()
                    return State(int(unsent), int(confirmed), line, bool(full))
            if not self.process.is_alive and not self.listener.is_alive():
                return None
            time.sleep(0.005)
        return None

    def kill(self):
        self.process.kill()
        self.await_last_words()
        self.process.close()

    def close(self):
        if self.process:
            self.process.close()


class Server:
    def __init__(self, network, build, folder):
        self.name, self.network, self.build, self.folder = "s", network, build, folder
        self.log, self.process = folder / "server.log", None

    def command(self, *words):
        split = 2 if words[0] == "admin" else 1
        return run([self.build / "bin/foyer-server", *words[:split], "--data", self.folder / "server", *words[split:]],
                   self.log)

    def start(self, environment=None):
        self.process = Process("foyer-server", self.network.command(
            "s", self.build / "bin/foyer-server", "serve", "--data", self.folder / "server", "--listen",
            self.network.address, "--sync-port", str(self.network.sync_port), "--http-port", str(self.network.http_port),
            "--console", self.build / "console"), self.log, environment)

    def kill(self):
        self.process.kill()

    def close(self):
        if self.process:
            self.process.close()


class Site:
    """A server and two kiosks, as they are installed."""

    def __init__(self, build, folder, network):
        self.network = network
        self.server = Server(self.network, build, folder)
        self.network.join("s", SERVER_IP)
        self.server.command("init", "--host", network.address)
        self.server.command("admin", "load-catalogue", str(CATALOGUE))
        self.kiosks = []
        for number, address in enumerate(KIOSK_IPS, 1):
            home = folder / f"kiosk-{number}"
            (home / "journal").mkdir(parents=True)
            self.network.join(f"k{number}", address)
            self.server.command("admin", "enrol-kiosk", "--name", f"Kiosk {number}", "--site", SITE, "--server",
                                f"{network.address}:{network.sync_port}", "--out", str(home / "identity"))
            self.kiosks.append(Kiosk(self.network, f"k{number}", build, home))

    def machines(self):
        return [self.server, *self.kiosks]

    def begin(self):
        for machine in self.machines():
            machine.start()

    def staff(self):
        """Somebody of the staff who is logged in; on one machine only."""
        api = StaffApi(self.network.http_port, self.kiosks[0].folder / "identity/ca.pem")

        def enters():
            self.server.process.check()
            try:
                api.enter(lambda: self.server.command("admin", "first-run-code").strip(), STAFF, PASSWORD)
            except Missed:
                return False
            return True
        wait_until("Staff log in", LOGIN_S, enters)
        return api

    def await_all_sent(self, seconds):
        """Nobody helps; everything arrives. How long it took."""
        started = time.monotonic()

        def arrived():
            self.server.process.check()
            states = [kiosk.state() for kiosk in self.kiosks]
            return all(state and state.unsent == 0 and state.line == "online" for state in states)
        wait_until("Every kiosk is online and has nothing unsent", seconds, arrived, every_s=0.3)
        return time.monotonic() - started

    def check_all_stored(self):
        """Ends all machines; every confirmed change is stored once, and a rebuild changes nothing. How many."""
        for machine in self.machines():
            machine.close()
        confirmed = [receipt for kiosk in self.kiosks for receipt in kiosk.receipts]
        database = sqlite3.connect(f"file:{self.server.folder / 'server/foyer.db'}?mode=ro", uri=True)
        stored = collections.Counter(str(uuid.UUID(bytes=row[0])) for row in database.execute(
            "SELECT change_id FROM log WHERE device != zeroblob(16)"))
        database.close()
        lost = [one for one in confirmed if one not in stored]
        twice = [one for one, times in stored.items() if times > 1]
        if lost or twice:
            raise Missed(f"Of {len(confirmed)} confirmed changes {len(lost)} are lost and {len(twice)} stored twice.")
        before = self.server.command("digest")
        self.server.command("rebuild")
        if self.server.command("digest") != before:
            raise Missed("A rebuild gave another digest.")
        return len(confirmed)

    def close(self):
        for machine in self.machines():
            machine.close()
        self.network.close()
