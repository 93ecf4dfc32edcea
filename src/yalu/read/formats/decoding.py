"""Bytes into characters, or a clear refusal: a wrong letter can be a wrong date."""

import codecs
import re

from yalu.vocabulary import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD = 4_096
"""Bytes in which a page declares its encoding (the HTML Standard asks for 1,024)."""

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""What a label means in practice (WHATWG Encoding Standard, 4.2); a label that could be
read as ASCII cannot have been UTF-16."""

_KNOWN = frozenset(
    (
        *("utf-8", "gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "iso2022_jp", "cp866"),
        *("cp874", "koi8-r", "koi8-u", "mac-cyrillic"),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859-{number}" for number in (*range(2, 9), 10, 13, 14, 15, 16)),
    )
)

_ASCII = frozenset(range(0x80))
_TYPOGRAPHY = frozenset((0x85, *range(0x91, 0x98), 0xA0, 0xAB, 0xBB))
"""Ellipsis, quotes, bullet, dashes and the hard space, alike in all Windows code pages."""

_CLEAR = {
    **dict.fromkeys(("gb18030", "cp949", "cp932", "big5hkscs", "euc_jp"), 0.1),
    **dict.fromkeys(("cp1251", "koi8-r"), 0.4),
}
"""Least coherence (0 to 1) at which an undeclared encoding is believed. Two sentences of
news reach 0.13 to 0.19 in East Asian encodings, 0.5 in Cyrillic ones."""


def decoded(data: bytes, name: str, content_type: str | None = None, *, markup: bool) -> str:
    """The characters of the bytes, without a byte order mark; line ends stay as they are.

    A byte order mark decides, then the charset of `content_type`, then what
    `markup` declares, then UTF-8. Markup in none of these is decoded in the
    encoding that its letters speak for, if they speak clearly; plain text never.

    Raises DocumentError, naming the encoding and the first byte against it.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    declared = _codec(_CHARSET.search(content_type or ""))
    if declared is None and markup:
        head = data[:_HEAD].decode("latin-1")
        declared = _codec(_XML_ENCODING.search(head)) or _codec(_CHARSET.search(head))
    if declared is None and markup and not _is_utf8(data):
        declared = _recognised(data)
    return _strict(data, declared or "utf-8", name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            name,
            f"not text in {encoding.upper()} (byte {error.start} is 0x{data[error.start]:02x}); "
            "convert it to UTF-8 from the encoding it is in",
        ) from None
    if "\x00" in text:
        raise DocumentError(name, "looks like binary data, not a text, HTML, PDF or feed")
    return text


def _codec(label: re.Match[str] | None) -> str | None:
    """The codec of a declared encoding, None for one that no text is written in."""
    if label is None:
        return None
    try:
        found = codecs.lookup(label[1]).name
    except (LookupError, UnicodeError, ValueError):
        return None
    found = _WIDER.get(found, found)
    return found if found in _KNOWN else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _recognised(data: bytes) -> str | None:
    """The legacy encoding of undeclared markup, where there is no doubt.

    English with typographic quotes is Windows-1252. East Asian and Cyrillic letters
    speak for one encoding (charset_normalizer: no disorder, and the frequencies of a
    language). Accented Latin letters fit several: a French page reads as well in
    Windows-1250, with wrong letters, so it is not guessed. Tags are left out, being
    ASCII everywhere.
    """
    if set(data) - _ASCII <= _TYPOGRAPHY:
        return "cp1252"
    from charset_normalizer import from_bytes

    letters = re.sub(rb"<[^<>]*>", b" ", data[:200_000])
    best = from_bytes(letters, steps=10, threshold=0.1).best()
    if best is None or best.chaos > 0:
        return None
    found = codecs.lookup(best.encoding).name
    found = _WIDER.get(found, found)
    return found if best.coherence >= _CLEAR.get(found, 2.0) else None
