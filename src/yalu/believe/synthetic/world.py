"""World: a service whose every day is known, and the claims made of it."""

import datetime as dt
import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from yalu.believe.model import RELIABILITY, STATES, Model
from yalu.believe.synthetic.draw import (
    ACCURACY,
    BUDGET,
    CLASS_OF,
    CROSSING,
    IDLE,
    JUMP,
    PROMPT,
    Draw,
    Form,
    Report,
)
from yalu.believe.synthetic.knobs import Knobs
from yalu.vocabulary import Claim, Grain, Kind, Mode, Service, SourceClass, Stance, When

SERVICE = Service("orrel-kessim", Mode.RAIL)
FIRST = dt.date(2015, 1, 1)
"""Day 0 of every world."""

CLASSES = (
    SourceClass.OFFICIAL,
    SourceClass.AGENCY,
    SourceClass.EXPERT,
    SourceClass.COMPANY,
    SourceClass.ANONYMOUS,
)
_WITH_STATE = frozenset({Form.HELD, Form.CHANGED, Form.FORETOLD})
_KINDS = {
    Form.HELD: Kind.SERVICE,
    Form.CHANGED: Kind.CHANGE,
    Form.PASSED: Kind.CROSSING,
    Form.STOOD: Kind.PRESENCE,
    Form.FORETOLD: Kind.FORECAST,
}

_SURE = math.exp(-BUDGET * (1 + 1 / 30))  # odds that who knows names another given state of a day
_SAYS = 1 / (1 + 2 * _SURE)

WORLD_MODEL = Model(
    young=75.0,
    lasting=1.0,
    settled=75.0,
    jump=JUMP,
    told=tuple(tuple(_SAYS * (1.0 if k == s else _SURE) for s in range(3)) for k in range(3)),
    reliability={**RELIABILITY, **dict(zip(CLASSES, ACCURACY, strict=True))},
    crossing_rate=CROSSING,
    absence=1.0,
    report_delay=1 / PROMPT,
    delay_weight=1e9,
    idle_rate=IDLE,
    present=0.0,
    hindsight_floor=1.0,
    dated_floor=1.0,
    notice=0.0,
    restated=0.0,
)
"""What one may know of these worlds before looking at any: laws and class means, never a truth.

Runs are NB(2) of mean 150 days. Nobody in them has today in mind or forgets, so `present` and the
fading of hindsight are off; the delay of reports is known, so that none is learned; the other parameters are those of any belief.
"""


@dataclass(frozen=True)
class World:
    """A synthetic service. Day 0 is `FIRST`.

    truth: int64 (T,), the column in STATES of every day. claims: n of them in the order in which
    they became known, all known by the last day. original: int64 (n,), the place of the report
    that a claim relays, its own place where it relays none; true also of relays that pass for
    reports of their own. accurate: bool (n,), whether it rests on knowledge.
    reliability: float64 (45,) of the sources, the last five being those who foretell.
    """

    truth: NDArray[np.int64]
    claims: tuple[Claim, ...] = field(repr=False)
    original: NDArray[np.int64] = field(repr=False)
    accurate: NDArray[np.bool_] = field(repr=False)
    reliability: NDArray[np.float64] = field(repr=False)
    service: Service = SERVICE

    @property
    def days(self) -> int:
        """Number of days T."""
        return len(self.truth)

    @property
    def last(self) -> dt.date:
        """The last day."""
        return day(self.days - 1)


def day(number: int) -> dt.date:
    """The day so many days after the first of a world."""
    return FIRST + dt.timedelta(int(number))


def world(
    seed: int,
    claims: int = 300,
    *,
    days: int = 2000,
    relays: float = 0.30,
    forecasts: float = 0.05,
    knobs: Knobs | None = None,
) -> World:
    """The world of a seed: `claims` claims about `days` days, by default with every knob at rest.

    `relays` and `forecasts` are shares of the claims; coordinated stories come on top of them.
    """
    draw = Draw(seed, days, knobs or Knobs())
    reports, original, seeming = draw.reports(claims, relays, forecasts)
    told = (
        _claim(report, place, relay=seeming[place] != place, last=days - 1)
        for place, report in enumerate(reports)
    )
    accurate = np.array([report.accurate for report in reports], bool)
    return World(draw.truth, tuple(told), original, accurate, draw.reliability)


def _claim(report: Report, place: int, *, relay: bool, last: int) -> Claim:
    """The report as a claim. A relay keeps the origin of what it relays, in another document."""
    foretells = report.source >= len(CLASS_OF)
    number = report.source - len(CLASS_OF) if foretells else report.source
    origin = f"foreteller-{number}" if foretells else f"source-{number:02}"
    class_ = CLASSES[number if foretells else CLASS_OF[number]]
    state = STATES[report.state] if report.form in _WITH_STATE else None
    return Claim(
        document=f"{'relay' if relay else 'report'}-{place:04}",
        kind=_KINDS[report.form],
        gate=SERVICE.gate,
        mode=SERVICE.mode,
        who=origin,
        class_=class_,
        origin=origin,
        stance=Stance.DENIES if report.denies else Stance.ASSERTS,
        state=state,
        when=_when(report),
        known=day(min(report.known, last)),
        value={"trains": 1} if report.form is Form.PASSED else {},
    )


def _when(report: Report) -> When:
    """The days as a window. That of a state is told as a stretch of a calendar, not as a run."""
    first, last = day(report.first - report.precision), day(report.last + report.precision)
    if first == last:
        return When.on(first)
    if report.form is Form.HELD:
        return When(first, last, Grain.WEEK if report.last - report.first < 15 else Grain.MONTH)
    return When(first, last, Grain.INTERVAL)
