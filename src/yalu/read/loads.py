"""Loads: what a train is made of, what it carries, and what nobody could find out of it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from yalu.corridors import Atlas
from yalu.read.clauses import Clause
from yalu.read.finding import Finding
from yalu.read.focus import Focus
from yalu.read.marks import Sentence
from yalu.read.quantities import Quantity, numbers, plain, quantities, units
from yalu.read.whose import step, whose, window, words
from yalu.vocabulary import Kind, Stance, Step

_PARTS = {"cars": "freight_cars"}
"""What a unit is called in `value`, where it is not its own name."""
RANK = (
    *("animals", "coffins", "cars", "containers", "consignments", "trucks", "vehicles", "trains"),
    *("locomotives", "ships"),
)
"""What the number of a claim counts, first the finest: a train of 15 cars is 15 cars."""


def load(
    sentence: Sentence, amounts: list[Quantity], train: bool
) -> tuple[dict[str, Any], Quantity | None]:
    """What passed, and the amount that counts it: parts of a train, laden or empty."""
    value: dict[str, Any] = {}
    for quantity in amounts:
        name = _PARTS.get(quantity.unit.unit, quantity.unit.unit)
        if name in value or quantity.unit.unit in ("tonnes", "workers"):
            continue
        value[name] = plain(quantity.number.low)
        value |= quantity.number.extra
    if train:
        value.setdefault("trains", 1)
    ranked = sorted(
        (q for q in amounts if q.unit.unit in RANK), key=lambda q: RANK.index(q.unit.unit)
    )
    main = ranked[0] if ranked else None
    full = [mark.rule.at["is"] for mark in sentence.of("laden")]
    if not full and any(_filled(sentence, quantity) for quantity in amounts):
        full = ["loaded"]
    if main and main.unit.laden:
        full.insert(0, main.unit.laden)
    if full:
        value["laden"] = full[0]
    return value, main


def laden(sentence: Sentence, quantity: Quantity) -> bool:
    """ "32 wagons of sulphur": the amount is that of a load, not of a train."""
    last = quantity.last
    return sentence.has("filled", last, last + 1) and not any(
        number.first == last + 1 for number in numbers(sentence)
    )


def _filled(sentence: Sentence, quantity: Quantity) -> bool:
    """ "160 wagons of cement"."""
    last = quantity.last
    return sentence.has("filled", last, last + 1) and any(
        good.first == last + 1 for good in sentence.of("good", last)
    )


def consists(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What a train that was spoken of is made of: "one locomotive and 18 wagons"."""
    last = focus.crossing
    if last is None or last.value.get("trains") != 1 or not _composed(sentence):
        return
    amounts = [q for q in quantities(sentence, focus.unit, True) if q.unit.unit != "trains"]
    value, main = load(sentence, amounts, True)
    if main is None or main.number.low < 2 or laden(sentence, main):
        return
    because = (
        words("value", "crossing.consist", sentence, 0, len(sentence.tokens)),
        words("number", f"number.{main.unit.unit}", sentence, main.first, main.last),
        Step("gate", "gate.recency"),
        Step("when", "when.recency"),
        *_way(last),
    )
    trigger = main.noun or last.trigger
    yield Finding(
        Kind.CROSSING,
        last.place,
        Clause(0, len(sentence.tokens)),
        trigger,
        because,
        last.stance,
        when=last.when,
        explicit=last.explicit,
        direction=last.direction,
        number=plain(main.number.low),
        unit=main.unit.told,
        value={**last.value, **value},
        completes=last,
    )


def _composed(sentence: Sentence) -> bool:
    """Whether the sentence tells what "it", or a train, is made of."""
    tokens = len(sentence.tokens)
    if not sentence.has("composed", 0, tokens):
        return False
    trains = any(mark.rule.get("unit") == "trains" for mark in sentence.of("noun"))
    return trains or sentence.has("consist_subject", 0, 2)


def doubts(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What could not be found out about a load: "whether it was full is not known"."""
    laden = sentence.of("laden")
    asks = bool(laden) and sentence.has("question", len(sentence.tokens) - 1, len(sentence.tokens))
    asked, focus.asked = focus.asked, asks
    marks = sentence.of("doubt")
    if not marks or not (laden or asked) or not (focus.crossing or _vehicle(sentence)):
        return
    last = focus.crossing
    around = Clause(0, len(sentence.tokens))
    places = [last.place] if last else whose(sentence, around, 0, around.last, focus, atlas)
    steps = (step("stance", sentence, marks[0]), step("value", sentence, (laden or marks)[0]))
    for place in places[:1]:
        yield Finding(
            Kind.CROSSING,
            place,
            around,
            marks[0],
            (*steps, place.because, *(_way(last) if last else ())),
            Stance.UNCONFIRMED,
            when=last.when if last else window(None, anchor, day),
            explicit=last.explicit if last else False,
            direction=last.direction if last else None,
            value={"laden": "unknown"},
        )


def _way(last: Finding) -> tuple[Step, ...]:
    return (Step("direction", "direction.recency"),) if last.direction else ()


def _vehicle(sentence: Sentence) -> bool:
    return any(unit.unit in RANK for _, unit in units(sentence))
