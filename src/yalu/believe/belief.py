"""Belief: what is thought of a service on every day, given what was said."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from yalu.believe.evidence import Evidence, Form, evidence_of, spoken_of
from yalu.believe.model import STATES, Model
from yalu.believe.why import Counted, Effect, Reasons, Trials, effects, reasons
from yalu.vocabulary import Claim, DateError, Service, State, YaluError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from yalu.believe.ahead import Switch
    from yalu.believe.chain import Frame, Smoothed
    from yalu.believe.gibbs import Drawn, Sweeps
    from yalu.believe.reweight import Reweighted

EM, GIBBS, REWEIGHT = "em", "gibbs", "reweight"
ENGINES = (EM, GIBBS)
"""Engines that `believe` runs from claims alone: for screens, and for the record."""

_TAIL = 0.05
_LEAD = 60  # days before the first word, so that what it says began then has a day before


@dataclass(frozen=True, slots=True)
class Since:
    """The day from which the present state holds: the likeliest, and a 90 % interval."""

    best: dt.date
    earliest: dt.date
    latest: dt.date


@dataclass(frozen=True)
class Belief:
    """The belief about one service, as known by a day. Immutable; made by `believe`.

    `probability` is float64 of shape (T, 3), read-only: a row for each day from `first`,
    columns suspended, limited, running, each row summing to 1. Rows after `known_by` are
    the prior's own evolution. `evidence` is what was used; `chain` and `frame` are what
    made it, whose days may reach beyond those asked for. `engine` says which of the three
    made its numbers, `made` with which seed and how many sweeps.
    """

    service: Service
    known_by: dt.date
    first: dt.date
    last: dt.date
    model: Model
    evidence: tuple[Evidence, ...] = field(repr=False)
    chain: "Smoothed | Drawn | Reweighted" = field(repr=False)
    frame: "Frame" = field(repr=False)
    engine: str = EM
    made: str = ""

    @cached_property
    def probability(self) -> "NDArray[np.float64]":
        """Probability of each state, (T, 3), read-only: see above."""
        start = self.first.toordinal() - self.frame.first
        found = self.chain.post[start : start + self.days]
        found.flags.writeable = False
        return found

    @property
    def days(self) -> int:
        """Number of days T."""
        return (self.last - self.first).days + 1

    def on(self, day: dt.date) -> Mapping[State, float]:
        """Probability of each state on a day. Raises DateError outside `first`..`last`."""
        row = self.chain.at(self._row(day))
        return {state: float(p) for state, p in zip(STATES, row, strict=True)}

    def state(self, day: dt.date) -> State:
        """The most likely state on a day; of equals, the one in which less passes."""
        return STATES[int(self.chain.at(self._row(day)).argmax())]

    def since(self, day: dt.date) -> Since:
        """Since when the state of `day` holds, by the posterior of its run's first day.

        `best` is the mode; the interval holds 90 % of the posterior, 5 % on either side,
        and is stretched to `best` where that is a peak in a tail.
        A run that may be older than all evidence begins 60 days before its first day.
        """
        row = self._row(day)
        starts = self.chain.starts(row, int(self.chain.at(row).argmax()))
        total = starts.cumsum()
        best = int(starts.argmax())
        low, high = (int(total.searchsorted(tail)) for tail in (_TAIL, 1 - _TAIL))
        rows = best, min(low, best), max(min(high, row), best)
        return Since(*(dt.date.fromordinal(self.frame.first + found) for found in rows))

    def switch(self, within: int) -> "Switch":
        """The chance that the state of `known_by` is left within so many days after it."""
        from yalu.believe.ahead import switch

        return switch(self.chain, self.model, self.frame, within)

    @property
    def origins(self) -> int:
        """How many knew it first: relays have the origin of what they relay."""
        return len({piece.origin for piece in self.evidence})

    @property
    def claims(self) -> int:
        """How many claims were used, relays included."""
        return len({id(claim) for piece in self.evidence for claim in piece.claims})

    @cached_property
    def last_sighting(self) -> dt.date | None:
        """The last day that somebody who does not speculate speaks of."""
        days = [
            min(piece.last, self.known_by.toordinal())
            for piece in self.evidence
            if piece.firm and piece.form is not Form.STOOD
        ]
        return dt.date.fromordinal(max(days)) if days else None

    @property
    def silent_days(self) -> int | None:
        """Days from `last_sighting` to `known_by`; None without a sighting."""
        return (self.known_by - self.last_sighting).days if self.last_sighting else None

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the claims used, the model and the days: all that made this belief."""
        ids = sorted({claim.id for piece in self.evidence for claim in piece.claims})
        days = (str(self.service), self.engine, self.made, self.known_by, self.first, self.last)
        whole = "\n".join([self.model.canonical, *map(str, days), *ids])
        return hashlib.sha256(whole.encode()).hexdigest()

    def why(self, day: dt.date, most: int = 10) -> tuple[Effect, ...]:
        """What leaving out each origin does to the likeliest state of a day.

        Largest first, at most `most`. Raises DateError outside `first`..`last`.
        """
        return effects(Trials(self, day))[:most]

    def reasons(
        self, day: dt.date, claims: Iterable[Claim] = (), counted: Iterable[Counted] = ()
    ) -> Reasons:
        """All that explains what is believed of a day; see `why.reasons`."""
        return reasons(self, day, claims, counted)

    def _row(self, day: dt.date) -> int:
        if not self.first <= day <= self.last:
            raise DateError(f"{day} is not in {self.first} to {self.last}")
        return day.toordinal() - self.frame.first


def believe(
    claims: Iterable[Claim],
    service: Service,
    *,
    groups: Mapping[str, Sequence[str]] | None = None,
    passengers: bool = False,
    known_by: dt.date | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    reach: dt.date | None = None,
    watched: Sequence[tuple[dt.date, dt.date]] = (),
    model: Model | None = None,
    engine: str = EM,
    seed: int = 0,
    sweeps: "Sweeps | None" = None,
) -> Belief:
    """The belief about freight on a service, from what claims say.

    `groups` tells for a gate the groups it belongs to, and for a member of a group likewise, if
    what is said of it is to bear on the group. `passengers` says that people are
    what the service carries; else what is said of them alone is left out. With `known_by`,
    claims known later or without a known day are left out; without it every claim is used
    and `known_by` is the last day on which one became known. `first` and `last` choose the
    days to keep, and move none of them: by default those from the first that any claim
    about the service speaks of to `known_by`, and from `reach` if that is earlier. Where sources were watched in some spans of days
    only, `watched` names them, and silence counts in those alone.

    `engine` is one of `ENGINES`; `seed` and `sweeps` are those of Gibbs. Equal claims, days,
    model, engine, seed and sweeps give equal bits.

    Raises YaluError where there is neither evidence nor a day to speak of, and for an unknown
    engine, DateError where `first` comes after `last`.
    """
    if engine not in ENGINES:
        raise YaluError(f"no engine is called {engine}; there are {' and '.join(ENGINES)}")
    claims, model = tuple(claims), model or Model()
    evidence = evidence_of(claims, service, groups or {}, known_by, model, passengers=passengers)
    if known_by is None:
        if not evidence:
            raise YaluError(f"nothing is said about {service}; name a day to ask about it")
        known_by = dt.date.fromordinal(max(piece.latest_known for piece in evidence))
    now = known_by.toordinal()
    used = tuple(piece for piece in evidence if piece.first <= now)
    begun = min([piece.first for piece in used] + spoken_of(claims, service, known_by))
    first = first or min(dt.date.fromordinal(begun), reach or dt.date.max)
    last = last or max(known_by, first)
    if first > last:
        raise DateError(f"the days asked for end before they begin: {first} to {last}")
    frame = _frame(begun, first, last, known_by, watched)
    chain = _chain(used, model, frame, engine, seed, sweeps)
    made = str(frame.watched or "")
    if engine == GIBBS:
        made += f" seed {seed} {sweeps or _quick(used)}"
    return Belief(service, known_by, first, last, model, used, chain, frame, engine, made)


def _frame(
    begun: int,
    first: dt.date,
    last: dt.date,
    known_by: dt.date,
    watched: Sequence[tuple[dt.date, dt.date]],
) -> "Frame":
    """The days to reckon with: those asked for, and all that are watched; see `chain.Frame`.

    `begun` is the ordinal of the first day spoken of.
    """
    from yalu.believe.chain import Frame

    now = known_by.toordinal()
    start = min(first.toordinal(), begun - _LEAD)
    end = max(last.toordinal(), now)
    spans = tuple((low.toordinal() - start, high.toordinal() - start) for low, high in watched)
    return Frame(start, end - start + 1, begun - _LEAD - start, now - start + 1, spans)


def _chain(
    evidence: Sequence[Evidence],
    model: Model,
    frame: "Frame",
    engine: str,
    seed: int,
    sweeps: "Sweeps | None",
) -> "Smoothed | Drawn":
    """What an engine makes of the evidence."""
    from yalu.believe.chain import smooth

    smoothed = smooth(evidence, model, frame)
    chain: Smoothed | Drawn = smoothed
    if engine == GIBBS:
        from yalu.believe.gibbs import sample

        chain = sample(evidence, model, frame, seed, sweeps, smoothed)
    chain.post.flags.writeable = False
    return chain


def _quick(evidence: Sequence[Evidence]) -> "Sweeps":
    from yalu.believe.gibbs import quick

    return quick(len(evidence))
