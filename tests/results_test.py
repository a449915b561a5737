#!/usr/bin/env python3
"""tests/results.py counts what each kind of runner says, and never counts silence as success."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results.py"
CTEST = '<testsuite>{}</testsuite>'
GTEST = ('<testsuites><testsuite name="Merge"><testcase name="Keeps" classname="Merge" status="run" result="completed"/>'
         '<testcase name="Loses" classname="Merge" status="run" result="completed">{}</testcase>'
         '<testcase name="Waits" classname="Merge" status="run" result="skipped"><skipped message="no&#x0A;network"/></testcase>'
         '</testsuite></testsuites>')


class ResultsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def count(self, text="", status=0, **reports):
        (self.folder / "log").write_text(text)
        for name, report in reports.items():
            (self.folder / f"{name}.xml").write_text(report)
        said = subprocess.run([sys.executable, RESULTS, str(status), self.folder / "log", self.folder],
                              text=True, capture_output=True, check=True).stdout
        return said.rstrip().splitlines()

    def ctest(self, name, status, said=""):
        return CTEST.format(f'<testcase name="{name}" status="{status}"><system-out>{said}</system-out></testcase>')

    def test_words_of_each_runner_are_counted(self):
        for text, verdict in (("3 passed, 0 failed\n", "3 passed, 0 failed"),
                              ("Ran 4 tests in 0.1s\n\nOK (skipped=1)\n", "3 passed, 0 failed"),
                              ("Ran 4 tests in 0.1s\n\nFAILED (failures=1, errors=1)\n", "2 passed, 2 failed"),
                              ("Totals: 5 passed, 1 failed, 0 skipped, 0 blacklisted, 3ms\n", "5 passed, 1 failed"),
                              ("\x1b[2m      Tests \x1b[22m 1 failed | 2 passed (3)\n", "2 passed, 1 failed"),
                              ("  1 failed\n    a.spec.ts\n  7 passed (2.1s)\n", "7 passed, 1 failed"),
                              ("# pass 6\n# fail 0\n", "6 passed, 0 failed")):
            with self.subTest(text):
                self.assertEqual(self.count(text)[-1], verdict)

    def test_a_test_is_counted_once_where_its_runner_and_the_suite_both_count_it(self):
        vitest = "\x1b[2m      Tests \x1b[22m 1 failed | 113 passed (114)\n"
        self.assertEqual(self.count(vitest + "JSON report written to x.json\n113 passed, 1 failed\n")[-1], "113 passed, 1 failed")

    def test_two_runners_in_one_log_are_summed(self):
        self.assertEqual(self.count("3 passed, 0 failed\nRan 4 tests in 0.1s\n\nOK\n")[-1], "7 passed, 0 failed")

    def test_silence_is_a_failure(self):
        self.assertEqual(self.count("all is well\n")[-1], "0 passed, 1 failed")

    def test_a_bad_end_without_a_failed_test_is_a_failure(self):
        lines = self.count("3 passed, 0 failed\nkilled\n", status=9)
        self.assertEqual(lines[-1], "3 passed, 1 failed")
        self.assertIn("  | killed", lines)

    def test_findings_figures_and_skips_are_shown(self):
        lines = self.count("a/b.cpp:3: levels: no\nlost: 0\nskipped: image: no KVM here\n0 passed, 1 failed\n", status=1)
        self.assertEqual(lines, ["  failed: a/b.cpp:3: levels: no", "  skipped: image: no KVM here", "  lost: 0", "0 passed, 1 failed"])

    def test_figures_of_the_bench_and_its_missed_floors_are_shown(self):
        said = ("G1 ratio to L: 0.41 (0.38..0.44, 5 runs)\nG5 bytes a record, one batch of 100: 131.0 (130.9..131.2, 5 runs)\n"
                "G1 floor: 0.35 met\nfailed: G5 floor at 100: 131.0, and not 120.0 or less\n1 passed, 1 failed\n")
        lines = self.count(said, status=1)
        self.assertEqual(lines, ["  failed: G5 floor at 100: 131.0, and not 120.0 or less",
                                 "  G1 ratio to L: 0.41 (0.38..0.44, 5 runs)",
                                 "  G5 bytes a record, one batch of 100: 131.0 (130.9..131.2, 5 runs)",
                                 "  G1 floor: 0.35 met", "1 passed, 1 failed"])

    def test_totals_of_a_runner_are_no_figure(self):
        self.assertEqual(self.count("Totals: 5 passed, 0 failed, 0 skipped, 0 blacklisted, 3ms\n"), ["5 passed, 0 failed"])

    def test_each_test_of_a_googletest_program_counts(self):
        lines = self.count(ctest=self.ctest("merge_test", "fail"), merge_test=GTEST.format('<failure message="x"/>'), status=8)
        self.assertEqual(lines, ["  failed: Merge.Loses", "  skipped: Merge.Waits: no network", "1 passed, 1 failed"])

    def test_a_program_that_died_counts_as_failed(self):
        lines = self.count(ctest=self.ctest("merge_test", "fail", "Segmentation fault"), status=8)
        self.assertEqual(lines, ["  failed: merge_test ended badly: Segmentation fault", "0 passed, 1 failed"])

    def test_a_program_that_died_after_its_report_counts_as_failed(self):
        lines = self.count(ctest=self.ctest("merge_test", "fail", "leak"), merge_test=GTEST.format(""), status=8)
        self.assertEqual(lines[-1], "2 passed, 1 failed")

    def test_a_qt_program_is_counted_by_its_totals(self):
        said = "SKIP   : Home::test_print() no printer\nTotals: 5 passed, 0 failed, 1 skipped, 0 blacklisted, 3ms"
        lines = self.count(ctest=self.ctest("controls_test", "run", said))
        self.assertEqual(lines, ["  skipped: Home::test_print() no printer", "5 passed, 0 failed"])

    def test_bytes_that_xml_does_not_allow_do_not_matter(self):
        self.assertEqual(self.count(ctest=self.ctest("merge_test", "run", "name \x00\x1b[1m &#x1; \ufffe"))[-1], "1 passed, 0 failed")

    def test_a_program_that_was_not_built_counts_as_failed(self):
        self.assertEqual(self.count(ctest=self.ctest("merge_test", "notrun"), status=8)[-1], "0 passed, 1 failed")


if __name__ == "__main__":
    unittest.main()
