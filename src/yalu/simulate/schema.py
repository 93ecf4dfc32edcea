"""Schema: what a corridor model and its scenarios may say, and in which form, by pydantic.

Every table may carry `source` (where its numbers come from) or `assumed` (why they were chosen);
`because` says it number by number. Lengths of time, rates and amounts always have a unit.
"""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from yalu.simulate.spread import DAY, Spread, length, rate, spread, tonnes, tonnes_rate

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Time = Annotated[Spread, BeforeValidator(spread)]
Length = Annotated[float, BeforeValidator(length)]
Rate = Annotated[float, BeforeValidator(rate)]
Tonnes = Annotated[float, BeforeValidator(tonnes)]
TonnesRate = Annotated[float, BeforeValidator(tonnes_rate)]
Chance = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
_HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


def _hours(given: Any) -> tuple[int, int]:
    match = _HOURS.fullmatch(given.strip()) if isinstance(given, str) else None
    if match is None:
        raise ValueError(f"{given!r} is not a window of the day; write '08:00-16:00'")
    first, last = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if int(match[2]) > 59 or int(match[4]) > 59 or last > DAY:
        raise ValueError(f"{given!r} is no time of day")
    if last == first:
        raise ValueError(f"{given!r} is empty; leave 'windows' out for the whole day")
    return first, last


Window = Annotated[tuple[int, int], BeforeValidator(_hours)]
"""Minutes of the day (from, until); until before from runs over midnight."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Sides = Literal["keep", "draw"]
"""Whether the sides of a saved state stand as they are, or their hazards begin anew."""


class Table(BaseModel):
    """A table of the file: no key that is not known, every number with where it comes from."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    title: str | None = None
    note: str | None = None
    source: str | list[str] | None = None
    assumed: str | None = None
    because: dict[str, str] = {}


class Place(Table):
    """Somewhere along the line; `km` places it on the string-line diagram."""

    km: float | None = None
    country: str | None = None


class Calendar(Table):
    """When something is open: days of the week, windows of the day, dates that are shut."""

    windows: list[Window] = []
    weekdays: list[Weekday] = []
    shut: list["Closure"] = []


class Closure(Table):
    """Shut from the start of `since` to the start of `until` (for ever without it)."""

    since: dt.date
    until: dt.date | None = None


class Hazard(Table):
    """Drawn turns of a side: open for a time that is drawn from `open`, shut for one from `shut`.

    `now` is the chance that it is open at the start. `belief` names a service whose believed
    state and run lengths replace the three numbers when a casebook is at hand.
    """

    open: Time
    shut: Time
    now: Chance = 1.0
    belief: str | None = None


class Side(Calendar):
    """A country's end of the crossing: a calendar that may also shut by a drawn hazard."""

    hazard: Hazard | None = None


class Resource(Table):
    """Something of which there are so many: bays, crews, desks, tracks, locomotives, wagons.

    `calendar` names the shift; `shift_end` says what happens to work in hand when it ends:
    `finish` (it is finished), `pause` (it stands until the next shift), `fit` (work that would not
    end in time is not begun).
    """

    capacity: Count
    calendar: Id | None = None
    shift_end: Literal["finish", "pause", "fit"] = "finish"
    unit: str | None = None


class Permit(Table):
    """Permits issued at a rate (whole ones, at the start of a day), lapsing after `validity`."""

    rate: Rate
    stock: Count = 0
    validity: Length | None = None


class Batch(Table):
    """What moves together. Leaves with `most`, or with at least `least` when `leave` says so:
    `full` (never short), `last` (when the day's last window begins), `each` (when any begins).
    The windows are those of `calendar`, or of the step's `open`.
    """

    most: Annotated[int, Field(ge=1)]
    least: Annotated[int, Field(ge=1)] = 1
    leave: Literal["full", "last", "each"] = "full"
    calendar: Id | None = None
    unit: str = "cars"


class Fail(Table):
    """After the work: with this chance the consignment goes (back) to step `to`."""

    chance: Chance
    to: Id


class Divert(Table):
    """Leaves for another route: when the step is `shut` still after `after`, or at once when
    its resources are `full`; each with `chance`, else it waits. A batch that leaves is no longer one."""

    when: Literal["shut", "full"] = "shut"
    after: Length = 0.0
    chance: Chance = 1.0
    route: Id


Need = int | Literal["car"]
"""So many units, or one for every car of the batch."""


class Step(Table):
    """One step of the journey. The order inside a step, each part only where it is given:

    wait for a permit; be gathered into a batch; divert if shut or full; take the resources of
    `hold` (kept) and `use` (for the work); wait until every calendar of `open` is open (and, with
    `fits`, stays open for the whole work); work; give back `use`; rest; fail; give back
    `free`; be split from the batch; start the route `spawn` with what is left (empties); be
    delivered.
    """

    place: Id | None = None
    active: bool = True
    exempt: list[Id] = []
    permit: Id | None = None
    check: Id | None = None
    batch: Batch | None = None
    divert: Divert | None = None
    hold: dict[Id, Need] = {}
    use: dict[Id, Need] = {}
    open: list[Id] = []
    fits: bool = False
    work: Time | None = None
    rest: Time | None = None
    fail: Fail | None = None
    free: dict[Id, Need] = {}
    split: bool = False
    spawn: Id | None = None
    deliver: bool = False
    crossing: bool = False


class Route(Table):
    """The steps a consignment takes, in order; it leaves the model after the last."""

    steps: Annotated[list[Id], Field(min_length=1)]
    mode: Literal["rail", "road", "sea", "air"] = "rail"
    laden: bool = True


class Cargo(Table):
    """A kind of goods; `tonnes` is what one consignment (one car, container or truck) carries."""

    tonnes: Tonnes
    hs: str | None = None


class Arrival(Table):
    """Consignments that come: at a `rate` (`poisson` or `even`), `number` of them `on` a date, or
    as a `backlog` that stands there at the start; any of the three together.

    `at` is the step at which they stand when they come (the first of the route without it).
    """

    cargo: Id
    route: Id
    consignee: Id | None = None
    rate: Rate = 0.0
    pattern: Literal["poisson", "even"] = "poisson"
    on: dt.date | None = None
    number: Count = 0
    backlog: Count = 0
    at: Id | None = None
    until: dt.date | None = None


class Destination(Table):
    """Who uses the goods: what is in stock at the start and used by the day, by kind of cargo;
    `travel` is the way from the release to there."""

    stock: dict[Id, Tonnes] = {}
    use: dict[Id, TonnesRate] = {}
    travel: Time | None = None


class Allocation(Table):
    """Goods of these kinds without a consignee, on release: to the first of `order` whose stock
    covers less than `cover` of its use, else to the one with the least cover; or by `share`, to
    the one furthest behind its share."""

    cargo: list[Id]
    order: list[Id] = []
    cover: Length = 43200.0
    share: dict[Id, Annotated[float, Field(gt=0)]] = {}


class Priority(Table):
    """The class of these cargoes and consignees in every waiting line: 1 is served first. The
    first priority that fits counts; what none fits comes last."""

    cargo: list[Id] = []
    consignee: list[Id] = []
    rank: Annotated[int, Field(ge=1, le=8)]


class Policy(Table):
    """From the start of this day on (until another says otherwise) these values hold.

    `set` has dotted keys: `"step.quarantine.rest" = "3-4 days"`.
    """

    since: dt.date
    set: dict[str, Any]


class Model(Table):
    """A whole model with its scenario: the file after its `base` files were laid under it."""

    format: Annotated[Literal[1], Field(alias="schema")] = 1
    name: Id
    corridor: Id | None = None
    start: dt.date
    days: Annotated[int, Field(ge=1, le=36525)]
    warm_up: Annotated[int, Field(ge=0)] = 0
    place: dict[Id, Place] = {}
    calendar: dict[Id, Calendar] = {}
    side: dict[Id, Side] = {}
    resource: dict[Id, Resource] = {}
    permit: dict[Id, Permit] = {}
    step: Annotated[dict[Id, Step], Field(min_length=1)]
    route: Annotated[dict[Id, Route], Field(min_length=1)]
    cargo: Annotated[dict[Id, Cargo], Field(min_length=1)]
    arrival: Annotated[dict[Id, Arrival], Field(min_length=1)]
    destination: dict[Id, Destination] = {}
    allocation: list[Allocation] = []
    priority: list[Priority] = []
    policy: list[Policy] = []
