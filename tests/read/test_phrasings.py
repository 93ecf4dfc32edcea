"""How people say that freight runs, runs in part or does not: a table, and how much of it is read."""

import tomllib
from pathlib import Path

import pytest

from yalu.read.limits import PEOPLE
from yalu.vocabulary import Claim, Kind, Stance, State

TABLE = tomllib.loads((Path(__file__).parent / "phrasings.toml").read_text("utf-8"))


def told(claims: tuple[Claim, ...]) -> set[State | None]:
    """The states of freight on the last day that a sentence tells of."""
    found = [
        claim
        for claim in claims
        if claim.kind in (Kind.CHANGE, Kind.SERVICE)
        and claim.stance is Stance.ASSERTS
        and claim.scope not in PEOPLE
    ]
    ends = [claim.when.latest for claim in found if claim.when and claim.when.latest]
    last = max(ends, default=None)
    return {claim.state for claim in found if claim.when and claim.when.latest == last}


@pytest.mark.parametrize(
    ("state", "floor"), [("running", 0.92), ("suspended", 0.92), ("limited", 0.85), ("none", 0.95)]
)
def test_plain_words_tell_their_state(state, floor, reading):
    texts = TABLE[state]["texts"]
    wanted = set() if state == "none" else {State(state)}
    wrong = [text for text in texts if told(reading(text)) != wanted]
    print(f"{state}: {1 - len(wrong) / len(texts):.2f} of {len(texts)}")
    assert len(wrong) <= (1 - floor) * len(texts), "\n".join(wrong)
