"""Sizes of files and functions, with a ratchet: exceptions only shrink."""
from cpp_text import functions
from tree import CPP, SCRIPT_TYPES, Finding, table

FILE_LINES = [(CPP, 500), ((".qml",), 250), (SCRIPT_TYPES, 300)]
FUNCTION_LINES = 70


class Ratchet:
    def __init__(self, path, name):
        self.name, self.entries = name, {}
        for number, row in table(path):
            words = row.split()
            self.entries[tuple(words[:-1])] = (int(words[-1]), number)
        self.seen = set()

    def judge(self, key, path, line, size, limit, what, kind):
        """The finding for something larger than its limit, or nothing."""
        allowed, number = self.entries.get(key, (None, 0))
        if allowed is None:
            return [Finding(path, line, f"{what} has {size} lines, {limit} are allowed; split it by jobs")]
        self.seen.add(key)
        if size > allowed:
            return [Finding(path, line, f"{what} has grown to {size} lines, its exception allows {allowed}; split it by jobs")]
        if size < allowed:
            return [Finding(self.name, number, f"{what} of {path} has {size} lines now; lower the {kind} exception to that")]
        return []

    def stale(self, kind):
        return [Finding(self.name, number, f"'{' '.join(key)}' needs no exception any more; remove the line")
                for key, (_, number) in self.entries.items() if key[0] == kind and key not in self.seen]


def check_files(tree, ratchet):
    findings = []
    for endings, limit in FILE_LINES:
        for path in tree.with_ending(*endings):
            size = len(tree.text(path).splitlines())
            if size > limit and not tree.is_generated(path):
                findings += ratchet.judge(("file", path), path, 1, size, limit, "file", "file")
    return findings + ratchet.stale("file")


def check_functions(tree, ratchet):
    findings = []
    for path in tree.with_ending(*CPP):
        for function in functions(tree.text(path)):
            if function.lines > FUNCTION_LINES:
                findings += ratchet.judge(("function", path, function.name), path, function.line, function.lines,
                                          FUNCTION_LINES, f"function {function.name}", "function")
    return findings + ratchet.stale("function")
