"""Packed: arrays under a head of plain values, as the content of one file (npz)."""

import io
import json
import zipfile
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

UNREADABLE = (ValueError, KeyError, TypeError, OSError, EOFError, IndexError, zipfile.BadZipFile)
"""What `unpacked`, or taking its parts, may raise for content that is no such file."""


def packed(head: dict[str, Any], arrays: Arrays) -> bytes:
    """The content of a file of `arrays`, compressed; `head` is what JSON can hold."""
    buffer = io.BytesIO()
    named: dict[str, Any] = dict(arrays)
    np.savez_compressed(buffer, head=np.array(json.dumps(head)), **named)
    return buffer.getvalue()


def unpacked(content: bytes) -> tuple[dict[str, Any], Arrays]:
    """The head and the arrays of such a file. Raises one of `UNREADABLE`."""
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return json.loads(str(arrays.pop("head"))), arrays
