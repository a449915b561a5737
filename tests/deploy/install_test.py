#!/usr/bin/env python3
"""deploy/packages/install as somebody who is not root: by sudo, or one sentence about what to do.

apt-get, dpkg-query and sudo are stand-ins that write down who called them and for what; nothing is installed."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY = 65534
MISSING = ["libqrencode-dev", "zbar-tools"]
TOOLS = ("bash", "cat", "cut", "dirname", "env", "grep", "id", "mktemp", "rm", "sed", "tail")
# After -W -f FORMAT come the names.
DPKG_QUERY = """#!/bin/bash
for name in "${@:4}"; do
  case " $MISSING " in *" $name "*) ;; *) echo "installed $name" ;; esac
done
"""
APT_GET = '#!/bin/bash\necho "user $(id -u), by sudo: ${BY_SUDO:-no}: apt-get $*" >>"$CALLS"\n'
SUDO = """#!/bin/bash
[ -z "$SUDO_SAYS_NO" ] || { echo "sudo: $SUDO_SAYS_NO" >&2; exit 1; }
BY_SUDO=yes exec "$@"
"""


class InstallTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.folder.chmod(0o755)
        shutil.copytree(ROOT / "deploy/packages", self.folder / "packages")
        (self.folder / "os-release").write_text("ID=debian\nVERSION_ID=12\n")
        self.calls = self.folder / "calls"
        self.calls.touch()
        self.calls.chmod(0o666)
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for name in TOOLS:
            (self.bin / name).symlink_to(shutil.which(name))
        self.stand_in("dpkg-query", DPKG_QUERY)
        self.stand_in("apt-get", APT_GET)

    def stand_in(self, name, text):
        program = self.bin / name
        program.write_text(text)
        program.chmod(0o755)

    def install(self, missing=MISSING, user=NOBODY if os.geteuid() == 0 else None, **environment):
        """Runs it as a plain user, whoever runs this test."""
        return subprocess.run([self.folder / "packages/install", "test"], text=True, capture_output=True, timeout=30, user=user,
                              env={"PATH": str(self.bin), "CALLS": str(self.calls), "MISSING": " ".join(missing),
                                   "FOYER_OS_RELEASE": str(self.folder / "os-release"), **environment}, check=False)

    def called(self):
        return self.calls.read_text().splitlines()

    def assert_refused(self, done, *words):
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_without_root_what_is_missing_and_no_more_is_installed_by_sudo(self):
        self.stand_in("sudo", SUDO)
        done = self.install()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"installing {len(MISSING)} of ", done.stdout)
        update, install = self.called()
        for call in (update, install):
            self.assertRegex(call, r"^user [1-9]\d*, by sudo: yes: apt-get ")
        self.assertTrue(update.endswith(" update"))
        self.assertTrue(install.endswith(f" install -y --no-install-recommends {' '.join(MISSING)}"), install)

    def test_without_root_and_without_sudo_it_says_what_to_do(self):
        self.assert_refused(self.install(), f"{len(MISSING)} packages are missing", "run this as root, or install sudo")
        self.assertEqual(self.called(), [])

    def test_a_user_whom_sudo_does_not_let_is_told_so(self):
        self.stand_in("sudo", SUDO)
        self.assert_refused(self.install(SUDO_SAYS_NO="a password is required"), "sudo: a password is required")
        self.assertEqual(self.called(), [])

    def test_where_all_is_there_nobody_needs_root(self):
        done = self.install(missing=[])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("are there", done.stdout)
        self.assertEqual(self.called(), [])

    @unittest.skipUnless(os.geteuid() == 0, "only root can show what root does")
    def test_root_needs_no_sudo(self):
        self.stand_in("sudo", SUDO)
        self.assertEqual(self.install(user=0).returncode, 0)
        self.assertEqual([call.split(": apt-get")[0] for call in self.called()], ["user 0, by sudo: no"] * 2)


if __name__ == "__main__":
    unittest.main()
