"""The numbers of the belief model, each with its unit and its reason."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from yalu.vocabulary import SourceClass, State

VERSION = "5"
"""Raised whenever the same claims may give another belief."""

STATES = (State.SUSPENDED, State.LIMITED, State.RUNNING)
"""The order of every array that has a column for each state."""

RELIABILITY: Mapping[SourceClass, float] = MappingProxyType(
    {
        SourceClass.OFFICIAL: 0.97,
        SourceClass.STATISTICS: 0.93,
        SourceClass.SATELLITE: 0.90,
        SourceClass.OWN: 0.88,
        SourceClass.AGENCY: 0.85,
        SourceClass.EXPERT: 0.75,
        SourceClass.STATE_MEDIA: 0.70,
        SourceClass.COMPANY: 0.70,
        SourceClass.ANONYMOUS: 0.70,
    }
)
"""Prior mean of the chance that a statement rests on knowledge.

The Admiralty grades A to D read as .93, .85, .75 and .60. Public registers are
A; sensors and the outlet's own eyes lie between A and B; agencies are B; experts C;
parties with an interest (state media, carriers) below C; unnamed people D. Two are raised
by what was counted in five episodes: officials were right in 98 of 101 claims, and of 19 words
of unnamed people one was wrong on a few of its days.
"""


@dataclass(frozen=True, slots=True)
class Model:
    """Parameters of the belief. Equal models give equal beliefs of equal claims.

    young, lasting, settled: a run is young for a mean of `young` days; then, with chance
        `lasting`, it settles for a mean of `settled` days more, else it ends. Gates shut for
        a few days or for years, so an old run is likelier to last than a new one.
        (75, 1, 75) is the NB(2) law of mean 150 days.
    jump: row = the state left, column = the state entered. A gate mostly opens and shuts;
        the middle state is entered less often.
    told: row = true state, column = the state that somebody who knows would name.
        `limited` is often told as running and seldom as suspended.
    reliability: prior mean accuracy by class of source; `reliability_weight` is its worth
        in statements (kappa of a Beta law).
    class_weight: worth in statements of the prior mean of a class, where that is learned.
    run_spread: standard deviation of the log of a factor on the lengths of runs.
    speculation: factor on the accuracy of a speculating statement.
    group_weight: exponent of what is said of a group of gates, for one member.
    empty_weight: exponent of an empty train whose cars nobody counted: as often a trial.
    lean_weight: worth in statements, for each state, of the prior that false statements name
        every state alike; 0 keeps it so.
    likeness: rho of the discount 1 / (1 + rho (m - 1)) of m statements that are alike.
    alike_days: statements of different origins are alike only if known within so many days.
    crossing_rate: trains seen per day by state, as ratios of the running rate.
    absence: how far days without a crossing told speak against traffic: 1 where those told
        are a fair sample of all, 0 where a few are told when they are news.
    idle_rate: the same for standing stock; a log-odds of .6 at most.
    piece: days of a long window that hang on one accurate bit.
    present: part of the last bit of a window that hangs on its last day, if it was told
        within a week of it: who says "still shut" has today in mind.
    hindsight_half_life, hindsight_floor: a word about a day long past weighs
        floor + (1 - floor) 2^(-lag / half-life), the lag in days.
    dated_floor: the floor for a dated change, whose day is remembered when its length is not.
    hindsight_spread: standard deviation of the log of the half-life.
    reports, reports_weight: Gamma prior of the firm reports that a change calls forth: its
        mean, and its worth in changes.
    report_delay, delay_weight: prior mean of the days from a change to a report of it, and its
        worth in reports of each class of sources; silence about a change counts only once
        reports had time to appear.
    notice_days, notice: what a change costs, in nats, where nobody tells anything of the service
        within so many days after it: changes are news, so a word after long silence tells of a
        recent one.
    restated: chance that a change read by rule is a state that held already: "is shut" is
        easily taken for "was shut today". People who read the same took .03 of them so.
    switched: chance that a state read by rule for one day is a change on it: "was given back on
        the 1st" and "is out of use as of today" are easily taken for mere states.
    rounds: forward-backward passes of the EM.
    """

    young: float = 15.0
    lasting: float = 0.6
    settled: float = 350.0
    jump: tuple[tuple[float, ...], ...] = ((0.0, 0.25, 0.75), (0.4, 0.0, 0.6), (0.75, 0.25, 0.0))
    told: tuple[tuple[float, ...], ...] = (
        (0.98, 0.015, 0.005),
        (0.08, 0.85, 0.07),
        (0.02, 0.02, 0.96),
    )
    reliability: Mapping[SourceClass, float] = field(default_factory=lambda: RELIABILITY)
    reliability_weight: float = 15.0
    class_weight: float = 10.0
    run_spread: float = 0.4
    speculation: float = 0.5
    group_weight: float = 0.5
    empty_weight: float = 0.3
    lean_weight: float = 10.0
    likeness: float = 0.5
    alike_days: int = 21
    crossing_rate: tuple[float, float, float] = (0.01, 0.35, 1.0)
    absence: float = 0.0
    idle_rate: tuple[float, float, float] = (1.0, 0.8, 0.55)
    piece: int = 60
    present: float = 0.7
    hindsight_half_life: float = 90.0
    hindsight_floor: float = 0.0
    dated_floor: float = 0.8
    hindsight_spread: float = 0.7
    reports: float = 1.0
    reports_weight: float = 2.0
    report_delay: float = 8.0
    delay_weight: float = 5.0
    notice_days: int = 30
    notice: float = 1.0
    restated: float = 0.1
    switched: float = 0.2
    rounds: int = 6

    @property
    def mean_run(self) -> float:
        """Mean length of a run, days."""
        return self.young + self.lasting * self.settled

    @property
    def canonical(self) -> str:
        """Version and parameters as one line of JSON, for a digest."""
        found = {name: getattr(self, name) for name in self.__slots__}
        found["reliability"] = {key.value: found["reliability"][key] for key in SourceClass}
        return json.dumps({"version": VERSION, **found}, sort_keys=True)

    def replace(self, **parameters: object) -> "Model":
        """The same model with some parameters changed."""
        return dataclasses.replace(self, **parameters)  # type: ignore[arg-type]
