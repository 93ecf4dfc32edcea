"""The reasons of the days of the reference casebook on which it is settled what holds."""

import time
from typing import Any

import pytest

from believe.answers import every_answer
from yalu.believe import Belief, believe
from yalu.corridors import load
from yalu.vocabulary import Claim, Mode, Service, day


def belief(answer: dict[str, Any], claims: list[Claim]) -> Belief:
    return believe(
        claims,
        Service(answer["gate"], Mode(answer["mode"])),
        groups={answer["gate"]: load().groups_of(answer["gate"])},
        known_by=day(answer["known_by"]),
    )


@every_answer
def test_the_reasons_hold_when_the_belief_is_made_again(
    answer: dict[str, Any], reference: list[Claim]
) -> None:
    whole, on = belief(answer, reference), day(answer["on"])
    begun = time.process_time()
    why = whole.reasons(on, [c for c in reference if c.known and c.known <= whole.known_by])
    spent = time.process_time() - begun
    flip = why.flip
    bound = "" if flip.exact else ", a bound"
    print(f"{on}: {len(flip.origins)} of {len(why.effects)} origins{bound}; {spent:.2f} s")
    assert spent < 2
    if flip.becomes is not None:
        rest = [claim for claim in reference if claim.origin not in flip.origins]
        assert belief(answer, rest).state(on) is flip.becomes
    for word in why.words:
        again = belief(answer, [*reference, word.claim]).on(on)
        assert again[why.state] == pytest.approx(word.probability, abs=1e-6)
