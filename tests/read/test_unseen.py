"""New corridor files with names alone, and reports on them that no rule was written on.

The corridors have gates that are called by common words, by accented letters and by several
words; one has no group of gates and no source. `-s` prints what is read of the texts.
"""

from pathlib import Path

import pytest
from told import UNSEEN, reading, states, told_right

from yalu.corridors import Atlas, load

BLIND = Path(__file__).parents[1] / "blind"


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "corridors"])


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated"),
    [("reports", 141, 0.79, 0.84), ("sentences", 85, 0.76, 0.94)],
)
def test_a_corridor_file_with_names_is_enough(name, facts, f1, dated, borders):
    total, _ = told_right(name, borders)
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated


@pytest.mark.parametrize(
    ("name", "corridors", "facts", "f1"),
    [
        ("learned/reports", UNSEEN / "learned" / "corridors", 83, 0.86),
        ("learned/sentences", UNSEEN / "learned" / "corridors", 78, 0.89),
        ("later/reports", UNSEEN / "later" / "corridors", 45, 0.79),
        ("later/blockades", BLIND / "corridors", 54, 0.83),
        ("later/politics", BLIND / "corridors", 36, 0.61),
    ],
)
def test_reports_that_rules_have_been_made_on(name, corridors, facts, f1):
    total, _ = told_right(name, load([corridors]))
    assert total.gold == facts
    assert total.f1 >= f1


def test_reports_never_looked_at():
    """`kept` is for scoring alone: whoever writes rules does not read what it misses."""
    total, _ = told_right("kept/reports", load([UNSEEN / "kept" / "corridors"]))
    assert total.gold == 67
    assert total.f1 >= 0.75


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hope is closed.", ["hope suspended 2022-09-28"]),
        ("The last lorry left Hope for Bresk on Friday.", ["hope suspended 2022-09-23/2022-09-28"]),
        ("Traders hope for an opening of Bush.", []),
        ("It rained. Šumljani: no traffic.", ["sumljani-lek suspended 2022-09-28"]),
        (
            "Velika Zemla: open\nGrey Tunnel: closed",
            ["velika-zemla running 2022-09-28", "sumljani-lek suspended 2022-09-28"],
        ),
        ("Both bridges to Villa Cruz are open.", ["puente-viejo running", "puente-nuevo running"]),
        ("The Kehl tunnel was closed on Tuesday. Zorro lies far from it.", []),
        (
            "The mayor of Villa Cruz said that Puente Nuevo was closed. It is still shut.",
            ["puente-nuevo suspended"],
        ),
    ],
)
def test_whose_gate_it_is(text, told, borders):
    found = states(reading(text, borders))
    assert len(found) == len(told)
    assert all(state.startswith(one) for state, one in zip(found, told, strict=True))
