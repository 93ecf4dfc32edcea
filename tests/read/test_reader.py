"""What reading leaves as it was: the collector of cycles, and no cycle for it to find."""

import gc
from pathlib import Path

import pytest

from yalu.corridors import load
from yalu.read import formats, read
from yalu.vocabulary import Document

ATLAS = load()
CORPUS = Path(__file__).parents[1] / "corpus" / "documents" / "north-korea-rail"


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_of_cycles_is_as_it_was(collects: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        read(Document("a", "The Friendship Bridge was closed on Monday."), ATLAS)
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()


def test_reading_leaves_no_cycles_behind() -> None:
    documents = [
        document
        for path in sorted(CORPUS.glob("*.txt"))[:8]
        for document in formats.documents(path.read_bytes(), path.name)
        if document.lang == "en"
    ]
    assert documents
    for document in documents:
        read(document, ATLAS)
    gc.collect()
    claims = [read(document, ATLAS) for document in documents]
    assert gc.collect() == 0
    assert any(claims)
