"""New corridor files with names alone, and reports on them that no rule was written on.

The corridors have gates that are called by common words, by accented letters and by several
words; one has no group of gates and no source. `-s` prints what is read of the texts.
"""

import tomllib
from pathlib import Path

import pytest

from yalu.corridors import Atlas, load
from yalu.read import read
from yalu.read.score import Score, compare
from yalu.vocabulary import Claim, Document, Kind, SourceClass, Stance, State, When

UNSEEN = Path(__file__).parent / "unseen"
BLIND = Path(__file__).parents[1] / "blind"
WEDNESDAY = "2022-09-28"


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "corridors"])


def texts(name: str) -> list[tuple[str, list[str], str]]:
    """Each text of a table, what it tells, and the day on which it came out."""
    table = tomllib.loads((UNSEEN / name).read_text("utf-8"))
    day = table.get("published", WEDNESDAY)
    alone = [(text, told, day) for text, *told in table.get("sentences", ())]
    reports = table.get("report", ())
    return alone + [(one["text"], one["told"], one.get("published", WEDNESDAY)) for one in reports]


def label(told: str, atlas: Atlas) -> Claim:
    """ "GATE STATE WINDOW [STANCE]" as the claim that a reader should make."""
    gate, state, window, *stance = told.split()
    return Claim(
        document="text",
        kind=Kind.CHANGE,
        gate=gate,
        mode=atlas.gate(gate).modes[0],
        who="",
        class_=SourceClass.OWN,
        origin="",
        stance=Stance(*stance) if stance else Stance.ASSERTS,
        state=State(state),
        when=When.from_edtf(window),
        gist=told,
    )


def reading(text: str, atlas: Atlas, published: str = WEDNESDAY) -> tuple[Claim, ...]:
    return read(Document("text", text, published=published, outlet="The Herald"), atlas)


def told_right(name: str, atlas: Atlas) -> Score:
    """The score of a table of texts."""
    total = Score()
    for text, told, published in texts(name):
        gold = [label(one, atlas) for one in told]
        total += compare(gold, reading(text, atlas, published)).score
    print(f"{name}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    print(f"{name}: dated {total.of_found('when'):.3f}")
    return total


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated"),
    [("reports.toml", 141, 0.77, 0.82), ("sentences.toml", 85, 0.71, 0.93)],
)
def test_a_corridor_file_with_names_is_enough(name, facts, f1, dated, borders):
    total = told_right(name, borders)
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated


@pytest.mark.parametrize(
    ("name", "corridors", "facts", "f1"),
    [
        ("learned/reports.toml", UNSEEN / "learned" / "corridors", 83, 0.84),
        ("learned/sentences.toml", UNSEEN / "learned" / "corridors", 78, 0.87),
        ("later/reports.toml", UNSEEN / "later" / "corridors", 45, 0.78),
        ("later/blockades.toml", BLIND / "corridors", 54, 0.79),
        ("later/politics.toml", BLIND / "corridors", 36, 0.61),
    ],
)
def test_reports_that_rules_have_been_made_on(name, corridors, facts, f1):
    total = told_right(name, load([corridors]))
    assert total.gold == facts
    assert total.f1 >= f1


def test_reports_never_looked_at():
    """`kept` is for scoring alone: whoever writes rules does not read what it misses."""
    total = told_right("kept/reports.toml", load([UNSEEN / "kept" / "corridors"]))
    assert total.gold == 67
    assert total.f1 >= 0.73


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
    found = reading(text, borders)
    states = [
        f"{claim.gate} {claim.state} {claim.when.edtf()}"
        for claim in found
        if claim.state and claim.when and claim.kind is not Kind.FORECAST
    ]
    assert len(states) == len(told)
    assert all(state.startswith(one) for state, one in zip(states, told, strict=True))
