"""What a sound belief must say of the reference casebook on thirteen days."""

import datetime as dt
from typing import Any

import pytest

from yalu.believe import Belief, believe
from yalu.believe.gibbs import RECORD
from yalu.corridors import load
from yalu.vocabulary import Claim, Mode, Service, State, day

from .answers import ANSWERS, every_answer


def asked(answer: dict[str, Any], reference: list[Claim], **how: Any) -> Belief:
    return believe(
        reference,
        Service(answer["gate"], Mode(answer["mode"])),
        groups={answer["gate"]: load().groups_of(answer["gate"])},
        known_by=day(answer["known_by"]),
        **how,
    )


def together(found: Belief, answer: dict[str, Any]) -> float:
    """Probability of the states that are right, together."""
    on = day(answer["on"])
    sure = sum(found.on(on)[State(name)] for name in answer["state"])
    print(f"{on}, known {answer['known_by']}: {sure:.2f}")
    return sure


@every_answer
def test_the_answer_holds(answer: dict[str, Any], reference: list[Claim]) -> None:
    found = asked(answer, reference)
    on = day(answer["on"])
    assert together(found, answer) >= 0.5, answer["why"]
    if "since" in answer:
        apart = abs(found.since(on).best - day(answer["since"]))
        assert apart <= dt.timedelta(answer["within_days"])


@pytest.mark.parametrize("how", [{}, pytest.param({"engine": "gibbs"}, marks=pytest.mark.slow)])
def test_twelve_of_the_thirteen_are_sure(how: dict[str, Any], reference: list[Claim]) -> None:
    if how:
        how = {**how, "sweeps": RECORD}
    sure = [together(asked(answer, reference, **how), answer) for answer in ANSWERS]
    assert sum(one >= 0.8 for one in sure) >= 12
