"""Coverage: where somebody looked, and where the belief is the prior's guess."""

import calendar
import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.evidence import Evidence
from yalu.believe.turns import sees
from yalu.vocabulary import Service

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from yalu.believe.belief import Belief

REACH = 150
"""Days: evidence farther off hardly moves a day (notes on fusing claims, section 3.4)."""
SOON = 30
"""Days after a month within which a word about it was still said at that time."""
_CERTAIN = 1e-12


@dataclass(frozen=True, slots=True)
class Month:
    """How a month of a service was looked at.

    `origins` speak of days in it, `at_the_time` of them by 30 days after its end; who only
    speculates is not counted. `last_sighting` is the last day up to its end that any of them
    ever spoke of. `prior_share` in [0, 1] is that of the answer for its middle day: see
    `prior_share`.
    """

    service: Service
    first: dt.date
    origins: int
    at_the_time: int
    last_sighting: dt.date | None
    prior_share: float


def coverage(
    belief: "Belief", first: dt.date | None = None, last: dt.date | None = None
) -> tuple[Month, ...]:
    """The months that have a day from `first` to `last`, by default those of the belief.

    None lies after the day by which the belief knows, and none before its first day.
    """
    start = max(first or belief.first, belief.first)
    end = min(last or belief.known_by, belief.known_by, belief.last)
    shares = _Shares(belief)
    pieces = [piece for piece in belief.evidence if piece.firm]
    found = []
    for begin, finish in _months(start, end):
        middle = begin + (finish - begin) // 2
        told = [p for p in pieces if p.first <= finish.toordinal() and p.last >= begin.toordinal()]
        soon = [p for p in told if p.known <= finish.toordinal() + SOON]
        found.append(
            Month(
                belief.service,
                begin,
                len({piece.origin for piece in told}),
                len({piece.origin for piece in soon}),
                _sighting(pieces, min(finish, belief.known_by)),
                shares.on(min(max(middle, belief.first), end)),
            )
        )
    return tuple(found)


def prior_share(posterior: "NDArray[np.float64]", prior: "NDArray[np.float64]") -> float:
    """How much of an answer is its prior, in [0, 1]; both of shape (3,), summing to 1.

    Of the odds of the likeliest state of the posterior and those that the prior gives it, the
    smaller over the larger: exp(-d), d being what the words near by add to its log-odds or take
    away, in nats as in `Belief.why`. So 1 where they change nothing, and 0 where they settle it.
    """
    state = int(posterior.argmax())
    return math.exp(-abs(_log_odds(posterior[state]) - _log_odds(prior[state])))


class _Shares:
    """The prior share of days of one belief, smoothing once for each set of evidence left out.

    With and without are smoothed alike, whichever engine made the belief: else their
    difference would be told as that of the words.
    """

    def __init__(self, belief: "Belief") -> None:
        self._belief = belief
        self._posts: dict[tuple[bool, ...], NDArray[np.float64]] = {}

    def on(self, day: dt.date) -> float:
        """The prior being what is believed without any evidence within `REACH` days of the day."""
        now = day.toordinal()
        far = tuple(not _near(piece, now) for piece in self._belief.evidence)
        row = now - self._belief.frame.first
        whole = self._smoothed((True,) * len(far))
        return prior_share(whole[row], self._smoothed(far)[row])

    def _smoothed(self, kept: tuple[bool, ...]) -> "NDArray[np.float64]":
        from yalu.believe.chain import smooth

        if kept not in self._posts:
            belief = self._belief
            rest = [piece for piece, keep in zip(belief.evidence, kept, strict=True) if keep]
            self._posts[kept] = smooth(rest, belief.model, belief.frame).post
        return self._posts[kept]


def _log_odds(probability: float) -> float:
    p = min(max(float(probability), _CERTAIN), 1 - _CERTAIN)
    return math.log(p / (1 - p))


def _near(piece: Evidence, day: int) -> bool:
    return piece.first - REACH <= day <= piece.last + REACH


def _sighting(pieces: list[Evidence], end: dt.date) -> dt.date | None:
    last = end.toordinal()
    days = [min(piece.last, last) for piece in pieces if piece.first <= last and sees(piece)]
    return dt.date.fromordinal(max(days)) if days else None


def _months(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of every calendar month from that of `first` to that of `last`."""
    begin = first.replace(day=1)
    while begin <= last:
        finish = begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
        yield begin, finish
        begin = finish + dt.timedelta(1)
