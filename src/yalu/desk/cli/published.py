"""Yalu's own record: what it told, against what turned out."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge
from yalu.desk.cli.render import line_of_json, table
from yalu.vocabulary import Published, State

if TYPE_CHECKING:
    from yalu.believe.scoring import Bin, Score

AT_ONCE = dt.timedelta(1)
"""What was told this long after the day it is known by was told at the time."""
Settle = Callable[[Published], State | None]
_HEAD = ("told", "answers", "settled", "right", "Brier", "log", "> .99", "wrong")


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """Answers told in one way, and their score once any of them is settled."""

    name: str
    answers: int
    scored: "tuple[Score, tuple[Bin, ...]] | None"


def show(env: Environment, known: Knowledge, gold: str | None, as_json: bool) -> ExitStatus:
    """Score what was published by a timeline of people, else by the belief of today.

    What was told when it was current is scored apart from what was asked about the past.
    """
    answers = known.casebook.published()
    if not answers:
        env.warn(f"nothing was published yet from {known.casebook.where}")
        return ExitStatus.NOTHING
    settle = _by_people(env, known, gold) if gold else _by_belief(known, answers)
    parts = list(_parts(answers, settle))
    if as_json:
        for part in parts:
            _line(env, part)
    else:
        _tables(env, parts)
    return ExitStatus.DONE if any(part.scored for part in parts) else ExitStatus.NOTHING


def _by_people(env: Environment, known: Knowledge, name: str) -> Settle:
    """Settles each answer by a timeline. Raises GoldError."""
    from yalu.believe.published import held
    from yalu.desk.cli.score import gold

    truths = {truth.service: truth for truth in gold(env, name, known.atlas)}
    return lambda answer: held(answer, truths[answer.service]) if answer.service in truths else None


def _by_belief(known: Knowledge, answers: Sequence[Published]) -> Settle:
    """Settles each answer by what is believed now."""
    from yalu.believe.published import settled

    later = {service: known.belief(service) for service in {a.service for a in answers}}
    return lambda answer: settled(answer, later[answer.service])


def _parts(answers: Sequence[Published], settle: Settle) -> Iterator[Part]:
    from yalu.believe.published import scored

    soon = [a.published.date() <= a.known_by + AT_ONCE for a in answers]
    for name, at_once in (("at the time", True), ("looking back", False)):
        told = [a for a, known in zip(answers, soon, strict=True) if known is at_once]
        pairs = [(a, state) for a in told if (state := settle(a)) is not None]
        if told:
            yield Part(name, len(told), scored(pairs))


def _line(env: Environment, part: Part) -> None:
    """A way of telling as scripts read it."""
    line = {"told": part.name, "answers": part.answers, "settled": 0}
    if part.scored:
        score, curve = part.scored
        figures = dataclasses.asdict(score)
        line |= {"settled": figures.pop("days")} | figures
        del line["silent"]  # an answer is never silent
        line["calibration"] = [dataclasses.asdict(one) for one in curve]
    line_of_json(env, line)


def _tables(env: Environment, parts: Sequence[Part]) -> None:
    table(env, _HEAD, [_row(part) for part in parts])
    for part in parts:
        if part.scored:
            env.say()
            head = (f"probability told {part.name}", "mean", "came true", "90 %")
            table(env, head, [_bin(one) for one in part.scored[1]])
    if not any(part.scored for part in parts):
        env.say("Nothing of it is settled yet.")


def _row(part: Part) -> tuple[str, ...]:
    if part.scored is None:
        return part.name, str(part.answers), "0", "", "", "", "", ""
    score, _ = part.scored
    means = (score.accuracy, score.brier, score.log, score.sure, score.sure_wrong)
    return part.name, str(part.answers), str(score.days), *(f"{mean:.3f}" for mean in means)


def _bin(one: "Bin") -> tuple[str, ...]:
    """A bin with the interval of the rate, from a flat prior: there are often few in it."""
    from yalu.believe.beta import rate

    came = round(one.true * one.count)
    law = rate(0.5, 2.0, came, one.count - came, one.count)
    return (
        f"{one.low:.1f} to {one.high:.1f}",
        f"{one.said:.3f}",
        f"{came} of {one.count}",
        f"{law.low:.2f} to {law.high:.2f}",
    )
