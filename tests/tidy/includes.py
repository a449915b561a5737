"""Who may include whom: the levels of the house, and where third-party headers may go."""
import fnmatch
import re
from cpp_text import without_comments
from tree import CPP, Finding, folder_of, line_of, table

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)
GENERATED = re.compile(r"^foyer/")  # what the build makes of proto/
TOOL_OUTPUT = re.compile(r"\.moc$|^moc_|^\w+\.pb\.h$")  # made beside the file that includes it


def included(tree, path):
    """(line, quoted or not, header) for each include of a file."""
    text = without_comments(tree.text(path), keep_strings=True)
    return [(line_of(text, m.start()), m.group(1) == '"', m.group(2)) for m in INCLUDE.finditer(text)]


class Levels:
    def __init__(self, path):
        self.level, self.strangers = {}, []
        for _, row in table(path):
            words = row.split()
            if words[0] == "strangers":
                self.strangers.append(tuple(words[1:]))
            else:
                self.level[words[1]] = int(words[0])

    def folder(self, path):
        """The folder of the table that holds a file, or nothing."""
        folder = folder_of(path)
        while folder and folder not in self.level:
            folder = folder_of(folder)
        return folder

    def are_strangers(self, one, other):
        tops = {one.split("/")[0], other.split("/")[0]}
        return any(len(tops) == 2 and tops <= set(pair) for pair in self.strangers)


def check_levels(tree, levels):
    findings = []
    for path in tree.with_ending(*CPP):
        own = levels.folder(path)
        if not own:
            findings.append(Finding(path, 1, f"folder '{folder_of(path)}' has no level; add it to tests/tidy/levels.txt"))
            continue
        for line, quoted, header in included(tree, path):
            if TOOL_OUTPUT.search(header):
                continue
            target = "proto" if GENERATED.match(header) else levels.folder(header)
            if not target:
                if quoted:
                    findings.append(Finding(path, line, f'"{header}" is not a path from the root; write the whole path, '
                                                        "or <> for a header that is not ours"))
                continue
            if target == own:
                continue
            if levels.are_strangers(own, target):
                findings.append(Finding(path, line, f"{own} includes {target}: the two programs are strangers; "
                                                    "move what both need to shared/"))
            elif levels.level[target] >= levels.level[own]:
                findings.append(Finding(path, line, f"{own} (level {levels.level[own]}) includes {target} (level "
                                                    f"{levels.level[target]}); only lower levels are allowed"))
    return findings


class Confined:
    def __init__(self, path):
        self.headers, self.words = [], []
        for number, row in table(path):
            kind, rest = row.split(None, 1)
            pattern, folders = rest.split(": ")
            if kind not in ("include", "word"):
                raise ValueError(f"{path}:{number}: a line begins with include or word")
            (self.headers if kind == "include" else self.words).append((pattern, folders.split()))


def _allowed(path, folders):
    mirrored = path[len("tests/"):] if path.startswith("tests/") else path
    return any(p.startswith(folder + "/") for folder in folders for p in (path, mirrored))


def check_confined(tree, confined):
    findings = []
    for path in tree.with_ending(*CPP):
        for line, _, header in included(tree, path):
            for pattern, folders in confined.headers:
                if fnmatch.fnmatchcase(header, pattern) and not _allowed(path, folders):
                    findings.append(Finding(path, line, f"<{header}> may be included only in {', '.join(folders)}"))
                    break
        code = without_comments(tree.text(path))
        for pattern, folders in confined.words:
            if not _allowed(path, folders):
                findings += [Finding(path, line_of(code, m.start()), f"'{m.group(0)}' may be used only in {', '.join(folders)}")
                             for m in re.finditer(rf"\b(?:{pattern})\b", code)]
    return findings
