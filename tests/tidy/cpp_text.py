"""Reads C++ text well enough to judge it: blanks comments and strings, finds functions.

Not a parser. Macros that open braces they do not close will confuse it; we have none."""
import re
from dataclasses import dataclass

RAW_STRING = re.compile(r'(?:u8|u|U|L)?R"([^ ()\\\t\n]{0,16})\(')
CONTROL = re.compile(r"\b(if|for|while|switch|catch|else|do|return)\b")
TAIL = re.compile(r"""\)\s*(?:(?:const|volatile|mutable|override|final|try|&&?|noexcept(?:\([^()]*\))?
                      |\[\[\w+\]\]|->\s*[\w:<>,\s*&.]+|requires\b[^;]*)\s*)*$""", re.X)
CONSTRUCTOR = re.compile(r"\)\s*(?:noexcept(?:\([^()]*\))?\s*)?:(?!:)")
NAME = re.compile(r"([\w:~]+(?:\s*operator\s*[^\s(]+)?)\s*\(")


def _blanked(text):
    """Spaces of the same length; line ends stay, so that line numbers stay."""
    return re.sub(r"[^\n]", " ", text)


def _literal_end(text, start):
    """The index after the string or character literal that begins at start."""
    quote, i = text[start], start + 1
    while i < len(text) and text[i] not in (quote, "\n"):
        i += 2 if text[i] == "\\" else 1
    return min(i + 1, len(text))


def without_comments(text, keep_strings=False):
    """The text with comments, and unless kept also literals, blanked."""
    out, i, n = [], 0, len(text)
    while i < n:
        c = text[i]
        if text.startswith("//", i):
            end = text.find("\n", i)
            end = n if end < 0 else end
        elif text.startswith("/*", i):
            end = text.find("*/", i + 2)
            end = n if end < 0 else end + 2
        elif c in "uULR" and (i == 0 or not (text[i - 1].isalnum() or text[i - 1] == "_")) \
                and (raw := RAW_STRING.match(text, i)):
            end = text.find(")" + raw.group(1) + '"', raw.end())
            end = n if end < 0 else end + len(raw.group(1)) + 2
            if keep_strings:
                out.append(text[i:end])
                i = end
                continue
        elif c == '"' or (c == "'" and not (i and (text[i - 1].isalnum() or text[i - 1] == "_"))):
            end = _literal_end(text, i)
            if keep_strings:
                out.append(text[i:end])
                i = end
                continue
        else:
            out.append(c)
            i += 1
            continue
        out.append(_blanked(text[i:end]))
        i = end
    return "".join(out)


def _without_directives(text):
    """Blanks preprocessor lines and every branch but the first of #if ... #else."""
    out, skipping, continued = [], [], False
    for line in text.split("\n"):
        stripped = line.lstrip()
        directive = continued or stripped.startswith("#")
        if not continued and directive:
            word = stripped[1:].lstrip()
            if word.startswith("if"):
                skipping.append(False)
            elif word.startswith(("else", "elif")) and skipping:
                skipping[-1] = True
            elif word.startswith("endif") and skipping:
                skipping.pop()
        continued = directive and line.rstrip().endswith("\\")
        out.append(_blanked(line) if directive or any(skipping) else line)
    return "\n".join(out)


@dataclass
class Function:
    name: str
    line: int
    lines: int


def _matching(text):
    """Index of the closing brace for each opening one."""
    stack, pairs = [], {}
    for i, c in enumerate(text):
        if c == "{":
            stack.append(i)
        elif c == "}" and stack:
            pairs[stack.pop()] = i
    return pairs


def _is_function(head, following):
    head = head.strip()
    if not head or head.endswith("="):
        return False
    if CONSTRUCTOR.search(head) and "?" not in head:
        return following not in (",", "{")
    return bool(TAIL.search(head)) and not CONTROL.match(head)


def functions(text):
    """The outermost functions with a body, lambdas inside counted to them."""
    code = _without_directives(without_comments(text))
    pairs, found = _matching(code), []
    i, head_start, n = 0, 0, len(code)
    while i < n:
        c = code[i]
        if c == "{":
            end = pairs.get(i, n - 1)
            head = code[head_start:i]
            following = code[end + 1:].lstrip()[:1]
            if _is_function(head, following):
                start = head_start + len(head) - len(head.lstrip())
                first = code.count("\n", 0, start) + 1
                name = NAME.search(head.strip())
                found.append(Function(name.group(1) if name else "?", first,
                                      code.count("\n", start, end) + 1))
                i = head_start = end + 1
                continue
            if CONSTRUCTOR.search(head) or head.rstrip().endswith(("=", ",", "(")):
                i = end + 1  # an initializer: its head goes on behind it
                continue
            head_start = i + 1
        elif c in ";}":
            head_start = i + 1
        elif c == ":" and re.search(r"\b(public|private|protected|slots|signals)\s*$", code[head_start:i]):
            head_start = i + 1
        i += 1
    return found
