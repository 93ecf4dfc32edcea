"""Who says so: who vouches, who first knew it, and who passed it on."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yalu.corridors import Atlas, load
from yalu.read import read
from yalu.read.speakers import slug
from yalu.vocabulary import Claim, Document

CASES = tomllib.loads((Path(__file__).parent / "sayings.toml").read_text("utf-8"))["case"]
SPEAKERS = ("customs", "hauliers", "residents", "analysts", "the Sudria Wire", "Aren Vold")
FRAMES = (
    "{who} said that {what}.",
    "{what}, {who} said.",
    "{what}, according to {who}.",
    "According to {who}, {what}.",
    "{what}, {who} said on Wednesday.",
)
WHAT = ("the gate at Orrel was closed on Tuesday", "freight at Orrel was suspended on Tuesday")
WORDS = (
    *("customs", "hauliers", "the mayor", "a source", "he", "they", "the Sudria Wire", "Aren Vold"),
    *("said", "says", "told", "reported", "according to", "citing", "denied", "that", "on Monday"),
    *(
        "the gate at Orrel",
        "freight at Orrel",
        "was closed",
        "reopened",
        "will resume",
        "no trucks",
    ),
    *(".", ",", ";", ":", '"', "\n\n", "and", "but", "by", "the agency", "was reported"),
)


@cache
def nowhere() -> Atlas:
    return load([Path(__file__).parent / "invented.toml"])


def claims(text: str, outlet: str = "The Orrel Post") -> tuple[Claim, ...]:
    return read(Document("text", text, published="2024-03-14", outlet=outlet), nowhere())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_who_vouches(case: dict[str, Any]):
    found = claims(case["text"], case.get("outlet", "The Orrel Post"))
    assert found, "no claim at all"
    claim = found[case.get("claim", 0)]
    got = {
        "who": claim.who,
        "class": claim.class_.value,
        "origin": claim.origin,
        "chain": claim.value.get("chain"),
    }
    assert {slot: got[slot] for slot in got if slot in case} == {
        slot: case[slot] for slot in got if slot in case
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_claim_says_why_it_is_whose(case: dict[str, Any]):
    for claim in claims(case["text"], case.get("outlet", "The Orrel Post")):
        slots = [step.slot for step in claim.because]
        assert [slots.count(slot) for slot in ("who", "class", "origin")] == [1, 1, 1]
        for step in claim.because:
            assert step.start is None or 0 <= step.start < step.end <= len(case["text"])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SPEAKERS), st.sampled_from(FRAMES), st.sampled_from(WHAT))
def test_the_frame_does_not_change_who_says_it(who: str, frame: str, what: str) -> None:
    plain = claims(f"{what}, {who} said.")[0]
    framed = claims(frame.format(who=who, what=what))[0]
    assert (framed.who.lower(), framed.class_, framed.origin) == (
        plain.who.lower(),
        plain.class_,
        plain.origin,
    )


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SPEAKERS), st.sampled_from(SPEAKERS))
def test_two_sides_keep_their_own_words(one: str, other: str) -> None:
    text = (
        f"Freight at Orrel was suspended on Tuesday, {one} said; "
        f"the port of Dorvik was closed on Monday, according to {other}."
    )
    found = {claim.gate: claim for claim in claims(text)}
    assert slug(found["orrel-kessim"].who) in slug(one)
    assert slug(found["dorvik"].who) in slug(other)


@settings(max_examples=200, deadline=None)
@example(["customs", "said", "the gate at Orrel", "was closed", "."])
@example(["the gate at Orrel", "was closed", ",", "he", "said", ".", "the mayor"])
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_have_a_speaker_or_no_claim(words: list[str]) -> None:
    for claim in claims(" ".join(words)):
        assert claim.who
        assert claim.origin
        assert claim.value.get("chain", [claim.who])[0] == claim.who


def test_the_words_of_that_test_give_claims() -> None:
    assert claims("customs said the gate at Orrel was closed .")
