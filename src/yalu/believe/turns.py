"""Turns: the days on which a belief lets traffic begin or end, and who told of them first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.evidence import Evidence, Form

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

SURE = 0.8
"""Probability from which it is settled on which side a day lies."""
NEWS = 30
"""Days after a turn within which a word about it is news of it; later it is history."""
SLACK = 3
"""Days by which a word may come before the turn believed, whose day is not certain."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Traffic began (`opens`) or ended on a day.

    `told` holds the first word that each origin gave of it while it was news, the first
    known first.
    """

    day: dt.date
    opens: bool
    told: tuple[Evidence, ...]

    def lag(self, word: Evidence) -> int:
        """Days from the turn to a word about it."""
        return word.known - self.day.toordinal()

    def first(self, word: Evidence) -> bool:
        """Whether nobody told it on an earlier day than this word."""
        return word.known == self.told[0].known


def turns(belief: "Belief") -> tuple[Turn, ...]:
    """The turns up to the day by which the belief knows, each between days that are settled.

    Whether anything passes is asked, not how much: `limited` is open. A word counts where it
    names this very service, so that the word about a whole border is nowhere news twice.
    """
    days = list(_switches(belief))
    ends = [day for day, _ in days] + [belief.known_by.toordinal() + 1]
    pieces = sorted(
        (piece for piece in belief.evidence if names(belief, piece) and sees(piece)),
        key=lambda piece: piece.known,
    )
    return tuple(
        Turn(dt.date.fromordinal(day), opens, _told(pieces, day, opens, end))
        for (day, opens), end in zip(days, ends[1:], strict=True)
    )


def names(belief: "Belief", piece: Evidence) -> bool:
    """Whether a piece of evidence names the belief's own service, not a group or all modes."""
    leader = piece.claims[0]
    return leader.gate == belief.service.gate and leader.mode is belief.service.mode


def sees(piece: Evidence) -> bool:
    """Whether somebody who does not speculate speaks of days; idle stock is no such word."""
    return piece.firm and piece.form is not Form.STOOD


def _switches(belief: "Belief") -> Iterator[tuple[int, bool]]:
    """Ordinal and side of each turn: the first day likelier open (shut) after the last sure one."""
    last = min(belief.known_by, belief.last)
    shut = belief.probability[: max((last - belief.first).days + 1, 0), 0].tolist()
    side: bool | None = None
    likelier: int | None = None
    for row, p in enumerate(shut):
        opens = p < 0.5
        if opens is side:
            likelier = None
        elif likelier is None:
            likelier = row
        if p <= 1 - SURE or p >= SURE:
            if side is not None and opens is not side and likelier is not None:
                yield belief.first.toordinal() + likelier, opens
            side, likelier = opens, None


def _told(pieces: list[Evidence], day: int, opens: bool, end: int) -> tuple[Evidence, ...]:
    """The first words about the turn of a day, whose side holds until before `end`."""
    first: dict[str, Evidence] = {}
    for piece in pieces:  # in the order in which they became known
        speaks = piece.first < end and piece.last >= day - SLACK and piece.opens is opens
        if speaks and -SLACK <= piece.known - day <= NEWS:
            first.setdefault(piece.origin, piece)
    return tuple(first.values())
