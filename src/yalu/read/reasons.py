"""Reasons: the steps of a state claim, and what the text has told by it."""

from yalu.read.attach import Dated
from yalu.read.marks import Mark, Sentence
from yalu.read.places import Focus, Place
from yalu.read.scope import Scope
from yalu.vocabulary import State, Step


def because(
    sentence: Sentence, trigger: Mark, governed: Scope, dated: Dated | None, place: Place
) -> tuple[Step, ...]:
    def step(slot: str, mark: Mark) -> Step:
        tokens = sentence.tokens
        return Step(slot, mark.rule.id, tokens.starts[mark.first], tokens.ends[mark.last - 1])

    steps = [step("state", trigger), place.because]
    steps += [
        step(slot, mark)
        for slot, names in (
            (
                "stance",
                (
                    "negated",
                    "denied",
                    "zero",
                    "decided",
                    "future",
                    "may",
                    "hope",
                    "condition",
                    "unclear",
                ),
            ),
            ("scope", ("only", "again", "still")),
        )
        for name in names
        if (mark := getattr(governed, name)) is not None
    ]
    if dated:
        steps.append(dated.because)
    return tuple(steps)


def tell(focus: Focus, state: State, places: list[Place]) -> None:
    """Remember of which gates the text has told a state, and which it has shut."""
    focus.state, focus.closed, focus.told = state, state is State.SUSPENDED, tuple(places)
    if focus.closed:
        focus.shut = focus.told
