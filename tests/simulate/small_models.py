"""Small models by hypothesis: every part of the schema, times short enough for many to coincide."""

from typing import Any

from hypothesis import strategies as st

from yalu.simulate.schema import Model

Given = dict[str, Any]

TIMES = st.sampled_from(
    [
        "0 min",
        "30 min",
        "1 h",
        "8 h",
        "1 day",
        "0-90 min",
        "1-4 h",
        "1-2 days",
        {"exponential": "2 h"},
        {"triangular": ["0 h", "1 h", "6 h"]},
        {"lognormal": ["1 h", "5 h"]},
        {"quantiles": ["0 min", "10 min", "1 h", "1 day"]},
    ]
)
WINDOWS = st.sampled_from(
    [[], ["08:00-16:00"], ["06:00-07:00", "12:00-13:30"], ["22:00-06:00"], ["00:00-12:00"]]
)
WEEKDAYS = st.sampled_from([[], ["mon", "tue", "wed", "thu", "fri"], ["wed", "sat"]])
START = "2025-01-01"
"""A Wednesday."""
DATES = [f"2025-01-{day:02d}" for day in range(1, 8)]
CARGOES = ("sugar", "medicine")
PEOPLE = ("capital", "border")
CHANCES = st.sampled_from([0.0, 0.2, 0.5, 1.0])


@st.composite
def calendars(draw: st.DrawFn) -> Given:
    given: Given = {"windows": draw(WINDOWS), "weekdays": draw(WEEKDAYS)}
    if draw(st.booleans()):
        since, until = sorted(draw(st.lists(st.sampled_from(DATES), min_size=2, max_size=2)))
        given["shut"] = [{"since": since, "until": until}] if since < until else []
    return given


@st.composite
def sides(draw: st.DrawFn) -> Given:
    given = draw(calendars())
    if draw(st.booleans()):
        given["hazard"] = {
            "open": draw(st.sampled_from(["1 day", {"exponential": "2 days"}, "1-3 days"])),
            "shut": draw(st.sampled_from(["8 h", {"exponential": "6 h"}, "0-90 min"])),
            "now": draw(CHANCES),
        }
    return given


@st.composite
def resources(draw: st.DrawFn, least: int = 2) -> Given:
    given: Given = {"capacity": draw(st.sampled_from([0, *range(least, least + 3)]))}
    if draw(st.booleans()):
        given["calendar"] = draw(st.sampled_from(["shift", "gate"]))
        given["shift_end"] = draw(st.sampled_from(["finish", "pause", "fit"]))
    return given


USED = ("crew", "desks", "track")
HELD = ("bays", "wagons")


@st.composite
def plain_steps(draw: st.DrawFn) -> Given:
    """A step with work, rest, resources and hours."""
    given: Given = {}
    if draw(st.booleans()):
        given["use"] = {draw(st.sampled_from(USED)): draw(st.integers(1, 2))}
        if draw(st.booleans()):
            given["use"][draw(st.sampled_from(USED))] = 1
    if draw(st.booleans()):
        given["work"] = draw(TIMES)
    if draw(st.integers(0, 3)) == 0:
        given["rest"] = draw(TIMES)
    if draw(st.integers(0, 3)) == 0:
        given["open"] = draw(
            st.lists(st.sampled_from(["gate", "near", "far"]), min_size=1, unique=True)
        )
        given["fits"] = "work" in given and draw(st.booleans())
    return given


class Way:
    """The steps of a route in the making; parts are only put where the check lets them stand."""

    def __init__(self, name: str, steps: list[Given]) -> None:
        self.names = [f"{name}-{number}" for number in range(len(steps))]
        self.steps = steps
        self.last = len(steps) - 1
        self.batch: tuple[int, int] | None = None
        self.held: tuple[int, int] | None = None

    def batched(self, at: int) -> bool:
        """Whether what works at a step is in a batch."""
        return self.batch is not None and self.batch[0] <= at <= self.batch[1]

    def comes_batched(self, at: int) -> bool:
        return self.batch is not None and self.batch[0] < at <= self.batch[1]

    def comes_holding(self, at: int) -> bool:
        return self.held is not None and self.held[0] < at <= self.held[1]

    def holding(self, at: int) -> bool:
        return self.held is not None and self.held[0] <= at <= self.held[1]

    def table(self) -> Given:
        return dict(zip(self.names, self.steps, strict=True))


@st.composite
def ways(draw: st.DrawFn, name: str) -> Way:
    """A route with, perhaps, a batch, something held on a part of it, a failure that sends back."""
    way = Way(name, draw(st.lists(plain_steps(), min_size=1, max_size=5)))
    two = st.lists(st.integers(0, way.last), min_size=2, max_size=2).map(sorted)
    if draw(st.booleans()):
        first, last = draw(two)
        way.batch = (first, last)
        way.steps[first]["batch"] = draw(batches())
        way.steps[last]["split"] = True
    if name == "rail" and draw(st.booleans()):
        first, last = draw(two)
        way.held = (first, last)
        within = way.batch is not None and way.batch[0] <= first and last <= way.batch[1]
        amount = draw(st.sampled_from(["car", 1, 2] if within or not way.batch else ["car"]))
        way.steps[first]["hold"] = {"bays": amount}
        way.steps[last]["free"] = {"bays": amount}
    if draw(st.booleans()):
        at = draw(st.integers(0, way.last))
        to = draw(st.integers(0, at))
        alike = way.batched(at) == way.comes_batched(to)
        if alike and way.holding(at) == way.comes_holding(to):
            chance = draw(st.sampled_from([0.0, 0.3]))
            way.steps[at]["fail"] = {"chance": chance, "to": way.names[to]}
    if draw(st.integers(0, 2)) == 0:
        way.steps[0]["permit"] = "waku"
        free = [
            at
            for at in range(1, way.last + 1)
            if not way.comes_batched(at) and not way.comes_holding(at)
        ]
        if free and draw(st.booleans()):
            way.steps[draw(st.sampled_from(free))]["check"] = "waku"
    for step in way.steps:
        if not step.keys() & PART_OF_MORE and draw(st.integers(0, 5)) == 0:
            step["exempt"] = [draw(st.sampled_from(CARGOES))]
    return way


PART_OF_MORE = {"hold", "free", "batch", "split", "permit", "check", "spawn", "deliver"}
"""What makes others rely on a step, so that nobody may pass it by."""


@st.composite
def diverted(draw: st.DrawFn, rail: Way) -> Way | None:
    """A route by sea and a step of `rail` that turns off to it, where one can."""
    able = [
        at
        for at, step in enumerate(rail.steps)
        if not rail.comes_holding(at) and (step.keys() & {"open", "use", "hold"})
    ]
    if not able or draw(st.booleans()):
        return None
    at = draw(st.sampled_from(able))
    step = rail.steps[at]
    kinds = [
        kind for kind, keys in (("shut", {"open"}), ("full", {"use", "hold"})) if step.keys() & keys
    ]
    step["divert"] = {
        "when": draw(st.sampled_from(kinds)),
        "after": draw(st.sampled_from(["0 h", "1 h", "1 day"])),
        "chance": draw(CHANCES),
        "route": "sea",
    }
    return draw(ways("sea"))


@st.composite
def returning(draw: st.DrawFn, rail: Way, *, alone: bool) -> Way | None:
    """A route back and a step of `rail` that starts it, with the wagons perhaps."""
    able = [at for at in range(rail.last + 1) if not rail.batched(at) or at == rail.batch[1]]
    if not able or draw(st.booleans()):
        return None
    at = draw(st.sampled_from(able))
    rail.steps[at].pop("exempt", None)
    rail.steps[at]["spawn"] = "back"
    back = draw(ways("back"))
    unbatched = rail.batch is None and all("fail" not in step for step in rail.steps)
    checked = any("check" in step for step in rail.steps)
    if alone and unbatched and not checked and back.batch is None and draw(st.booleans()):
        rail.steps[0].pop("exempt", None)
        rail.steps[0].setdefault("hold", {})["wagons"] = 1
        back.steps[-1].pop("exempt", None)
        back.steps[-1]["free"] = {"wagons": 1}
        for step in back.steps:
            step.pop("fail", None)
            step.pop("check", None)
    return back


@st.composite
def batches(draw: st.DrawFn) -> Given:
    leave = draw(st.sampled_from(["full", "last", "each"]))
    given: Given = {"most": draw(st.integers(1, 4)), "leave": leave}
    if leave != "full":
        given["least"] = draw(st.integers(1, min(2, given["most"])))
        given["calendar"] = "daily"
    return given


@st.composite
def arrivals(draw: st.DrawFn) -> Given:
    given: Given = {
        "cargo": draw(st.sampled_from(CARGOES)),
        "route": "rail",
        "rate": draw(st.sampled_from(["0 / day", "3 / day", "12 / day"])),
        "pattern": draw(st.sampled_from(["poisson", "even"])),
        "backlog": draw(st.integers(0, 5)),
    }
    if draw(st.booleans()):
        given |= {"on": draw(st.sampled_from(DATES)), "number": draw(st.integers(1, 5))}
    if draw(st.booleans()):
        given["consignee"] = draw(st.sampled_from(PEOPLE))
    if draw(st.integers(0, 3)) == 0:
        given["until"] = draw(st.sampled_from(DATES))
    return given


@st.composite
def policies(draw: st.DrawFn, steps: Given) -> list[Given]:
    """Changes of numbers that may change by date."""
    step = draw(st.sampled_from(sorted(steps)))
    changes = {
        "resource.crew.capacity": st.integers(0, 3),
        "resource.bays.capacity": st.integers(0, 6),
        "permit.waku.rate": st.sampled_from(["0 / day", "2 / day", "1 / 3 days"]),
        "arrival.stream-0.rate": st.sampled_from(["0 / day", "24 / day"]),
        f"step.{step}.work": TIMES,
        f"step.{step}.rest": TIMES,
    }
    for name, one in steps.items():
        if not one.keys() & PART_OF_MORE:
            changes[f"step.{name}.active"] = st.booleans()
        if "divert" in one:
            changes[f"step.{name}.divert.chance"] = CHANCES
        if "fail" in one:
            changes[f"step.{name}.fail.chance"] = st.sampled_from([0.0, 0.5])
    keys = draw(st.lists(st.sampled_from(sorted(changes)), min_size=1, max_size=3, unique=True))
    dated = [{"since": draw(st.sampled_from(DATES)), "set": {k: draw(changes[k])}} for k in keys]
    return sorted(dated, key=lambda policy: policy["since"])


ALLOCATIONS = st.sampled_from(
    [
        [],
        [{"cargo": ["sugar"], "order": ["border", "capital"], "cover": "5 days"}],
        [{"cargo": list(CARGOES), "share": {"border": 1, "capital": 2.5}}],
    ]
)
PRIORITIES = st.sampled_from(
    [[], [{"cargo": ["medicine"], "rank": 1}, {"consignee": ["capital"], "rank": 2}]]
)
PERMITS = st.fixed_dictionaries(
    {
        "rate": st.sampled_from(["1 / day", "5 / day", "2 / 3 days"]),
        "stock": st.integers(0, 3),
    },
    optional={"validity": st.sampled_from(["1 day", "36 h", "2 days"])},
)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A model of some days that the check lets pass, with what chance puts there."""
    rail = draw(ways("rail"))
    sea = draw(diverted(rail))
    back = draw(returning(rail, alone=sea is None))
    for way in (rail, sea):
        if way and draw(st.booleans()):
            way.steps[-1].pop("exempt", None)
            way.steps[-1]["deliver"] = True
    kept = [way for way in (rail, sea, back) if way]
    steps = {name: step for way in kept for name, step in way.table().items()}
    given: Given = {
        "name": "small",
        "start": START,
        "days": draw(st.integers(1, 7)),
        "calendar": {
            "shift": draw(calendars()),
            "gate": draw(calendars()),
            "daily": draw(calendars()) | {"windows": draw(WINDOWS.filter(bool))},
        },
        "side": {"near": draw(sides()), "far": draw(sides())},
        "resource": {name: draw(resources()) for name in USED}
        | {name: draw(resources(least=6)) for name in HELD},
        "permit": {"waku": draw(PERMITS)},
        "step": steps,
        "route": {
            way.names[0].partition("-")[0]: {"steps": way.names, "laden": way is not back}
            for way in kept
        },
        "cargo": {name: {"tonnes": "60 t"} for name in CARGOES},
        "arrival": {f"stream-{n}": draw(arrivals()) for n in range(draw(st.integers(1, 3)))},
        "destination": {
            name: {"stock": {"sugar": "100 t"}, "use": {"sugar": "20 t / day"}, "travel": travel}
            for name, travel in zip(PEOPLE, ("1-2 h", "1 day"), strict=True)
        },
        "allocation": draw(ALLOCATIONS),
        "priority": draw(PRIORITIES),
    }
    if draw(st.booleans()):
        given["policy"] = draw(policies(steps))
    return Model.model_validate(given)
