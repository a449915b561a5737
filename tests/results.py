#!/usr/bin/env python3
"""Counts what a suite ran: tests/results.py STATUS LOG [FOLDER].

LOG is what the suite printed. FOLDER, if given, holds ctest.xml and one GoogleTest report
a program. Prints failed and skipped tests, the figures, and `N passed, N failed` at the end.
A suite that ran nothing, or ended badly without a failed test, counts as one failure."""
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# "seeds run: 2000", and those that are named in the table of goals: "G1 ratio to L: 0.41 (0.38..0.44, 5 runs)".
FIGURE = re.compile(r"^(?:[a-z]|[A-Z]\d+ )[\w ,/()%+-]*: -?[0-9][0-9.,]*(?: .{0,40})?$")
SKIPPED = re.compile(r"^(?:skipped: (.*)|SKIP +: (.*))$")
FAILED = re.compile(r"^(?:failed: (.*)|FAIL! +: (.*)|FAIL: (.*)|ERROR: (.*)|\s*(?:✘|×|✖)\s+(.*)|not ok \d+ - (.*)|(\S+:\d+: [a-z-]+: .*))$")
TOTAL = re.compile(r"^(?:Totals: )?(\d+) passed, (\d+) failed", re.M)
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
                     r"|&#x0*(?:[0-8bcef]|1[0-9a-f]);|&#0*(?:[0-8]|1[124-9]|2[0-9]|3[01]);", re.I)
LINES_SHOWN = 15  # of the log of a suite that ended badly
FAILURES_SHOWN = 40


class Count:
    def __init__(self):
        self.passed, self.failed = 0, 0
        self.failures, self.skips, self.figures = [], [], []

    def add(self, passed, failed):
        self.passed += passed
        self.failed += failed

    def text(self, text):
        """Counts from the words of each kind of runner we use; true if there were any."""
        text = COLOUR.sub("", text)
        before = self.passed + self.failed
        skips_before = len(self.skips)
        for line in text.splitlines():
            if FIGURE.match(line):
                self.figures.append(line)
            elif match := SKIPPED.match(line):
                self.skips.append(next(g for g in match.groups() if g))
            elif match := FAILED.match(line):
                self.failures.append(next(g for g in match.groups() if g))
        for passed, failed in TOTAL.findall(text):
            self.add(int(passed), int(failed))
        self.unittest(text)
        for match in re.finditer(r"^\s*Tests {2}(.*)$", text, re.M):  # vitest
            # A suite that ends with a total of its own has counted these tests in it.
            if not TOTAL.search(text, match.end()):
                self.add(_number(r"(\d+) passed", match[1]), _number(r"(\d+) failed", match[1]))
        for passed in re.findall(r"^ {2}(\d+) passed \([\d.]+m?s?", text, re.M):  # playwright
            self.add(int(passed), 0)
        for failed in re.findall(r"^ {2}(\d+) failed$", text, re.M):
            self.add(0, int(failed))
        for passed in re.findall(r"^(?:#|ℹ) pass (\d+)$", text, re.M):  # node --test
            self.add(int(passed), 0)
        for failed in re.findall(r"^(?:#|ℹ) fail (\d+)$", text, re.M):
            self.add(0, int(failed))
        return self.passed + self.failed > before or len(self.skips) > skips_before

    def unittest(self, text):
        for ran, verdict in re.findall(r"^Ran (\d+) tests? in .*\n\n(OK.*|FAILED.*)$", text, re.M):
            bad = sum(_number(rf"{word}=(\d+)", verdict) for word in ("failures", "errors", "unexpected successes"))
            self.add(int(ran) - bad - _number(r"skipped=(\d+)", verdict), bad)

    def gtest(self, path):
        """The number of failed tests in one GoogleTest report."""
        failed = 0
        for case in _root(path).iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            if case.find("failure") is not None:
                failed += 1
                self.failures.append(name)
            elif case.get("result") == "skipped" or case.find("skipped") is not None:
                reason = case.find("skipped")
                words = (reason.get("message") or "") if reason is not None else ""
                self.skips.append(f"{name}: {' '.join(words.split()) or 'no reason given'}")
            elif case.get("result", "completed") == "completed" and case.get("status") != "notrun":
                self.passed += 1
        self.failed += failed
        return failed

    def ctest(self, folder):
        for case in _root(folder / "ctest.xml").iter("testcase"):
            name, status = case.get("name"), case.get("status")
            said = case.findtext("system-out") or ""
            if status in ("disabled", "notrun") or case.find("skipped") is not None:
                reason = case.find("skipped")
                self.skips.append(f"{name}: {(reason.get('message') if reason is not None else None) or 'not run'}")
                if status == "notrun":
                    self.add(0, 1)
                continue
            report, bad = folder / f"{name}.xml", status == "fail"
            before = self.failed
            if report.exists():
                self.figures += [line for line in said.splitlines() if FIGURE.match(line)]
                self.gtest(report)
            elif not self.text(said) and not bad:
                self.add(1, 0)
            if bad and self.failed == before:
                self.add(0, 1)
                last = [line for line in said.strip().splitlines() if line.strip()][-3:]
                self.failures.append(f"{name} ended badly: {' | '.join(last)[:300]}")


def _root(path):
    """The root of a report; tests print bytes that XML does not allow."""
    text = path.read_bytes().decode("utf-8", "replace")
    return xml.fromstring(NOT_XML.sub("\ufffd", text))


def _number(pattern, text):
    match = re.search(pattern, text)
    return int(match.group(1)) if match else 0


def main():
    status, log = int(sys.argv[1]), Path(sys.argv[2])
    said = log.read_text(encoding="utf-8", errors="replace")
    count = Count()
    if len(sys.argv) > 3 and (Path(sys.argv[3]) / "ctest.xml").exists():
        count.ctest(Path(sys.argv[3]))
    else:
        count.text(said)
    if status != 0 and count.failed == 0:
        count.add(0, 1)
        print(f"  ended with status {status}; the last lines of {log}:")
        print("\n".join("  | " + line[:200] for line in COLOUR.sub("", said).rstrip().splitlines()[-LINES_SHOWN:]))
    elif status == 0 and count.passed + count.failed == 0:
        count.add(0, 1)
        print("  ran no test at all, which counts as a failure")
    failures = list(dict.fromkeys(count.failures))
    for failure in failures[:FAILURES_SHOWN]:
        print(f"  failed: {failure}")
    if len(failures) > FAILURES_SHOWN:
        print(f"  and {len(failures) - FAILURES_SHOWN} more in {log}")
    for skip in count.skips:
        print(f"  skipped: {skip}")
    for figure in count.figures:
        print(f"  {figure}")
    print(f"{count.passed} passed, {count.failed} failed")


if __name__ == "__main__":
    main()
