"""Tables of texts with what they tell, "GATE STATE WINDOW [STANCE] [CLASS]" a fact, as labels."""

import tomllib
from pathlib import Path

from yalu.corridors import Atlas
from yalu.read import read
from yalu.read.score import Pair, Score, compare
from yalu.vocabulary import Claim, Document, Kind, SourceClass, Stance, State, When

UNSEEN = Path(__file__).parent / "unseen"
WEDNESDAY = "2022-09-28"
_CLASSES = {class_.value for class_ in SourceClass}


def texts(name: str) -> list[tuple[str, list[str], str]]:
    """Each text of the table `unseen/NAME.toml`, what it tells, and the day on which it came out."""
    table = tomllib.loads((UNSEEN / f"{name}.toml").read_text("utf-8"))
    day = table.get("published", WEDNESDAY)
    alone = [(text, told, day) for text, *told in table.get("sentences", ())]
    reports = table.get("report", ())
    return alone + [(one["text"], one["told"], one.get("published", day)) for one in reports]


def label(told: str, atlas: Atlas) -> Claim:
    """The claim that a reader should make of one fact."""
    gate, state, window, *rest = told.split()
    return Claim(
        document="text",
        kind=Kind.CHANGE,
        gate=gate,
        mode=atlas.gate(gate).modes[0],
        who="",
        class_=next((SourceClass(word) for word in rest if word in _CLASSES), SourceClass.OWN),
        origin="",
        stance=next((Stance(word) for word in rest if word not in _CLASSES), Stance.ASSERTS),
        state=State(state),
        when=When.from_edtf(window),
        gist=told,
    )


def reading(text: str, atlas: Atlas, published: str = WEDNESDAY) -> tuple[Claim, ...]:
    """The claims of a text that The Herald brought out on a day."""
    return read(Document("text", text, published=published, outlet="The Herald"), atlas)


def states(claims: tuple[Claim, ...]) -> list[str]:
    """ "GATE STATE WINDOW STANCE" of every state that is told, none of days to come."""
    return [
        f"{claim.gate} {claim.state} {claim.when.edtf()} {claim.stance}"
        for claim in claims
        if claim.state and claim.when and claim.kind is not Kind.FORECAST
    ]


def told_right(name: str, atlas: Atlas) -> tuple[Score, list[Pair]]:
    """The score of a table, printed, and its pairs of a label and what was read for it."""
    total, pairs = Score(), list[Pair]()
    for text, told, published in texts(name):
        found = compare([label(one, atlas) for one in told], reading(text, atlas, published))
        total += found.score
        pairs += found.found
    print(f"{name}: {total.precision:.3f} {total.recall:.3f} {total.f1:.3f} of {total.gold}")
    print(f"{name}: dated {total.of_found('when'):.3f}")
    return total, pairs


def classed(pairs: list[Pair]) -> tuple[int, int]:
    """How many of the pairs whose label names a class have it right, and how many there are."""
    known = [pair for pair in pairs if set((pair.gold.gist or "").split()) & _CLASSES]
    return sum(pair.class_ for pair in known), len(known)
