#!/usr/bin/env python3
"""deploy/quickstart as a person runs it, with the programs that were built, on a machine without a display and on one
with an X server.

    tests/deploy/interactive_test.py      FOYER_BUILD_DIR names the build, build/dev if it is not set"""
import http.client
import os
import queue
import re
import signal
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/e2e"))
from foyer_e2e.processes import free_port, wait_until  # noqa: E402
from foyer_e2e.staff_api import Refusal, StaffApi  # noqa: E402

BUILD = Path(os.environ.get("FOYER_BUILD_DIR", ROOT / "build/dev"))
START_S = 60  # takes 3 s; a machine that builds beside it takes longer
END_S = 20
ACCOUNT = {"name": "Mona", "password": "three green chairs"}
# What says to a program where its window goes; tests/run sets the latter two for tests without a screen.
SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QUICK_BACKEND")
WINDOW = (1080, 1920)  # of the kiosk
COLOURS_MIN = 20  # a page with letters has more, one that is not painted yet has one
CODE = r"^[0-9A-Z]{4}(-[0-9A-Z]{4})+$"


class Screen:
    """An X server of its own, a little larger than the kiosk's window, whose picture lies in a file."""

    SIZE = (1200, 2000)

    def __init__(self, folder):
        self.picture = Path(folder, "Xvfb_screen0")
        told, tell = os.pipe()
        self.child = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tell), "-screen", "0", "{}x{}x24".format(*self.SIZE), "-fbdir", folder,
             "-nolisten", "tcp"], pass_fds=[tell], stderr=subprocess.DEVNULL)
        os.close(tell)
        with open(told, encoding="ascii") as number:
            self.name = f":{number.readline().strip()}"  # ends when it listens, or is gone

    def _rows(self):
        """Its rows of pixels, of 4 bytes each. The file is an X window dump: a head of numbers, colours, rows."""
        dump = self.picture.read_bytes()
        head = struct.unpack(">25I", dump[:100])
        size, width, height, bits, row, colours = head[0], head[4], head[5], head[11], head[12], head[19]
        assert (width, height, bits) == (*self.SIZE, 32), head
        start = size + 12 * colours
        return [memoryview(dump)[start + y * row:start + y * row + 4 * width].cast("I") for y in range(height)]

    def shows(self, size, colours=0):
        """Whether so much of it, (width, height) from the corner at the top on, is painted in at least so many colours."""
        rows = [row for row in self._rows() if any(row)]
        width = max((x + 1 for row in rows for x in range(len(row)) if row[x]), default=0)
        return (width, len(rows)) == size and len({colour for row in rows for colour in row}) >= colours

    def end(self):
        self.child.terminate()
        self.child.wait(END_S)


class Quickstart:
    """One run, until Ctrl-C."""

    def __init__(self, data, sync_port, http_port, screen):
        environment = {name: value for name, value in os.environ.items() if name not in SCREEN}
        environment |= {"DISPLAY": screen.name} if screen else {}
        # A shell in the background ignores Ctrl-C and hands that on; a person's does not.
        self.child = subprocess.Popen(
            [ROOT / "deploy/quickstart", "--build", BUILD, "--data", data, "--sync-port", str(sync_port),
             "--http-port", str(http_port)], text=True, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        self.lines, self._said = [], queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.child.stdout:
            self._said.put(line.rstrip())
        self._said.put(None)

    def until(self, beginning):
        """Its lines up to the one that begins so."""
        end = time.monotonic() + START_S
        while True:
            try:
                line = self._said.get(timeout=max(0.1, end - time.monotonic()))
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(f"quickstart never said '{beginning}'; it said:\n" + "\n".join(self.lines))
            self.lines.append(line)
            if line.startswith(beginning):
                return line

    def interrupt(self):
        """Ctrl-C in its terminal: the signal goes to all of them."""
        os.killpg(self.child.pid, signal.SIGINT)
        return self.child.wait(END_S)

    def end(self):
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.child.wait(END_S)
        self.child.stdout.close()

    def anybody_left(self):
        try:
            os.killpg(self.child.pid, 0)
        except ProcessLookupError:
            return False
        return True


class InteractiveTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name, "foyer")
        self.sync_port, self.http_port = free_port(), free_port()

    def start(self, screen=None):
        running = Quickstart(self.data, self.sync_port, self.http_port, screen)
        self.addCleanup(running.end)
        running.until("Logs:")
        return running

    def console(self):
        """The console's page, over TLS that is checked, and its first script."""
        tls = ssl.create_default_context(cafile=str(self.data / "server/keys/ca.pem"))
        connection = http.client.HTTPSConnection("localhost", self.http_port, timeout=END_S, context=tls)
        try:
            connection.request("GET", "/")
            answer = connection.getresponse()
            page = answer.read().decode()
            self.assertEqual(answer.status, 200)
            script = re.search(r'src="(?:\./)?/?(assets/[^"]+\.js)"', page).group(1)
            connection.request("GET", "/" + script)
            answer = connection.getresponse()
            self.assertEqual((answer.status, len(answer.read()) > 1000), (200, True))
        finally:
            connection.close()
        return page

    def kiosks(self, staff):
        return {kiosk["kioskId"]: kiosk["name"] for kiosk in staff.call("ListKiosks")["kiosks"]}

    def assert_ended(self, running):
        self.assertEqual(running.interrupt(), 130)
        end = time.monotonic() + END_S
        while running.anybody_left() and time.monotonic() < end:
            time.sleep(0.05)
        self.assertFalse(running.anybody_left(), "server or kiosk still run")

    def code_of(self, running):
        """The first-run code; the address of the console stands beside it."""
        address = next(line for line in running.lines if line.startswith("Staff console:"))
        self.assertIn(f"https://localhost:{self.http_port}/", address)
        code = next(line for line in running.lines if line.startswith("First-run code:")).split()[-1]
        self.assertRegex(code, CODE)
        return code

    def test_where_there_is_a_display_the_kiosk_has_a_window_there(self):
        screen = Screen(self.data.parent)
        self.addCleanup(screen.end)
        self.assertTrue(screen.shows((0, 0)), "somebody has a window there already")
        running = self.start(screen)
        self.code_of(running)
        self.assertNotIn("without a window", " ".join(running.lines))
        wait_until("The kiosk paints its window", START_S, lambda: screen.shows(WINDOW, COLOURS_MIN))
        self.assert_ended(running)
        wait_until("The window goes with its kiosk", END_S, lambda: screen.shows((0, 0)))

    def test_a_person_starts_it_makes_an_account_ends_it_and_goes_on_the_next_day(self):
        running = self.start()
        code = self.code_of(running)
        self.assertIn("without a window", " ".join(running.lines))
        self.assertIn("<div id=", self.console())
        staff = StaffApi(self.http_port, self.data / "server/keys/ca.pem")
        staff.enter(lambda: code, **ACCOUNT)
        kiosks = self.kiosks(staff)
        self.assertEqual(sorted(kiosks.values()), ["Kiosk 1", "Kiosk 2"])
        self.assert_ended(running)

        again = self.start()
        self.assertIn("First-run code: used already; log in with your account", again.lines)
        staff = StaffApi(self.http_port, self.data / "server/keys/ca.pem")
        with self.assertRaises(Refusal):
            staff.call("CreateFirstAccount", code=code, name="Mallory", password="three red chairs")
        staff.call("LogIn", **ACCOUNT)
        self.assertEqual(self.kiosks(staff), kiosks)
        self.assert_ended(again)


if __name__ == "__main__":
    unittest.main()
