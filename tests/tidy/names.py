"""Names of files and types: banned words and the one way to write a file's name."""
import os
import re
from cpp_text import without_comments
from tree import CODE, CPP, SCRIPT_TYPES, Finding, line_of, table

BANNED = {"util", "helper", "manager", "handler", "common", "misc", "base", "data", "info", "impl"}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
CPP_TYPE = re.compile(r"\b(?:class|struct|enum(?:\s+(?:class|struct))?|union)\s+(?:\[\[\w+\]\]\s*)?([A-Za-z_]\w*)"
                      r"\s*(?:final\s*)?(?::(?!:)[^;{]*)?\{|\busing\s+([A-Za-z_]\w*)\s*=|\bconcept\s+([A-Za-z_]\w*)\s*=")
SCRIPT_TYPE = re.compile(r"\b(?:class|interface|enum|type)\s+([A-Za-z_]\w*)\s*(?=[<={]|extends|implements)")
PROTO_TYPE = re.compile(r"\b(?:message|enum|service)\s+([A-Za-z_]\w*)\s*\{")
PYTHON_TYPE = re.compile(r"^[ \t]*class\s+([A-Za-z_]\w*)", re.M)
SNAKE = re.compile(r"^[a-z][a-z0-9_]*\.(cpp|h|py|proto)$")
# Qt Virtual Keyboard finds these by names of its own.
# Qt Quick Test runs files named tst_*.qml.
NAMED_BY_QT = re.compile(r"/style\.qml$|/layouts/|/tst_\w+\.qml$")
PASCAL = re.compile(r"^[A-Z][A-Za-z0-9]*\.qml$")


class Allowed:
    """Terms of the trade that hold a banned word; the table gives each a reason."""

    def __init__(self, path, name):
        self.name, self.used = name, set()
        self.lines = {words.split()[0]: number for number, words in table(path)}

    def without_terms(self, name):
        for term in self.lines:
            if term in name:
                self.used.add(term)
                name = name.replace(term, "")
        return name

    def stale(self):
        return [Finding(self.name, number, f"no name says '{term}' any more; remove the line")
                for term, number in self.lines.items() if term not in self.used]


def banned_words(name):
    words = {w.lower() for w in WORD.findall(name)}
    return sorted(w for w in words if w in BANNED or (w.endswith("s") and w[:-1] in BANNED))


def types_of(tree, path):
    """(index, name, text) of each type a file defines."""
    if path.endswith(CPP):
        text, pattern = without_comments(tree.text(path)), CPP_TYPE
    elif path.endswith(SCRIPT_TYPES):
        text, pattern = without_comments(tree.text(path)), SCRIPT_TYPE
    elif path.endswith(".proto"):
        text, pattern = without_comments(tree.text(path)), PROTO_TYPE
    elif path.endswith(".py"):
        text, pattern = tree.text(path), PYTHON_TYPE
    else:
        return
    for match in pattern.finditer(text):
        yield match.start(), next(g for g in match.groups() if g), text


def check_names(tree, allowed):
    findings = []
    for path in tree.with_ending(*CODE):
        name = os.path.basename(path)
        for word in banned_words(allowed.without_terms(os.path.splitext(name)[0])):
            findings.append(Finding(path, 1, f"file name says '{word}'; name it by the job it does"))
        if path.endswith((".cpp", ".h", ".py", ".proto")) and not SNAKE.match(name):
            findings.append(Finding(path, 1, "file name is not snake_case"))
        if path.endswith(".qml") and not PASCAL.match(name) and not NAMED_BY_QT.search(path):
            findings.append(Finding(path, 1, "QML file name is not PascalCase"))
        for index, type_name, text in types_of(tree, path):
            for word in banned_words(allowed.without_terms(type_name)):
                findings.append(Finding(path, line_of(text, index), f"type '{type_name}' says '{word}'; name it by the job it does"))
    return findings + allowed.stale()
