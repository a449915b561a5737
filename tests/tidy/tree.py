"""The repository as the checks see it: files, folders, findings."""
import os
import subprocess
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

CPP = (".cpp", ".h")
SCRIPT_TYPES = (".ts", ".tsx")
CODE = CPP + SCRIPT_TYPES + (".qml", ".py", ".sh", ".proto")
BINARY = (".png", ".jpg", ".ttf", ".otf", ".woff2", ".ico", ".zst", ".gz", ".db", ".bin", ".pdf")
LEFT_OUT = {".git", "build", "node_modules", "__pycache__"}


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


def folder_of(path):
    return os.path.dirname(path)


def line_of(text, index):
    return text.count("\n", 0, index) + 1


class Tree:
    """All files git knows or would add; without git, all files."""

    def __init__(self, root):
        self.root = Path(root)

    @cached_property
    def files(self):
        listed = subprocess.run(["git", "-C", str(self.root), "ls-files", "-z", "-co", "--exclude-standard"],
                                capture_output=True) if (self.root / ".git").exists() else None
        if listed and listed.returncode == 0:
            names = [n for n in listed.stdout.decode().split("\0") if n and (self.root / n).is_file()]
        else:
            names = []
            for folder, folders, inside in os.walk(self.root):
                folders[:] = [f for f in folders if f not in LEFT_OUT]
                names += [os.path.relpath(os.path.join(folder, n), self.root) for n in inside]
        return sorted(set(names))

    @lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def with_ending(self, *endings):
        """Files by ending; Qt's translations, which also end in .ts, are not TypeScript."""
        return [f for f in self.files if f.endswith(endings) and not (f.endswith(".ts") and self.is_translation(f))]

    def is_translation(self, path):
        return self.text(path)[:200].lstrip().startswith(("<?xml", "<!DOCTYPE TS"))

    @cached_property
    def texts(self):
        return [f for f in self.files if not f.endswith(BINARY)
                and b"\0" not in (self.root / f).read_bytes()[:4096]]

    @cached_property
    def scripts(self):
        """Files that begin with #!."""
        return [f for f in self.files if (self.root / f).read_bytes()[:2] == b"#!"]

    @cached_property
    def code(self):
        return sorted(set(self.with_ending(*CODE)) | set(self.scripts))

    def is_generated(self, path):
        return "@generated" in self.text(path)[:400]

    def runs(self, path):
        return os.access(self.root / path, os.X_OK)


def table(path):
    """The lines of a table file with their numbers, comments and empty lines left out."""
    rows = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        words = line.split("#")[0].strip()
        if words:
            rows.append((number, words))
    return rows
