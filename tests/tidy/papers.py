"""Papers: READMEs of folders, openings of headers, run bits, words that do not belong, invariants."""
import os
import re
from tree import Finding, folder_of, line_of

README_LINES = 15
# Longer on purpose: the door of the repository, and the protocol's specification.
LONG_READMES = {"README.md", "proto/README.md"}
INVARIANTS = 11

# Written so that these lines do not find themselves.
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X)\b")
ELSEWHERE = [
    (re.compile(r"(?<![\w.:/-])/(?:hom[e]/\w+|Use[r]s/\w+|wor[k]/\w+)"), "a path of one machine"),
    (re.compile(r"\b(?:registry[.](?:npmjs|yarnpkg|npmmirror)[.]\w+|[\w-]+[.]pkg[.]dev|[\w.-]*artifactory[\w.-]*[.]\w+"
                r"|deb[.]debian[.]org|snapshot[.]debian[.]org)\b"), "the host of a registry or mirror"),
]
LOCK_FILES = ("package-lock.json",)


def check_readmes(tree, levels):
    findings, needed = [], set()
    mirrored = {folder.split("/")[0] for folder in levels.level}
    for path in tree.code:
        own = levels.folder(path)
        if own and own != "tests":
            needed.add(own)
        parts = folder_of(path).split("/") if folder_of(path) else []
        parts = [] if parts and parts[0].startswith(".") else parts
        for depth in range(1, min(len(parts), 2) + 1):
            folder = "/".join(parts[:depth])
            if parts[0] == "tests" and depth == 2 and parts[1] in mirrored:
                continue  # a mirror of the tree; tests/README.md speaks for it
            if not own or own == "tests" or own.startswith(folder + "/"):
                needed.add(folder)
    files = set(tree.files)
    for folder in sorted(needed):
        if f"{folder}/README.md" not in files:
            findings.append(Finding(folder, 1, f"no README.md; write one of at most {README_LINES} lines: "
                                               "purpose, may include, must not, start here"))
    for path in tree.files:
        if os.path.basename(path) == "README.md" and path not in LONG_READMES:
            size = len(tree.text(path).splitlines())
            if size > README_LINES:
                findings.append(Finding(path, size, f"{size} lines, a folder's README has at most {README_LINES}"))
    return findings


def check_headers(tree):
    findings = []
    for path in tree.with_ending(".h"):
        text = tree.text(path)
        if not text.lstrip().removeprefix("#pragma once").lstrip().startswith(("//", "/*")):
            findings.append(Finding(path, 1, "a header opens with a comment: purpose, place, owner and thread, errors, what it does not do"))
        if "#pragma once" not in text:
            findings.append(Finding(path, 1, "#pragma once is missing"))
    return findings


def check_run_bits(tree):
    findings = []
    for path in tree.scripts:
        if not tree.runs(path):
            findings.append(Finding(path, 1, f"begins with #! but cannot be run; chmod +x {path}"))
    for path in tree.with_ending(".sh"):
        if path not in tree.scripts:
            findings.append(Finding(path, 1, "a script begins with #!/bin/bash"))
    return findings


def check_elsewhere(tree):
    findings = []
    for path in tree.texts:
        text = tree.text(path)
        for pattern, what in ELSEWHERE:
            findings += [Finding(path, line_of(text, m.start()), f"'{m.group(0)}' is {what}; take it out")
                         for m in pattern.finditer(text)]
    return findings


def check_unfinished(tree):
    return [Finding(path, line_of(tree.text(path), m.start()), f"'{m.group(0)}' marks unfinished work; finish it or take it out")
            for path in tree.texts if os.path.basename(path) not in LOCK_FILES
            for m in UNFINISHED.finditer(tree.text(path))]


def _tests(tree):
    """Every test as Suite.Name, in C++, QML, TypeScript-free."""
    names = set()
    for path in tree.files:
        if not path.startswith("tests/"):
            continue
        if path.endswith(".cpp"):
            for suite, test in re.findall(r"\b(?:TYPED_)?TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)", tree.text(path)):
                names.add(f"{suite}.{test}")
        elif path.endswith(".qml"):
            for test in re.findall(r"\bfunction\s+(test_\w+)", tree.text(path)):
                names.add(f"{os.path.splitext(os.path.basename(path))[0]}.{test}")
        elif path.endswith(".py"):
            suite = ""
            for kind, name in re.findall(r"^\s*(class|def)\s+(\w+)", tree.text(path), re.M):
                suite = name if kind == "class" else suite
                names.add(f"{suite}.{name}")
    return names


def check_invariants(tree):
    path = "ARCHITECTURE.md"
    if path not in tree.files:
        return [Finding(path, 1, "is missing; it names the invariants and the test that guards each")]
    text, names, findings = tree.text(path), _tests(tree), []
    section = re.search(r"^## Invariants.*?(?=^## |\Z)", text, re.M | re.S)
    numbered = list(re.finditer(r"^(\d+)\. .*(?:\n(?!\d+\. |\n|#).*)*", section.group(0), re.M)) if section else []
    if len(numbered) < INVARIANTS:
        findings.append(Finding(path, 1, f"names {len(numbered)} of {INVARIANTS} invariants under '## Invariants'"))
    for item in numbered:
        line = line_of(text, section.start() + item.start())
        words = re.sub(r"\s+", " ", item.group(0))
        guarded = re.search(r"guarded by ((?:`[^`]+`(?:, | and )?)+)", words)
        if not guarded:
            findings.append(Finding(path, line, f"invariant {item.group(1)} names no test; write: guarded by `Suite.Test`"))
            continue
        for test in re.findall(r"`([^`]+)`", guarded.group(1)):
            if test not in names:
                findings.append(Finding(path, line, f"invariant {item.group(1)} is guarded by `{test}`, and tests/ has no such test"))
    return findings
