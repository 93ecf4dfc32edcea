"""Yalu's own record: what it told, against what turned out."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge
from yalu.desk.cli.render import line_of_json, table
from yalu.desk.cli.truth import truth
from yalu.vocabulary import Published, State

if TYPE_CHECKING:
    from yalu.believe.published import Score

Settle = Callable[[Published], State | None]
AT_ONCE = dt.timedelta(1)
"""What was told this long after the day it is known by was told at the time."""
_HEAD = ("told", "answers", "settled", "right", "Brier", "log score")


def show(env: Environment, known: Knowledge, gold: str | None, as_json: bool) -> ExitStatus:
    """Score what was published by a gold timeline, else by the belief of today.

    What was told when it was current is scored apart from what was asked about the past.
    """
    from yalu.believe.published import score

    answers = known.casebook.published()
    if not answers:
        env.warn(f"nothing was published yet from {known.casebook.where}")
        return ExitStatus.NOTHING
    settle = truth(env.path(gold)) if gold else _by_belief(known, answers)
    at_once = [a for a in answers if a.published.date() <= a.known_by + AT_ONCE]
    looking_back = [a for a in answers if a.published.date() > a.known_by + AT_ONCE]
    parts = (("at the time", at_once), ("looking back", looking_back))
    found: list[tuple[str, int, Score | None]] = []
    for name, told in parts:
        pairs = [(a, state) for a in told if (state := settle(a)) is not None]
        if told:
            found.append((name, len(told), score(pairs)))
    if as_json:
        for part in found:
            _line(env, *part)
    else:
        _tables(env, found)
    return ExitStatus.DONE if any(scored for _, _, scored in found) else ExitStatus.NOTHING


def _by_belief(known: Knowledge, answers: Sequence[Published]) -> Settle:
    """Settles each answer by what is believed now."""
    from yalu.believe.published import settled

    later = {service: known.belief(service) for service in {a.service for a in answers}}
    return lambda answer: settled(answer, later[answer.service])


def _line(env: Environment, name: str, told: int, scored: "Score | None") -> None:
    figures = dataclasses.asdict(scored) if scored else {"n": 0}
    line_of_json(env, {"told": name, "answers": told, "settled": figures.pop("n"), **figures})


def _tables(env: Environment, found: "Sequence[tuple[str, int, Score | None]]") -> None:
    table(env, _HEAD, [_row(*part) for part in found])
    for name, _, scored in found:
        if scored is None:
            continue
        env.say()
        rows = [
            (
                f"{each.low:.0%} to {each.high:.0%}",
                f"{each.told:.2f}",
                f"{each.came} of {each.rate.n}",
                f"{each.rate.low:.2f} to {each.rate.high:.2f}",
            )
            for each in scored.bins
        ]
        table(env, (f"probability told {name}", "mean", "came so", "90 %"), rows)
    if not any(scored for _, _, scored in found):
        env.say("Nothing of it is settled yet.")


def _row(name: str, told: int, scored: "Score | None") -> tuple[str, ...]:
    if scored is None:
        return name, str(told), "0", "", "", ""
    figures = f"{scored.right:.2f}", f"{scored.brier:.3f}", f"{scored.log:.3f}"
    return name, str(told), str(scored.n), *figures
