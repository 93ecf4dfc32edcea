"""The figures of `yalu score`: as tables, as lines of JSON, as a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from yalu.brief.phrases import counted
from yalu.desk.cli.environment import Environment
from yalu.desk.cli.render import table
from yalu.desk.cli.written import write_whole
from yalu.vocabulary import Service

if TYPE_CHECKING:
    from yalu.believe.protocol import Result
    from yalu.believe.scoring import Dating

_SCORES = (
    "known",
    "way",
    "days",
    "silent",
    "right",
    "Brier",
    "log",
    "ECE",
    "> .99",
    "wrong",
    "belief less",
)
_SOON = ("known", "way", "changes", "median lag", "mean lag", "missed", "alarms a year")
_CURVE = ("known", "probability", "mean", "came true", "days and states")
ALL = "all"


@dataclass(frozen=True)
class Part:
    """The figures of a service, or of all of them together."""

    service: Service | None
    results: "tuple[Result, ...]"
    dating: "Dating"

    @property
    def name(self) -> str:
        return str(self.service) if self.service else ALL


def lines(part: Part) -> Iterator[dict[str, Any]]:
    """The figures as lines for scripts, not rounded."""
    for result in part.results:
        line: dict[str, Any] = {"gate": None, "mode": None}
        if part.service:
            line = {"gate": part.service.gate, "mode": part.service.mode.value}
        line |= {"lag": result.lag, "way": result.way, **asdict(result.score)}
        line["calibration"] = [asdict(one) for one in result.curve]
        soon, dating = result.detection, part.dating
        if result.gap:
            line["belief_less"] = asdict(result.gap)
        if result.lag is not None and soon.years:
            line["detection"] = {
                "changes": soon.changes,
                "median": soon.median,
                "mean": soon.mean,
                "missed": soon.missed,
                "alarms": soon.alarms,
                "years": soon.years,
            }
        if result.lag is None and result.way == "belief":
            line["since"] = {
                "runs": len(dating.errors),
                "median_error": dating.median_error,
                "coverage": dating.coverage,
                "unseen": dating.unseen,
            }
        yield line


def told(env: Environment, found: Sequence[Part]) -> None:
    """The figures as tables for people; the last part is all services together."""
    several = len(found) > 1
    first = ("service",) if several else ()
    rows = [(part, result) for part in found for result in part.results]
    table(env, (*first, *_SCORES), [(p.name,) * several + _scores(r) for p, r in rows])
    soon = [
        (part, result) for part, result in rows if result.detection.years and result.lag is not None
    ]
    if soon:
        env.say()
        table(env, (*first, *_SOON), [(p.name,) * several + _soon(r) for p, r in soon])
    env.say()
    table(env, _CURVE, [row for result in _of_belief(found[-1])[:2] for row in _curve(result)])
    env.say()
    env.say(_dated(found[-1].dating))


def draw(env: Environment, part: Part, name: str) -> None:
    """The reliability curves of the belief in a file."""
    from yalu.brief.calibration import drawn
    from yalu.brief.drawing import ending

    curves = {_known(result.lag): result.curve for result in _of_belief(part)}
    write_whole(env.path(name), drawn(curves, ending(name)))


def _of_belief(part: Part) -> "list[Result]":
    return [result for result in part.results if result.way == "belief"]


def _known(lag: int | None) -> str:
    if lag is None:
        return "in hindsight"
    return f"{counted(lag, 'days')} later" if lag else "on the day"


def _scores(result: "Result") -> tuple[str, ...]:
    score = result.score
    means = (score.accuracy, score.brier, score.log, score.ece, score.sure, score.sure_wrong)
    shown = (f"{mean:.3f}" for mean in means)
    less = (
        f"{result.gap.mean:+.3f} ({result.gap.low:+.3f} to {result.gap.high:+.3f})"
        if result.gap
        else ""
    )
    return (_known(result.lag), result.way, str(score.days), str(score.silent), *shown, less)


def _soon(result: "Result") -> tuple[str, ...]:
    soon = result.detection
    return (
        _known(result.lag),
        result.way,
        str(soon.changes),
        "" if soon.median is None else f"{soon.median:g} d",
        "" if soon.mean is None else f"{soon.mean:.1f} d",
        str(soon.missed),
        f"{soon.alarms_per_year:.2f}",
    )


def _curve(result: "Result") -> Iterator[tuple[str, ...]]:
    for one in result.curve:
        window = f"{one.low:.1f} to {one.high:.1f}"
        yield _known(result.lag), window, f"{one.said:.3f}", f"{one.true:.3f}", str(one.count)


def _dated(dating: "Dating") -> str:
    if dating.coverage is None:
        return "No run of which the beginning is settled was believed at its end."
    unseen = (
        f"; {counted(dating.unseen, 'runs')} not believed at their end" if dating.unseen else ""
    )
    return (
        f"Beginnings of {counted(len(dating.errors), 'runs')}, looking back: median error "
        f"{dating.median_error:g} d, within the 90 % interval {dating.coverage:.2f}{unseen}."
    )
