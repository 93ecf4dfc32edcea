"""Crossings, counts and holds told in many manners, on borders that no rule was written on.

A sentence of `fields/figures` and `fields/figures-later` is labelled before the reader sees it;
those of `fields/figures-kept` are for scoring alone. `-s` prints the scores.
"""

import pytest
from told import UNSEEN, reading, texts

from yalu.corridors import Atlas, load
from yalu.read.score import Score, compare
from yalu.vocabulary import Claim, Kind, SourceClass, Stance, When

KINDS = (Kind.CROSSING, Kind.COUNT, Kind.HOLD)


@pytest.fixture(scope="module")
def borders() -> Atlas:
    return load([UNSEEN / "corridors"])


def figure(told: str, atlas: Atlas) -> Claim:
    """ "KIND GATE NUMBER|STEP WINDOW [NUMBER]" as the claim that a reader should make; "-" is no
    number."""
    kind, gate, what, window, *number = told.split()
    held = Kind(kind) is Kind.HOLD
    numbers = number if held else [what] if what != "-" else []
    return Claim(
        document="text",
        kind=Kind(kind),
        gate=gate,
        mode=atlas.gate(gate).modes[0],
        who="",
        class_=SourceClass.OWN,
        origin="",
        stance=Stance.ASSERTS,
        when=None if window == "none" else When.from_edtf(window),
        number=float(numbers[0]) if numbers else None,
        value={"step": what} if held else {},
        gist=told,
    )


def scores(name: str, atlas: Atlas) -> dict[Kind, Score]:
    """The score of a table of texts by kind."""
    total = dict.fromkeys(KINDS, Score())
    for text, told, published in texts(name):
        gold = [figure(one, atlas) for one in told]
        found = reading(text, atlas, published)
        for kind in KINDS:
            total[kind] += compare(gold, found, {kind}).score
    for kind, one in total.items():
        print(f"{name} {kind}: {one.precision:.3f} {one.recall:.3f} {one.f1:.3f} of {one.gold}")
    return total


@pytest.mark.parametrize(
    ("name", "floors"),
    [
        (
            "fields/figures",
            {Kind.CROSSING: (44, 0.93), Kind.COUNT: (50, 0.77), Kind.HOLD: (26, 0.85)},
        ),
        (
            "fields/figures-later",
            {Kind.CROSSING: (14, 0.69), Kind.COUNT: (20, 0.68), Kind.HOLD: (11, 0.62)},
        ),
        (
            "fields/figures-kept",
            {Kind.CROSSING: (10, 0.84), Kind.COUNT: (11, 0.9), Kind.HOLD: (7, 0.83)},
        ),
    ],
)
def test_figures_are_found_however_they_are_told(name, floors, borders):
    for kind, total in scores(name, borders).items():
        facts, floor = floors[kind]
        assert (total.gold, total.f1 >= floor) == (facts, True), kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "On Monday 18, 27 and 140 lorries entered Bresk through Hope, Bush and Sandy Ford, "
            "respectively.",
            [("hope", 18), ("bush-delight-road", 27), ("sandy-ford", 140)],
        ),
        ("On Monday 140 lorries entered Bresk through Hope.", [("hope", 140)]),
        ("Hope reopened to lorries at seven. Twenty-two had used it by noon.", [("hope", 22)]),
        ("Hope reopened to pupils at seven. Twenty-two had used it by noon.", []),
        ("Throughput at Hope on Monday came to 388 lorries.", [("hope", 388)]),
        ("Throughput at the Hope mill on Monday came to 388 sacks.", []),
        (
            "Hope cleared 190 lorries on Tuesday, compared with 240 last Monday.",
            [("hope", 190), ("hope", 240)],
        ),
        ("Hope cleared 190 lorries on Tuesday, compared with 240 at sea.", [("hope", 190)]),
    ],
)
def test_each_number_that_passed_goes_to_its_gate(text, told, borders):
    found = [claim for claim in reading(text, borders) if claim.kind is Kind.CROSSING]
    assert [(claim.gate, claim.number) for claim in found] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The queue of lorries at Hope grew to 12 kilometres.", [(12, "km queue")]),
        ("The line from Hope to the coast is 12 kilometres long.", []),
        ("The queue at Hope begins five kilometres from the bridge.", []),
        ("There are some 1,800 lorries at Hope.", [(1800, "lorries")]),
        ("There are some 1,800 pupils at Hope.", []),
        ("At Hope 700 lorries wait. At Zorro it was 250.", [(700, "lorries"), (250, "lorries")]),
        ("The toll at Hope was 700 dollars. At Zorro it was 250.", []),
        (
            "Some 700 lorries a day cross at Hope, against 3,500 before the strike.",
            [(700, "lorries/day"), (3500, "lorries/day")],
        ),
        ("Lorries at Hope will be limited to 90 a day.", []),
        ("Losses of hauliers at Hope come to $3 million a day.", []),
    ],
)
def test_what_stands_at_a_gate_is_counted(text, told, borders):
    found = [claim for claim in reading(text, borders) if claim.kind is Kind.COUNT]
    assert [(claim.number, claim.unit) for claim in found] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Forty lorries with textiles were turned back at Hope.", [("staging", 40)]),
        ("A lorry with meat was sent back at Hope.", [("staging", 1)]),
        ("Police turned 80 lorries around before Hope.", [("staging", 80)]),
        ("Lorries at Hope turned a profit last year.", []),
        ("The mayor of Hope was turned back at the door.", []),
        ("Cabs at Hope are fogged.", [("disinfection", None)]),
        ("The streets of Hope were fogged.", []),
    ],
)
def test_a_hold_has_its_step_and_the_number_held(text, told, borders):
    found = [claim for claim in reading(text, borders) if claim.kind is Kind.HOLD]
    assert [(claim.value["step"], claim.number) for claim in found] == told
