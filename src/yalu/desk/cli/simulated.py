"""What `yalu simulate` tells: figures as lines of JSON and as tables, and the files of a folder."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from yalu.desk.cli.environment import Environment
from yalu.desk.cli.render import table
from yalu.simulate.named import Name
from yalu.simulate.passing import VEHICLES

if TYPE_CHECKING:
    from yalu.simulate.ensemble import Ensemble
    from yalu.simulate.intervals import Interval

Rows = Sequence[Sequence[str]]


def plain(value: float) -> float | None:
    """A number as JSON has it: null where there is none."""
    return float(value) if math.isfinite(value) else None


def figure(name: Name, found: "Interval") -> dict[str, Any]:
    """The line of one figure."""
    return {
        "figure": name.what,
        "of": name.of,
        "part": name.part or None,
        "unit": name.unit or None,
        **spread(found),
    }


def spread(found: "Interval") -> dict[str, Any]:
    """The numbers of an interval."""
    numbers = {
        key: getattr(found, key) for key in ("mean", "low", "high", "p10", "p50", "p90", "sd")
    }
    return {key: plain(value) for key, value in numbers.items()} | {"replications": found.n}


def lines(found: "Ensemble") -> Iterator[dict[str, Any]]:
    """Every figure, then every course, as they are told to scripts."""
    head = {"scenario": found.scenario, "seed": found.seed}
    for name, each in found.intervals().items():
        yield head | figure(name, each)
    first = found.days_of()[0].isoformat()
    for name in found.course_names:
        low, middle, high = found.band(name).tolist()
        yield head | {
            "course": name.what,
            "of": name.of,
            "part": name.part or None,
            "unit": name.unit or None,
            "from": first,
            "every": found.every,
            "p10": low,
            "p50": middle,
            "p90": high,
        }


def whole(found: "Ensemble") -> bytes:
    """All of it as one JSON document: `figures.json`."""
    rows = list(lines(found))
    document = {
        "scenario": found.scenario,
        "seed": found.seed,
        "start": found.start.isoformat(),
        "days": found.days,
        "replications": found.replications.tolist(),
        "digest": found.digest,
        "figures": [row for row in rows if "figure" in row],
        "courses": [row for row in rows if "course" in row],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def tell(env: Environment, found: "Ensemble") -> None:
    """The figures as tables, one for each matter."""
    figures = found.intervals()
    for title, head, rows in tables(figures):
        env.say(title)
        table(env, head, rows)
        env.say()
    env.say(outcome(found, figures))


def outcome(found: "Ensemble", figures: "dict[Name, Interval]") -> str:
    """The bottleneck, and what is inside at the end, in sentences."""
    from yalu.simulate.compare import bottlenecks, place, short

    worst = bottlenecks(found)
    told = [f"{place(name)} ({share:.0%} of replications)" for name, share in worst[:3]]
    first = f"Bottleneck: {'; '.join(told)}." if told else "Nobody waits: there is no bottleneck."
    held = sorted(
        (
            (each.mean, name.of)
            for name, each in figures.items()
            if name.what == "backlog" and name.of != "all" and each.mean >= 0.5
        ),
        reverse=True,
    )
    inside = short(figures[Name("backlog", "all", "", "consignments")].mean)
    where = ", ".join(f"{short(number)} at {step}" for number, step in held[:6])
    return (
        f"{first} At the horizon {inside} consignments are inside{f': {where}' if where else ''}."
    )


def tables(
    figures: "dict[Name, Interval]",
) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    """Title, head and rows of each table; a table without rows is left out."""
    made = (
        (
            "What crosses and arrives",
            ("figure", "mean", "95 % interval", "8 in 10 runs", "unit"),
            _amounts(figures),
        ),
        (
            "Time in each step, hours, waiting included",
            ("step", "P10", "P50", "P90", "wait, mean", "waiting, mean number"),
            _steps(figures),
        ),
        (
            "From door to door, days",
            ("of", "P10", "P50", "P90", "interval of P50"),
            _doors(figures),
        ),
        (
            "Resources",
            ("resource", "used", "interval", "in use", "line, mean", "line, most"),
            _resources(figures),
        ),
        ("Permits", ("permit", "issued", "left, mean", "line, mean"), _permits(figures)),
        (
            "Destinations",
            (
                "destination: cargo",
                "cover, mean days",
                "at the end",
                "short, t",
                "days short",
                "unmet",
            ),
            _supply(figures),
        ),
        ("Shortfall by class", ("class", "t", "95 % interval"), _classes(figures)),
    )
    yield from (each for each in made if each[2])


def _amounts(figures: "dict[Name, Interval]") -> Rows:
    wanted = (*VEHICLES, "crossed", "delivered")
    return [
        (
            name.words,
            _n(each.mean),
            _range(each.low, each.high),
            _range(each.p10, each.p90),
            name.unit,
        )
        for name, each in figures.items()
        if name.what in wanted and (each.mean or name.of == "all")
    ]


def _steps(figures: "dict[Name, Interval]") -> Rows:
    rows = []
    for name, each in figures.items():
        if name.what == "time" and name.part == "p50" and each.n:
            deciles = (_n(figures[name._replace(part=p)].mean) for p in ("p10", "p50", "p90"))
            wait = figures[Name("wait", name.of, "mean", "h")].mean
            number = figures[Name("waiting", name.of, "mean", "consignments")].mean
            rows.append((name.of, *deciles, _n(wait), _n(number)))
    return rows


def _doors(figures: "dict[Name, Interval]") -> Rows:
    rows = []
    for name, each in figures.items():
        if name.what == "door to door" and name.part == "p50" and each.n:
            deciles = (_n(figures[name._replace(part=p)].mean) for p in ("p10", "p50", "p90"))
            rows.append((name.of, *deciles, _range(each.low, each.high)))
    return rows


def _resources(figures: "dict[Name, Interval]") -> Rows:
    rows = []
    for name, each in figures.items():
        if name.what == "use" and each.n:
            in_use = figures[Name("in use", name.of, "mean", "units")].mean
            line = [
                figures[Name("queue", name.of, p, "consignments")].mean for p in ("mean", "most")
            ]
            used = f"{each.mean:.0%}"
            between = "" if math.isnan(each.low) else f"{each.low:.0%} to {each.high:.0%}"
            rows.append((name.of, used, between, _n(in_use), *map(_n, line)))
    return rows


def _permits(figures: "dict[Name, Interval]") -> Rows:
    return [
        (
            name.of,
            _n(each.mean),
            _n(figures[Name("permits left", name.of, "mean", "permits")].mean),
            _n(figures[Name("queue", name.of, "mean", "consignments")].mean),
        )
        for name, each in figures.items()
        if name.what == "permits issued"
    ]


def _supply(figures: "dict[Name, Interval]") -> Rows:
    rows = []
    for name, each in figures.items():
        if name.what == "cover" and name.part == "mean":
            of = name.of
            rows.append(
                (
                    of,
                    _n(each.mean),
                    _n(figures[Name("cover", of, "end", "days")].mean),
                    _n(figures[Name("shortfall", of, "", "t")].mean),
                    _n(figures[Name("days short", of, "", "days")].mean),
                    f"{figures[Name('unmet', of, '', 'share')].mean:.0%}",
                )
            )
    return rows


def _classes(figures: "dict[Name, Interval]") -> Rows:
    return [
        (name.of, _n(each.mean), _range(each.low, each.high))
        for name, each in figures.items()
        if name.what == "shortfall" and ":" not in name.of and name.of != "all" and each.mean
    ]


def _n(value: float) -> str:
    from yalu.simulate.compare import short

    return short(value)


def _range(low: float, high: float) -> str:
    return "" if math.isnan(low) or math.isnan(high) else f"{_n(low)} to {_n(high)}"
