"""Crossings: single trains and vehicles that passed, which way, how long, with what."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from yalu.corridors import Atlas
from yalu.read.attach import attach
from yalu.read.clauses import Clause, clause
from yalu.read.finding import Finding
from yalu.read.marks import Mark, Sentence
from yalu.read.places import Focus, choose
from yalu.read.quantities import quantities
from yalu.read.scope import scope
from yalu.vocabulary import Grain, Kind, Stance, Step, When

_PARTS = {
    "locomotives": "locomotives",
    "passenger_cars": "passenger_cars",
    "cars": "freight_cars",
    "containers": "containers",
    "trucks": "trucks",
    "vehicles": "vehicles",
}


_NEAR = 6
"""Words between a verb of arrival and the place it names."""


def crossings(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """The crossings that one sentence tells as done."""
    for passing in sentence.of("pass"):
        if not passing.rule.get("crossing"):
            continue
        around = clause(sentence, passing)
        governed = scope(sentence, around, passing)
        if not governed.factual or governed.negated or governed.zero or governed.elsewhere:
            continue
        subject = _subject(sentence, around, passing)
        if subject is None:
            continue
        for place in choose(sentence, around, passing.first, focus, atlas):
            dated = attach(sentence, around, passing, governed, anchor, day)
            when = dated.when if dated else (When(anchor, anchor, Grain.DAY) if anchor else None)
            value, number, unit = _load(sentence, around, subject)
            tokens = sentence.tokens
            steps = (
                Step(
                    "kind",
                    passing.rule.id,
                    tokens.starts[passing.first],
                    tokens.ends[passing.last - 1],
                ),
                Step(
                    "value",
                    subject.rule.id,
                    tokens.starts[subject.first],
                    tokens.ends[subject.last - 1],
                ),
                place.because,
            )
            yield Finding(
                Kind.CROSSING,
                place,
                around,
                passing,
                (*steps, dated.because) if dated else steps,
                Stance.SPECULATES if governed.may else Stance.ASSERTS,
                when=when,
                explicit=dated is not None,
                direction=_direction(sentence, around, passing, place.gate, atlas),
                number=number,
                unit=unit,
                value=value,
            )
            break


def consists(
    sentence: Sentence, focus: Focus, anchor: dt.date | None, day: dt.date | None, atlas: Atlas
) -> Iterator[Finding]:
    """What a train that was spoken of is made of: "one locomotive and 18 wagons"."""
    trains = [mark for mark in sentence.of("noun") if mark.rule.get("unit") == "trains"]
    if not trains or focus.crossing is None:
        return
    parts = {
        _PARTS[found.unit]: int(found.number.low)
        for found in quantities(sentence)
        if found.unit in _PARTS
    }
    last = focus.crossing
    if len(parts) < 2 or last.value.get("trains") != 1:
        return
    if not sentence.has("composed", trains[0].last, len(sentence.tokens)):
        return
    tokens, train = sentence.tokens, trains[0]
    cars = parts.get("freight_cars")
    yield Finding(
        Kind.CROSSING,
        last.place,
        Clause(0, len(tokens)),
        train,
        (
            Step("value", train.rule.id, tokens.starts[train.first], tokens.ends[train.last - 1]),
            Step("gate", "gate.recency"),
            Step("when", "when.recency"),
        ),
        last.stance,
        when=last.when,
        explicit=last.explicit,
        direction=last.direction,
        number=float(cars) if cars else None,
        unit="cars" if cars else None,
        value={"trains": 1, **parts},
    )


def _subject(sentence: Sentence, around: Clause, passing: Mark) -> Mark | None:
    """The train or vehicle that moves: definite, single or counted."""
    first = 0 if around.opened == "relative" else around.first
    subjects = [
        mark
        for mark in sentence.of("noun", first, passing.first)
        if mark.rule.get("is") in ("traffic", "vehicle") and mark.rule.get("unit")
    ]
    for mark in reversed(subjects):
        counted = any(q.mark.first == mark.first for q in quantities(sentence))
        if counted or (
            sentence.has("article", mark.first - 5, mark.first) and _single(sentence, mark)
        ):
            return mark
    return None


def _single(sentence: Sentence, mark: Mark) -> bool:
    return not sentence.tokens.words[mark.last - 1].endswith("s")


def _load(
    sentence: Sentence, around: Clause, subject: Mark
) -> tuple[dict[str, Any], float | None, str | None]:
    """What passed: parts of the train, laden or empty, time of day."""
    value: dict[str, Any] = {}
    number: float | None = None
    unit: str | None = None
    for quantity in quantities(sentence):
        part = _PARTS.get(quantity.unit)
        if part is None or part in value:
            continue
        value[part] = int(quantity.number.low)
        if quantity.number.bound:
            value["qualifier"] = quantity.number.bound
        number, unit = quantity.number.low, quantity.unit
    if subject.rule.get("unit") == "trains":
        value.setdefault("trains", 1)
        if number is None:
            number, unit = 1.0, "trains"
    laden = sentence.of("laden", around.first, around.last) or sentence.of("laden")
    if laden:
        value["laden"] = laden[0].rule.at["is"]
    clocks = [expr.clock for expr in sentence.times if expr.clock]
    if clocks:
        value["time"] = clocks[0].iso()
    return value, number, unit


def _direction(
    sentence: Sentence, around: Clause, passing: Mark, gate: str, atlas: Atlas
) -> str | None:
    """`CN>KP` from "into Dandong" or "out of the North"."""
    countries = atlas.gate(gate).countries
    if len(countries) != 2:
        return None
    target = source = None
    for name in sentence.names:
        codes = {entry.country for entry in name.entries if entry.kind in ("side", "country")}
        here = [code for code in countries if code in codes]
        if not here or not around.first <= name.first < around.last:
            continue
        start = name.first - 3
        arrives = passing.rule.get("direction") == "to" and name.first - passing.last <= _NEAR
        if name.first >= passing.last and (arrives or sentence.has("toward", start, name.first)):
            target = target or here[0]
        elif sentence.has("away", start, name.first):
            source = source or here[0]
    other = {countries[0]: countries[1], countries[1]: countries[0]}
    if target:
        return f"{other[target]}>{target}"
    return f"{source}>{other[source]}" if source else None
