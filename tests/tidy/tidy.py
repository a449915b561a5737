#!/usr/bin/env python3
"""Checks the habits of the house: tests/tidy/tidy.py [ROOT] [--only CHECK].

One line a finding, file:line: check: what to do. Each kind of check is one test."""
import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from alive import check_alive, check_linked  # noqa: E402
from includes import Confined, Levels, check_confined, check_levels  # noqa: E402
from names import Allowed, check_names  # noqa: E402
from papers import (check_elsewhere, check_headers, check_invariants, check_readmes,  # noqa: E402
                    check_run_bits, check_unfinished)
from sizes import Ratchet, check_files, check_functions  # noqa: E402
from tree import Tree  # noqa: E402


def checks(tree, tables):
    """Each check by its name, ready to run on a tree with the tables of a folder."""
    levels = Levels(tables / "levels.txt")
    confined = Confined(tables / "confined.txt")
    allowed = Allowed(tables / "allowed_names.txt", "tests/tidy/allowed_names.txt")
    ratchet = Ratchet(tables / "ratchet.txt", "tests/tidy/ratchet.txt")
    return {
        "levels": lambda: check_levels(tree, levels),
        "confined": lambda: check_confined(tree, confined),
        "names": lambda: check_names(tree, allowed),
        "file-sizes": lambda: check_files(tree, ratchet),
        "function-sizes": lambda: check_functions(tree, ratchet),
        "alive": lambda: check_alive(tree),
        "linked": lambda: check_linked(tree),
        "readmes": lambda: check_readmes(tree, levels),
        "headers": lambda: check_headers(tree),
        "run-bits": lambda: check_run_bits(tree),
        "elsewhere": lambda: check_elsewhere(tree),
        "unfinished": lambda: check_unfinished(tree),
        "invariants": lambda: check_invariants(tree),
    }


def main():
    parser = argparse.ArgumentParser(description="Checks the habits of the house.")
    parser.add_argument("root", nargs="?", default=HERE.parent.parent, type=Path)
    parser.add_argument("--only", help="run one check")
    arguments = parser.parse_args()
    tree = Tree(arguments.root)
    every = checks(tree, HERE)
    if arguments.only and arguments.only not in every:
        parser.error(f"there is no check '{arguments.only}'; there are: {', '.join(every)}")
    passed = failed = 0
    for name, check in every.items():
        if arguments.only in (None, name):
            findings = check()
            for finding in findings:
                print(f"{finding.path}:{finding.line}: {name}: {finding.text}")
            passed, failed = (passed, failed + 1) if findings else (passed + 1, failed)
    print(f"files looked at: {len(tree.files)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
