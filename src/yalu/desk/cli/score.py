"""`yalu score`: how good the belief is on days of which the truth is known."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from yalu.believe.belief import EM, ENGINES
from yalu.brief.phrases import counted
from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.intake import Intake
from yalu.desk.cli.knowledge import knowledge, load_atlas
from yalu.desk.cli.render import line_of_json, progress
from yalu.desk.cli.scored import Part, draw, lines, told
from yalu.vocabulary import Claim, UnknownGate

if TYPE_CHECKING:
    from yalu.believe.baselines import Question
    from yalu.believe.gold import Truth
    from yalu.believe.protocol import Answers, Result
    from yalu.corridors import Atlas


@dataclass(frozen=True)
class Case:
    """One service of a timeline: what was true of it, and what is asked about it."""

    truth: "Truth"
    question: "Question"


@options.command(
    click.argument("gold_files", metavar="GOLD.json...", nargs=-1, required=True),
    click.option(
        "--documents",
        "documents",
        multiple=True,
        metavar="PATH",
        help="Score what these documents lead to, instead of a casebook. May be given again.",
    ),
    options.known_by,
    click.option(
        "--lag",
        "lags",
        type=click.IntRange(0, 3650),
        multiple=True,
        default=(0, 7, 30),
        show_default=True,
        metavar="DAYS",
        help="Answer each day from what was known so many days after it. May be given again.",
    ),
    click.option(
        "--every",
        type=click.IntRange(1, 366),
        default=7,
        show_default=True,
        metavar="DAYS",
        help="With a lag, answer only every so many days.",
    ),
    click.option("--hindsight", is_flag=True, help="Only looking back, without any lag: quick."),
    click.option("--by", type=click.Choice(["gate"]), help="Figures of each service, too."),
    options.chart,
    click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default=EM,
        show_default=True,
        help="What makes the belief; see the page on believing.",
    ),
    options.as_json,
    examples="""
yalu score timeline.json
yalu score timeline.json --documents reports/ --hindsight --by gate
yalu score timeline.json --lag 0 --lag 14 -o calibration.svg
""",
)
def command(
    env: Environment,
    gold_files: tuple[str, ...],
    documents: tuple[str, ...],
    known_by: dt.date | None,
    lags: tuple[int, ...],
    every: int,
    hindsight: bool,
    by: str | None,
    output: str | None,
    engine: str,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Score the belief on days whose state was settled afterwards, beside plainer ways.

    GOLD.json holds {"window", "gates": {gate: {"mode", "intervals": [{"from", "to", "state",
    "confidence"}]}}}; days of high or medium confidence count. Looking back, every claim is
    known; with a lag, each day is answered from what was known so many days after it.
    """
    atlas = load_atlas(env, corridor_files)
    truths = [truth for name in gold_files for truth in gold(env, name, atlas)]
    if not truths:
        env.warn(f"no settled day in {', '.join(gold_files)}")
        return ExitStatus.NOTHING
    status = ExitStatus.DONE
    if documents:
        claims, status = read(env, atlas, documents, known_by)
    else:
        with knowledge(env, casebook_name, corridor_files, known_by) as known:
            claims = known.claims
    cases = [case(truth, claims, atlas, known_by, engine) for truth in truths]
    unspoken = [str(one.truth.service) for one in cases if not one.question.claims]
    if len(unspoken) == len(cases):
        env.warn(f"no claim is about {', '.join(unspoken)}")
        return status or ExitStatus.NOTHING
    if unspoken:
        env.warn(f"no claim is about {', '.join(unspoken)}: silent on every day")
    chosen = () if hindsight else tuple(dict.fromkeys(lags))
    found = list(parts(answered(env, cases, chosen, every, known_by), cases, by is not None))
    if output:
        draw(env, found[-1], output)
    if as_json:
        for part in found:
            for line in lines(part):
                line_of_json(env, line)
    else:
        env.say(_heading(cases, chosen, every))
        env.say()
        told(env, found)
        if output:
            env.say(f"written to {output}")
    return status


def gold(env: Environment, name: str, atlas: "Atlas") -> "list[Truth]":
    """The services of a timeline file. Raises GoldError."""
    from yalu.believe.gold import GoldError, truths

    try:
        found = truths(json.loads(env.path(name).read_text("utf-8-sig")))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise GoldError(f"{name}: not a file of JSON") from None
    except GoldError as error:
        raise GoldError(f"{name}: {error}") from None
    try:
        for truth in found:
            atlas.service(str(truth.service))
    except UnknownGate as error:
        raise GoldError(f"{name}: {error}") from None
    return found


def read(
    env: Environment, atlas: "Atlas", names: Sequence[str], known_by: dt.date | None
) -> tuple[list[Claim], ExitStatus]:
    """The claims of documents known by the day, if one is given; whether all could be read."""
    intake = Intake(env, atlas)
    with progress(env, "reading") as step:
        found = [claim for _, claims in intake.read(names, step) for claim in claims]
    if known_by:
        found = [claim for claim in found if claim.known and claim.known <= known_by]
    return found, intake.report()


def case(
    truth: "Truth",
    claims: Sequence[Claim],
    atlas: "Atlas",
    known_by: dt.date | None,
    engine: str,
) -> Case:
    """What is asked about a service, from the claims about its gate, its groups and its members."""
    from yalu.believe.baselines import Question

    gate = truth.service.gate
    groups = atlas.around(gate)
    latest = max((claim.known for claim in claims if claim.known), default=truth.last)
    about = [claim for claim in claims if claim.gate in {*groups, *groups[gate]}]
    asked = Question(
        about,
        truth.service,
        truth.first,
        truth.last,
        known_by or latest,
        groups,
        atlas.gates[gate].passengers,
        engine=engine,
    )
    return Case(truth, asked)


def answered(
    env: Environment,
    cases: Sequence[Case],
    lags: Sequence[int],
    every: int,
    known_by: dt.date | None,
) -> "list[list[Answers]]":
    """The answers of each case: looking back, then for each lag."""
    from yalu.believe.protocol import as_of, hindsight

    whole = len(cases) + len(lags) * sum(-(-len(one.truth.rows) // every) for one in cases)
    found, done = [], 0
    with progress(env, "asking") as step:

        def on() -> None:
            nonlocal done
            done += 1
            step(done, whole)

        for one in cases:
            answers = [hindsight(one.question, one.truth)]
            on()
            for lag in lags:
                until = known_by - dt.timedelta(lag) if known_by else None
                answers.append(as_of(one.question, one.truth, lag, every, until=until, step=on))
            found.append(answers)
    return found


def _heading(cases: Sequence[Case], lags: Sequence[int], every: int) -> str:
    days = sum(len(one.truth.rows) for one in cases)
    known = max(one.question.known_by for one in cases)
    as_of = f"; with a lag, every {counted(every, 'days')}" if lags else ""
    return (
        f"{counted(days, 'settled days')} of {counted(len(cases), 'services')}, "
        f"looking back from {known}{as_of}"
    )


def parts(
    answers: "Sequence[Sequence[Answers]]", cases: Sequence[Case], by_service: bool
) -> Iterator[Part]:
    """The figures of each service if they are asked for, then those of all."""
    from yalu.believe.protocol import dated, results
    from yalu.believe.scoring import Dating

    datings = [dated(one.question, one.truth) for one in cases]

    def pooled(chosen: "Iterable[Sequence[Answers]]") -> "tuple[Result, ...]":
        by_lag = zip(*chosen, strict=True)
        some = [[one for one in group if len(one.rows)] for group in by_lag]
        return tuple(result for group in some if group for result in results(group))

    if by_service:
        for one, found, dating in zip(cases, answers, datings, strict=True):
            yield Part(one.truth.service, pooled([found]), dating)
    yield Part(None, pooled(answers), sum(datings, Dating()))
