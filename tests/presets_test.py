#!/usr/bin/env python3
"""The presets that no suite builds: each configures, builds a test of the core and does what its name says.

    tests/presets_test.py      into folders of its own, which go afterwards"""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRESETS = [preset["name"] for preset in json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]
           if not preset.get("hidden")]
BUILD_S = 250
# What the compiler calls in code that a sanitizer watches, and what its runtime calls itself.
SANITIZERS = {"asan": (["__asan_report", "__ubsan_handle"], "AddressSanitizer"), "tsan": (["__tsan_func_entry"], "ThreadSanitizer")}


class PresetsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="foyer-preset-")
        self.addCleanup(folder.cleanup)
        self.build = Path(folder.name)

    def run_it(self, *command, **environment):
        done = subprocess.run([str(word) for word in command], cwd=ROOT, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=BUILD_S, env={**os.environ, **environment}, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-4000:])
        return done.stdout

    def make(self, preset, target):
        # Headers that are compiled beforehand for sixty programs are not worth it for one.
        self.run_it("cmake", "--preset", preset, "-B", self.build, "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON")
        self.run_it("cmake", "--build", self.build, "-j", "2", "--target", target)

    def calls_of_library(self):
        return self.run_it("nm", self.build / "shared/base/libfoyer_base.a")

    def test_every_preset_is_shown_here_or_built_by_tests_run(self):
        self.assertEqual(sorted(PRESETS), sorted(["dev", "release", "coverage", *SANITIZERS]))

    def test_sanitizers_watch_our_code_and_the_test_runs_under_them(self):
        for preset, (calls, runtime) in SANITIZERS.items():
            with self.subTest(preset):
                self.make(preset, "base_test")
                library = self.calls_of_library()
                for call in calls:
                    self.assertIn(call, library)
                test = self.build / "bin/base_test"
                # The runtime hears its options before the program begins.
                said = self.run_it(test, ASAN_OPTIONS="help=1", TSAN_OPTIONS="help=1")
                self.assertIn(f"Available flags for {runtime}", said)
                self.assertIn("[  PASSED  ]", said)
            self.run_it("rm", "-rf", *self.build.iterdir())

    def test_coverage_counts_the_lines_that_ran(self):
        self.make("coverage", "base_test")
        self.run_it(self.build / "bin/base_test")
        counted = list(self.build.glob("shared/base/**/ids.cpp.gcda"))
        self.assertEqual(len(counted), 1)
        said = self.run_it("gcov", "--stdout", "--json-format", counted[0])
        lines = [line["count"] for file in json.loads(said)["files"] if file["file"].endswith("/shared/base/ids.cpp")
                 for line in file["lines"]]
        self.assertTrue(any(lines), "no line of ours was counted")

    def test_release_is_built_without_tests_and_as_it_is_shipped(self):
        self.make("release", "foyer_base")
        self.assertFalse((self.build / "tests").exists())
        self.assertRegex((self.build / "CMakeCache.txt").read_text(), r"CMAKE_BUILD_TYPE:\w+=Release\n")
        self.assertNotIn("san_", self.calls_of_library())


if __name__ == "__main__":
    unittest.main()
