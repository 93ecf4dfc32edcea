"""Whose gate, which day and whose word a fact has, where another sentence, a heading or a list says so.

The batches of `unseen/discourse` were written one after the other, each before the reader saw it and
rules after it; `kept` is for scoring alone. `-s` prints what is read of each.
"""

import tomllib
from pathlib import Path

import pytest

from yalu.corridors import Atlas, load
from yalu.read import read
from yalu.read.score import Pair, Score, compare
from yalu.read.sentences import paragraphs
from yalu.vocabulary import Claim, Document, Kind, SourceClass, Stance, State, When

BATCHES = Path(__file__).parent / "unseen" / "discourse"
CLASSES = {class_.value for class_ in SourceClass}


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([BATCHES / "corridors"])


def texts(name: str) -> list[tuple[str, list[str], str]]:
    """Each text of a batch, what it tells, and the day on which it came out."""
    table = tomllib.loads((BATCHES / f"{name}.toml").read_text("utf-8"))
    alone = [(text, told, table["published"]) for text, *told in table.get("sentences", ())]
    reports = table.get("report", ())
    return alone + [(one["text"], one["told"], one["published"]) for one in reports]


def label(told: str, atlas: Atlas) -> Claim:
    """ "GATE STATE WINDOW [STANCE] [CLASS]" as the claim that a reader should make."""
    gate, state, window, *rest = told.split()
    return Claim(
        document="text",
        kind=Kind.CHANGE,
        gate=gate,
        mode=atlas.gate(gate).modes[0],
        who="",
        class_=next((SourceClass(word) for word in rest if word in CLASSES), SourceClass.OWN),
        origin="",
        stance=next((Stance(word) for word in rest if word not in CLASSES), Stance.ASSERTS),
        state=State(state),
        when=When.from_edtf(window),
        gist=told,
    )


def reading(text: str, atlas: Atlas, published: str) -> tuple[Claim, ...]:
    return read(Document("text", text, published=published, outlet="The Herald"), atlas)


@pytest.mark.parametrize(
    ("name", "facts", "f1", "dated", "classed"),
    [
        ("sentences", 85, 0.97, 0.97, 14),
        ("first", 46, 0.87, 0.91, 23),
        ("second", 44, 0.69, 0.66, 10),
        ("third", 41, 0.68, 0.87, 9),
        ("fourth", 40, 0.84, 0.93, 3),
        ("fifth", 24, 0.74, 0.75, 0),
        ("kept", 36, 0.73, 0.79, 10),
    ],
)
def test_what_one_sentence_says_of_another_is_read(name, facts, f1, dated, classed, borders):
    total, pairs = Score(), list[Pair]()
    for text, told, published in texts(name):
        found = compare([label(one, borders) for one in told], reading(text, borders, published))
        total += found.score
        pairs += found.found
    known = [pair for pair in pairs if set((pair.gold.gist or "").split()) & CLASSES]
    right = sum(pair.class_ for pair in known)
    print(f"{name}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    print(f"{name}: dated {total.of_found('when'):.3f}, class {right} of {len(known)}")
    assert total.gold == facts
    assert total.f1 >= f1
    assert total.of_found("when") >= dated
    assert right >= classed


def states(text: str, atlas: Atlas, published: str = "2023-05-10") -> list[str]:
    """ "GATE STATE WINDOW STANCE" of every state that is told."""
    return [
        f"{claim.gate} {claim.state} {claim.when.edtf()} {claim.stance}"
        for claim in reading(text, atlas, published)
        if claim.state and claim.when and claim.kind is not Kind.FORECAST
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gate | Status | Remarks\nGarrow | Closed | -\nKell Bridge | Open | queue",
            ["garrow-hale suspended 2023-05-10", "kell-bridge running 2023-05-10"],
        ),
        (
            "Garrow             closed\nKell Bridge        open",
            ["garrow-hale suspended 2023-05-10", "kell-bridge running 2023-05-10"],
        ),
        ("Situation on 8 May\n\nGarrow is closed.", ["garrow-hale suspended 2023-05-08"]),
        ("Kell Bridge\n\nOpen.", ["kell-bridge running 2023-05-10"]),
        (
            "Drivers said that Garrow was closed on Monday. The interior ministry denied this.",
            [
                "garrow-hale suspended 2023-05-08 asserts",
                "garrow-hale suspended 2023-05-08 denies",
            ],
        ),
        (
            "Drivers said that Garrow was closed on Monday. The interior ministry denied them help.",
            ["garrow-hale suspended 2023-05-08 asserts"],
        ),
        (
            "Garrow was to reopen on Monday. That did not happen.",
            ["garrow-hale suspended 2023-05-08"],
        ),
        (
            "Garrow was closed on Monday. So was Kell Bridge.",
            ["garrow-hale suspended 2023-05-08", "kell-bridge suspended 2023-05-08"],
        ),
        (
            "Garrow was closed on Monday. So was the school at Kell Bridge.",
            ["garrow-hale suspended 2023-05-08"],
        ),
        (
            "Kell Bridge spans the Sarn. Garrow is open. The Sarn crossing is closed.",
            ["garrow-hale running 2023-05-10", "kell-bridge suspended 2023-05-10"],
        ),
        (
            "Garrow, Kell Bridge and Loom Pass are crossings. Loom Pass is closed. "
            "The other two are open.",
            [
                "loom-pass suspended 2023-05-10",
                "garrow-hale running 2023-05-10",
                "kell-bridge running 2023-05-10",
            ],
        ),
        ("Garrow and Kell Bridge are crossings. The other two schools are closed.", []),
    ],
)
def test_what_stands_elsewhere_says_whose_state_it_is(text, told, borders):
    found = states(text, borders)
    assert len(found) == len(told)
    assert all(state.startswith(one) for state, one in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("NOTICE OF THE TALVIAN CUSTOMS SERVICE\n\nGarrow is closed.", SourceClass.OFFICIAL),
        ("Garrow is closed.\n\nTalvian Customs Service, press office", SourceClass.OFFICIAL),
        ("Talvian Customs Service under fire\n\nGarrow is closed.", SourceClass.OWN),
    ],
)
def test_a_notice_is_the_word_of_who_issued_it(text, class_, borders):
    (claim,) = reading(text, borders, "2023-05-10")
    assert claim.class_ is class_


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Orrel - open\nKessim - closed", 2),
        ("Orrel | open\nKessim | closed\nVold | open", 3),
        ("1) Orrel (road), which is the largest\n2) Kessim (rail) and its yard", 2),
        ("The gate at Orrel was closed on Tuesday and the\nNorlandish side said nothing of it", 1),
        ("Orrel was closed\non Tuesday", 1),
    ],
)
def test_the_rows_of_a_list_are_apart_and_lines_of_print_are_not(text, count):
    assert len(paragraphs(text)) == count
