"""Dead files: what nothing builds, includes, imports, calls, shows or names."""
import os
import re
from includes import included
from tree import CPP, SCRIPT_TYPES, Finding, folder_of

TOKEN = re.compile(r"[^\s\"'()<>;,=`]+")
IMPORTED = re.compile(r"""(?:from|import|import\(|mock\(|src=)\s*['"]([^'"]+)['"]""")
STYLED = re.compile(r"""(?:^\s*@?import\s+(?:url\()?|<link[^>]*\shref=)['"]([^'"]+\.css)['"]""", re.M)
RUN_BY_NAME = re.compile(r"[._](test|spec|setup|config)\.(tsx?|m?js)$|\.d\.ts$|^test_.*\.py$|_test\.py$")
BUILD_FILES = ("CMakeLists.txt", ".cmake")
STYLES = (".css",)
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico")
NAMED_SCRIPTS = (".sh", ".js", ".mjs")


def _built(tree):
    """Every path a CMake file names, from the root."""
    paths = set()
    for path in tree.with_ending(*BUILD_FILES):
        lines = (line.split("#")[0] for line in tree.text(path).splitlines())
        for token in TOKEN.findall("\n".join(lines)):
            token = re.sub(r"^\$\{(CMAKE_SOURCE_DIR|PROJECT_SOURCE_DIR)\}/", "/", token)
            token = re.sub(r"^\$\{CMAKE_CURRENT_(SOURCE|LIST)_DIR\}/", "", token)
            paths.add(token[1:] if token.startswith("/") else os.path.normpath(os.path.join(folder_of(path), token)))
    return paths


def _imported_stems(tree):
    """What TypeScript and HTML import: the last part without its ending."""
    stems = set()
    for path in tree.with_ending(".ts", ".tsx", ".html", ".mjs", ".js"):
        for target in IMPORTED.findall(tree.text(path)):
            stems.add(re.sub(r"\.(js|ts|tsx)$", "", target.rsplit("/", 1)[-1]))
    return stems


def _named_words(tree):
    """For each file name that a text file holds, the files that hold it; a pattern holds none.

    A picture may also be named by its stem in quotes, or as a value in a catalogue."""
    holders = {}
    for path in tree.texts:
        text = tree.text(path)
        for word in set(re.findall(r"[\w.-]+\.\w+", text)):
            holders.setdefault(word, set()).add(path)
        for word in set(re.findall(r"""["']([\w/-]+)["']|^\s*(?:- )?\w*icon:\s+([\w-]+)\s*$""", text, re.M | re.I)):
            holders.setdefault((word[0] or word[1]).rsplit("/", 1)[-1] + ".svg", set()).add(path)
    return holders


def _calls(tree, script):
    """Whether another file names this program: by its path from the root, or, below a folder that holds it, by what is
    left of the path, behind a slash, a quote or a backtick: its bare name may be a word like any other."""
    folder, name = os.path.split(script)
    ends = r"(?![\w-]|\.\w)"
    whole = re.compile(r"(?<![\w-])" + re.escape(script) + ends)
    for path in tree.texts:
        if path == script or name not in tree.text(path):
            continue
        below = os.path.relpath(script, folder_of(path) or ".")
        if whole.search(tree.text(path)) or (
                not below.startswith("..") and re.search(r"""(?:[`"'}]|\w)/""" + re.escape(below) + ends + r"""|[`"']"""
                                                         + re.escape(below) + ends, tree.text(path))):
            return True
    return False


def _uncalled(tree):
    """Programs, which have a first line of #!, that nobody calls or mentions."""
    return [Finding(path, 1, "nothing calls or mentions this program; use it, say what it is for in a README, or delete it")
            for path in tree.scripts if not os.path.splitext(path)[1] and not _calls(tree, path)]


def _unstyled(tree):
    """Style sheets that no page, script or other sheet imports."""
    imported = set()
    for path in tree.with_ending(*SCRIPT_TYPES, ".html", ".js", ".mjs", *STYLES):
        for target in STYLED.findall(tree.text(path)):
            imported.add(os.path.normpath(os.path.join(folder_of(path), target)))
    return [Finding(path, 1, "nothing imports this style sheet; use it or delete it")
            for path in tree.with_ending(*STYLES) if path not in imported]


def _unshown(tree, named):
    """Pictures that no page, paper or catalogue names; the program that draws one does not show it."""
    programs = set(tree.scripts)
    return [Finding(path, 1, "nothing shows this picture; use it or delete it")
            for path in tree.files if path.lower().endswith(PICTURES) and not named.get(os.path.basename(path), set()) - programs]


def _python_imports(tree):
    modules = set()
    for path in set(tree.with_ending(".py")):
        for match in re.finditer(r"^\s*(?:from|import)\s+([\w.]+)", tree.text(path), re.M):
            modules.add(match.group(1).split(".")[-1])
    return modules


def _commands(tree):
    """(path, line, command, words) of every command of the build that makes or links targets."""
    command = re.compile(r"^[ \t]*(add_executable|add_library|target_link_libraries|foyer_\w+|program_\w+)\(([^()]*)\)", re.M)
    for path in tree.with_ending(*BUILD_FILES):
        text = re.sub(r"#.*|\$<[^>]*>", "", tree.text(path))
        for found in command.finditer(text):
            words = found.group(2).split()
            if words:
                yield path, text.count("\n", 0, found.start()) + 1, found.group(1), words


def check_linked(tree):
    """Libraries that no program reaches: what only tests link is no part of the product."""
    made, links, programs = {}, {}, set()
    for path, line, command, words in _commands(tree):
        name = words[0]
        links.setdefault(name, set()).update(words[1:])
        if path.startswith("tests/") or "$" in name:
            continue
        if command == "add_executable":
            programs.add(name)
        elif command in ("add_library", "foyer_library", "foyer_qml_module", "foyer_proto_library"):
            made[name] = (path, line)
    reached, waiting = set(), list(programs)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += links.get(name, ())
    return [Finding(path, line, f"no program links {name}, only tests do; use it in a program or delete it")
            for name, (path, line) in sorted(made.items()) if programs and name not in reached]


def check_alive(tree):
    findings = []
    built, stems, named, modules = _built(tree), _imported_stems(tree), _named_words(tree), _python_imports(tree)
    headers = {header for path in tree.with_ending(*CPP) for _, _, header in included(tree, path)}
    proto_imports = {m for path in tree.with_ending(".proto")
                     for m in re.findall(r'^\s*import\s+(?:public\s+)?"([^"]+)"', tree.text(path), re.M)}
    for path in tree.with_ending(*CPP, *SCRIPT_TYPES, *NAMED_SCRIPTS, ".qml", ".svg", ".py", ".proto"):
        name = os.path.basename(path)
        stem = os.path.splitext(name)[0]
        elsewhere = named.get(name, set()) - {path}
        if path in built:
            continue
        if path.endswith(".cpp"):
            findings.append(Finding(path, 1, "no CMakeLists.txt lists this file; build it or delete it"))
        elif path.endswith(".h") and path not in headers:
            findings.append(Finding(path, 1, "nothing includes this header; use it or delete it"))
        elif path.endswith(SCRIPT_TYPES) and not RUN_BY_NAME.search(name) and not elsewhere \
                and (os.path.basename(folder_of(path)) if stem == "index" else stem) not in stems:
            findings.append(Finding(path, 1, "nothing imports or names this file; use it or delete it"))
        elif path.endswith(".proto") and path not in proto_imports and path.removeprefix("proto/") not in proto_imports:
            findings.append(Finding(path, 1, "nothing builds or imports this file; use it or delete it"))
        elif path.endswith(NAMED_SCRIPTS) and not RUN_BY_NAME.search(name) and not elsewhere and stem not in stems:
            findings.append(Finding(path, 1, "nothing imports, calls or names this file; use it or delete it"))
        elif path.endswith(".py") and not RUN_BY_NAME.search(name) and stem not in modules and not elsewhere:
            findings.append(Finding(path, 1, "nothing imports or names this file; use it or delete it"))
        elif path.endswith((".qml", ".svg")) and not name.startswith("tst_") and not elsewhere:
            findings.append(Finding(path, 1, "nothing builds or names this file; use it or delete it"))
    return findings + _uncalled(tree) + _unstyled(tree) + _unshown(tree, named)
