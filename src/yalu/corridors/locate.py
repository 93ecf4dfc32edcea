"""On which line of a TOML text a key stands. `tomllib` keeps no line numbers."""

import re
from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]

_HEADER = re.compile(r"[ \t]*(\[\[?)")
_PART = re.compile(r"""[ \t]*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*""")
_ESCAPE = re.compile(r'\\(["\\])')
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|'
    r"'[^'\n]*'|#[^\n]*|[\[\]{},\n]|[^\[\]{},\n\"'#]+",
    re.DOTALL,
)


def lines_of(text: str) -> Mapping[KeyPath, int]:
    """Line (from 1) of every table, key and array item of a valid TOML text.

    A path is made of keys and, in arrays and arrays of tables, indices:
    `("gate", 2, "names", "en", 1)`. Keys inside inline tables are left out; look
    for the longest known beginning of a path with `nearest`.
    """
    found: dict[KeyPath, int] = {(): 1}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        number = text.count("\n", 0, at) + 1
        stripped = text[at:end].strip()
        if not stripped or stripped.startswith("#"):
            at = end + 1
        elif header := _HEADER.match(text, at):
            parts, _ = _dotted(text, header.end())
            table = _table(parts, counts, is_array=header[1] == "[[")
            found.setdefault(table, number)
            at = end + 1
        else:
            parts, at = _dotted(text, at)
            for size in range(1, len(parts) + 1):
                found.setdefault((*table, *parts[:size]), number)
            at = _value(text, text.index("=", at) + 1, (*table, *parts), number, found)
    return found


def nearest(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of the path, or of the nearest table or key that holds it."""
    return next(lines[path[:size]] for size in range(len(path), -1, -1) if path[:size] in lines)


def _dotted(text: str, at: int) -> tuple[tuple[str, ...], int]:
    parts: list[str] = []
    while part := _PART.match(text, at):
        word = part[1]
        parts.append(_ESCAPE.sub(r"\1", word[1:-1]) if word[0] in "\"'" else word)
        at = part.end()
        if text[at : at + 1] != ".":
            break
        at += 1
    return tuple(parts), at


def _table(parts: tuple[str, ...], counts: dict[KeyPath, int], *, is_array: bool) -> KeyPath:
    """The path of a header, with the index of the current element of each array of tables."""
    path: KeyPath = ()
    for place, part in enumerate(parts):
        path = (*path, part)
        if is_array and place == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _value(text: str, at: int, path: KeyPath, number: int, found: dict[KeyPath, int]) -> int:
    """Record the items of an array value; return where the next statement begins."""
    depth, brackets, index = 0, "", -1
    expects_item = False
    for token, end in _tokens(text, at):
        if token == "\n":
            number += 1
            if depth == 0:
                return end
            continue
        if token[0] == "#" or token.isspace():
            continue
        if depth == 1 and brackets == "[" and expects_item and token not in "],":
            index += 1
            found[(*path, index)] = number
            expects_item = False
        if token in "[{":
            depth, brackets = depth + 1, brackets + token
            expects_item = expects_item or depth == 1
        elif token in "]}":
            depth, brackets = depth - 1, brackets[:-1]
        elif token == "," and depth == 1:
            expects_item = True
        number += token.count("\n")
    return len(text)


def _tokens(text: str, at: int) -> Iterator[tuple[str, int]]:
    while match := _TOKEN.match(text, at):
        at = match.end()
        yield match[0], at
