#!/usr/bin/env python3
"""deploy/quickstart's own behaviour, with stand-ins for cmake, server and kiosk.

What the real programs do is tested by `deploy/quickstart --headless` itself."""
import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WAIT_SECONDS_MAX = 30  # a start takes 3 s; more means that it hangs

SERVER = """#!/bin/bash
echo "$@" >>"$CALLS"
case "$1 $2" in
  "serve "*) exec python3 -c 'import socket, sys, time
ports = [socket.create_server(("localhost", int(p))) for p in sys.argv[1:]]
time.sleep(float(sys.argv[1] and "%s"))' "$5" "$7" ;;
  "init "*) mkdir -p "$3" ;;
  "admin first-run-code") echo ABCD-EFGH ;;
  "admin enrol-kiosk") mkdir -p "${@: -1}"; echo "{\\"server\\": \\"${10}\\"}" >"${@: -1}/identity.json" ;;
  "admin load-catalogue") [ -z "$BAD_CATALOGUE" ] || { echo "offers.yaml:3: there is no field 'titel'."; exit 1; } ;;
esac
"""
KIOSK = '#!/bin/bash\necho "kiosk $@" >>"$CALLS"\nexec sleep 60\n'
HEADLESS = '#!/bin/bash\necho "headless $@" >>"$CALLS"\nexit ${HEADLESS_STATUS:-0}\n'
SITES = "site:\n  # two of them\n  buch:\n    name:\n      de: Buch\n  weissensee: # new\n    phone: 1\noffer:\n  advice:\n    kind: advice\n"


def free_port():
    with socket.create_server(("localhost", 0)) as probe:
        return probe.getsockname()[1]


class QuickstartTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree, self.foyer = Path(folder.name, "tree"), Path(folder.name, "foyer")
        self.calls = Path(folder.name, "calls")
        self.calls.touch()
        (self.tree / "deploy").mkdir(parents=True)
        shutil.copy(ROOT / "deploy/quickstart", self.tree / "deploy/quickstart")
        shutil.copytree(ROOT / "deploy/packages", self.tree / "deploy/packages")
        self.program("bin/cmake", '#!/bin/bash\necho "cmake $@" >>"$CALLS"\n')
        self.serve_for(60)
        self.program("build/release/bin/foyer-kiosk", KIOSK)
        self.program("tests/e2e/headless", HEADLESS)
        (self.tree / "deploy/catalogues/pankow").mkdir(parents=True)
        (self.tree / "deploy/catalogues/pankow/sites.yaml").write_text(SITES)
        self.environment = {**os.environ, "CALLS": str(self.calls), "PATH": f"{self.tree}/bin:{os.environ['PATH']}"}
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            self.environment.pop(name, None)
        self.sync_port, self.http_port = free_port(), free_port()

    def program(self, path, text):
        file = self.tree / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def serve_for(self, seconds):
        self.program("build/release/bin/foyer-server", SERVER.replace("%s", str(seconds)))

    def command(self, *arguments):
        return [self.tree / "deploy/quickstart", "--data", self.foyer, "--sync-port", str(self.sync_port),
                "--http-port", str(self.http_port), *arguments]

    def run_it(self, *arguments, **environment):
        return subprocess.run(self.command(*arguments), env={**self.environment, **environment}, text=True,
                              capture_output=True, timeout=WAIT_SECONDS_MAX)

    def assert_refused(self, result, words):
        self.assertNotEqual(result.returncode, 0)
        self.assertEqual(len(result.stderr.strip().splitlines()), 1, result.stderr)
        self.assertIn(words, result.stderr)

    def called(self, words):
        return [line for line in self.calls.read_text().splitlines() if words in line]

    def test_bad_options_are_refused_in_one_sentence(self):
        self.assert_refused(self.run_it("--frobnicate"), "is not an option")
        self.assert_refused(self.run_it("--data"), "wants a value")
        self.assert_refused(self.run_it("--http-port", "80"), "from 1024 to 65535")
        self.assert_refused(self.run_it("--http-port", str(self.sync_port)), "must differ")
        self.assert_refused(self.run_it("--window", "large"), "wants a size")
        self.assertEqual(self.calls.read_text(), "")

    def test_an_unwritable_folder_is_refused_before_anything_is_built(self):
        self.assert_refused(self.run_it("--data", "/proc/foyer"), "cannot be written")
        self.assertEqual(self.calls.read_text(), "")

    def test_a_port_in_use_is_refused_before_anything_is_built(self):
        with socket.create_server(("127.0.0.1", self.http_port)):
            self.assert_refused(self.run_it(), f"Port {self.http_port} is in use")
        self.assertEqual(self.calls.read_text(), "")

    def test_two_at_once_on_one_folder_are_refused(self):
        self.foyer.mkdir()
        with open(self.foyer / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assert_refused(self.run_it("--headless"), "Another quickstart")

    def test_another_system_is_refused(self):
        release = self.tree / "os-release"
        release.write_text("ID=debian\nVERSION_ID=11\n")
        result = self.run_it("--headless", FOYER_OS_RELEASE=str(release))
        self.assert_refused(result, "Installing packages did not work")
        self.assertIn("Foyer is built on Debian 12 or 13", result.stdout)

    def test_a_step_that_fails_shows_why_and_is_done_again(self):
        result = self.run_it("--headless", BAD_CATALOGUE="yes")
        self.assert_refused(result, "Loading the catalogue pankow did not work")
        self.assertIn("offers.yaml:3: there is no field 'titel'.", result.stdout)
        self.assertEqual(self.run_it("--headless").returncode, 0)
        self.assertEqual(len(self.called("load-catalogue")), 2)

    def test_headless_gets_the_build_and_the_data_and_its_failure_counts(self):
        result = self.run_it("--headless")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(self.called("headless"), [f"headless {self.tree}/build/release {self.foyer}"])
        self.assertEqual(self.called("serve --data"), [])
        self.assert_refused(self.run_it("--headless", HEADLESS_STATUS="7"), "status 7")

    def test_programs_that_were_built_already_are_used_as_they_are(self):
        shutil.copytree(self.tree / "build/release", self.tree / "build/other")
        result = self.run_it("--headless", "--build", str(self.tree / "build/other"))
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(self.called("cmake"), [])
        self.assertEqual(self.called("headless"), [f"headless {self.tree}/build/other {self.foyer}"])
        self.assertIn("[4/4]", result.stdout)
        self.assert_refused(self.run_it("--build", str(self.tree)), "no bin/foyer-server")

    def test_two_kiosks_are_enrolled_at_the_sites_of_the_catalogue(self):
        self.run_it("--headless")
        enrolled = self.called("enrol-kiosk")
        self.assertEqual(len(enrolled), 2)
        self.assertIn("--site buch ", enrolled[0])
        self.assertIn("--site weissensee ", enrolled[1])

    def end(self, running):
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        running.wait(WAIT_SECONDS_MAX)

    def start(self):
        # A shell that was started in the background ignores Ctrl-C and hands that on; a person's does not.
        running = subprocess.Popen(self.command(), env=self.environment, text=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True,
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        self.addCleanup(self.end, running)
        self.addCleanup(running.stdout.close)
        self.addCleanup(running.stderr.close)
        lines = []
        for line in running.stdout:
            lines.append(line.strip())
            if line.startswith("Logs:"):
                break
        return running, lines

    def assert_nobody_left(self, running):
        end = time.monotonic() + WAIT_SECONDS_MAX
        while time.monotonic() < end:
            try:
                os.killpg(running.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
        self.fail("server or kiosk still run")

    def test_it_says_where_the_console_is_and_ends_its_children(self):
        running, lines = self.start()
        self.assertIn(f"https://localhost:{self.http_port}/", " ".join(lines))
        self.assertIn("First-run code: ABCD-EFGH", lines)
        self.assertEqual([line[:5] for line in lines if line.startswith("[")], [f"[{n}/8]" for n in range(1, 9)])
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(WAIT_SECONDS_MAX), 130)
        self.assert_nobody_left(running)

    def test_running_again_goes_on_with_the_data(self):
        for _ in range(2):
            running, _ = self.start()
            running.terminate()
            running.wait(WAIT_SECONDS_MAX)
            self.assert_nobody_left(running)
        self.assertEqual([len(self.called(c)) for c in ("init ", "load-catalogue", "enrol-kiosk", "serve ")], [1, 1, 2, 2])

    def test_kiosks_are_told_when_the_port_has_changed(self):
        self.assertEqual(self.run_it("--headless").returncode, 0)
        self.sync_port = free_port()
        self.assertEqual(self.run_it("--headless").returncode, 0)
        for number in (1, 2):
            identity = (self.foyer / f"kiosk-{number}/identity/identity.json").read_text()
            self.assertEqual(json.loads(identity)["server"], f"localhost:{self.sync_port}")

    def test_a_server_that_ends_ends_all_and_is_reported(self):
        self.serve_for(2)
        running, _ = self.start()
        self.assertEqual(running.wait(WAIT_SECONDS_MAX), 1)
        self.assertIn("ended by itself", running.stderr.read())
        self.assert_nobody_left(running)


if __name__ == "__main__":
    unittest.main()
