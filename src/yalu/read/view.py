"""The view: the text as rules see it, one character for one character.

Offsets in the view are offsets in the text, so nothing here may change a
length: no Unicode normalisation, no stripping.
"""

_PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "−": "-",
    "‑": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\t": " ",
    "|": ":",
    "\r": " ",
}


def view(text: str) -> str:
    """The text with plain quotes, dashes and spaces; `len(view(t)) == len(t)`."""
    for mark, plain in _PLAIN.items():
        text = text.replace(mark, plain)
    return text
