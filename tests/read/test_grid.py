"""Every predicate in every frame that English has for it: how much of the grid is read right.

`-s` prints the shares; `worst` says which frames and predicates are read worst.
"""

from collections import Counter
from collections.abc import Callable

import pytest
from paradigm import GRID, PUBLISHED, Cell, cells, contexts, nouns, phrases, right

from yalu.corridors import load
from yalu.read import read
from yalu.vocabulary import Document

ALL = tuple(cells())
CLASSES = sorted({cell.frame.split(":")[0] for cell in ALL})
FLOORS = {
    "adjective": 0.97,
    "ergative": 0.95,
    "noun": 0.82,
    "passing": 0.98,
    "resultative": 0.97,
    "transitive": 0.96,
}
SAMPLE = 40
"""Of so many cells the fast test reads one."""


@pytest.fixture(scope="module")
def told() -> Callable[[Cell], bool]:
    """Whether the reader finds in a cell what it tells."""
    atlas = load([GRID / "borders.toml"])

    def run(cell: Cell) -> bool:
        text = Document("text", cell.text, published=str(PUBLISHED), outlet="The Herald")
        return right(cell, read(text, atlas))

    return run


def worst(wrong: list[Cell], all_of: list[Cell]) -> str:
    """The frames and predicates of which the largest share is read wrong."""
    lines = []
    for name in ("frame", "predicate"):
        whole = Counter(getattr(cell, name) for cell in all_of)
        missed = Counter(getattr(cell, name) for cell in wrong)
        shares = sorted((1 - missed[key] / whole[key], key) for key in whole if missed[key])
        lines += [f"{share:.2f} {key}" for share, key in shares[:12]]
    return "\n".join(lines)


def test_every_slot_of_every_frame_is_filled():
    texts = [cell.text for cell in ALL]
    assert len(ALL) >= 14_000
    assert not any("{" in text or "  " in text for text in texts)
    assert len(set(texts)) >= 0.9 * len(texts)


def test_a_claim_that_is_wrong_is_not_taken_for_right(told):
    shut = next(cell for cell in ALL if cell.frame == "transitive: active")
    claims = read(
        Document("text", shut.text, published=str(PUBLISHED)), load([GRID / "borders.toml"])
    )
    assert right(shut, claims)
    assert not right(shut, ())
    another = Cell(shut.frame, shut.predicate, shut.text, "tolmo it tue", shut.state)
    assert not right(another, claims)
    later = Cell(shut.frame, shut.predicate, shut.text, "varnik it mon", shut.state)
    assert not right(later, claims)
    back = Cell(shut.frame, shut.predicate, shut.text, shut.told, "running")
    assert not right(back, claims)


def test_most_of_a_sample_of_the_grid_is_read_right(told):
    sample = ALL[::SAMPLE]
    wrong = [cell for cell in sample if not told(cell)]
    share = 1 - len(wrong) / len(sample)
    print(f"sample: {share:.3f} of {len(sample)}")
    assert share >= 0.94, worst(wrong, list(sample))


@pytest.mark.parametrize(
    ("name", "rows", "floor"), [("nouns", nouns, 0.95), ("phrases", phrases, 0.91)]
)
def test_nouns_and_phrases_in_plain_frames_are_read_right(name, rows, floor, told):
    every = list(rows())
    wrong = [cell for cell in every if not told(cell)]
    share = 1 - len(wrong) / len(every)
    print(f"{name}: {share:.3f} of {len(every)}")
    assert share >= floor, worst(wrong, every)


@pytest.mark.slow
def test_what_stands_around_a_fact_does_not_change_it(told):
    every = list(contexts())
    wrong = [cell for cell in every if not told(cell)]
    share = 1 - len(wrong) / len(every)
    print(f"contexts: {share:.3f} of {len(every)}")
    assert share >= 0.99, worst(wrong, every)


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES)
def test_the_grid_is_read_right(name, told):
    row = [cell for cell in ALL if cell.frame.startswith(f"{name}:")]
    wrong = [cell for cell in row if not told(cell)]
    share = 1 - len(wrong) / len(row)
    print(f"{name}: {share:.3f} of {len(row)}")
    assert share >= FLOORS[name], worst(wrong, row)
