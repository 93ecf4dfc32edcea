"""The belief on synthetic worlds, beside other ways to say what ran on a day.

`make bench-believe`, or `python bench/believing.py --seeds 2 --claims 150 --parts hindsight` for a
look in a minute. The worlds are those of `yalu.believe.synthetic`, by seed; every way gets the same
claims and, where it wants any, the same prior knowledge (`WORLD_MODEL`). Quality is the mean over
worlds, time is processor time on one core, the median over worlds, compilation left out.

- hindsight: every claim is known; 2,000 days.
- nowcast: every tenth day from the 200th, from what was known on it; Dawid-Skene and the Poisson
  chain of hmmlearn are left out there, for they fit anew at each of the days.
- misfits: worlds that break an assumption of the belief, 300 claims.
- speed: what a refresh costs, a thousand services from scratch, and a new word weighed by draws.

crowd-kit's Dawid-Skene takes every day for a task and every origin for a worker; hmmlearn's
Poisson chain counts the votes for each state on each day.
"""

import argparse
import dataclasses
import datetime as dt
import functools
import itertools
import json
import platform
import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from yalu.believe import STATES, baselines, believe, protocol, scoring, synthetic, watch
from yalu.believe.baselines import Question, Way
from yalu.believe.belief import ENGINES, GIBBS
from yalu.believe.gold import Truth
from yalu.believe.synthetic import FIRST, WORLD_MODEL, Knobs, World

Line = dict[str, Any]
Ways = Mapping[str, Way]

MISFITS: Mapping[str, Knobs] = {
    "as expected": Knobs(),
    "false reports lean to suspended, 80 %": Knobs(false_state=0, false_share=0.8),
    "6 stories told alike by 8 sources": Knobs(stories=6),
    "no relay recognised": Knobs(undetected_relays=1.0),
    "dates 3 times fuzzier than told": Knobs(fuzz=3.0),
    "reliability halves over the period": Knobs(drift=1.0),
    "run lengths with a heavy tail": Knobs(runs="pareto"),
    "run lengths geometric": Knobs(runs="geom"),
    "runs of 40 days instead of 150": Knobs(mean_run=40.0),
    "windows always named (softmax)": Knobs(softmax=True),
    "class means .2 lower": Knobs(lower_class_means=0.2),
    "changes covered unevenly": Knobs(coverage=0.3),
}
MISFIT_CLAIMS = NOWCAST_CLAIMS = REFRESH_CLAIMS = 300
MISFIT_SEED = 1000
"""Other worlds than those of the hindsight table."""
NOWCAST_EVERY, NOWCAST_FROM = 10, 200
SERVICES, SERVICE_CLAIMS = 1000, 60
SLOW = 100
"""Milliseconds a refresh from which a tenth of the services is enough to time an engine."""
HELD_ON = 14
REFRESHES = 20
"""Times a refresh of a world is timed."""
NEW_WORDS = 10
"""Last words of a world, each weighed by the draws made without any of them."""


def engines(names: Sequence[str] = ENGINES) -> dict[str, Way]:
    """The belief by each of its engines, or by some of them."""
    return {f"belief, {name}": functools.partial(by_engine, name) for name in names}


def by_engine(engine: str, question: Question) -> np.ndarray:
    return baselines.belief(dataclasses.replace(question, engine=engine))


def plain_ways() -> dict[str, Way]:
    """The ways that are quick enough to be asked about every day."""
    return {
        "last report": functools.partial(baselines.last_report, sure=0.8),
        "majority, 7 d around": baselines.majority,
        "majority, relays counted": functools.partial(baselines.majority, relays=True),
        "hidden Markov, claim-weighted": baselines.hidden_markov,
    }


def fitted_ways() -> dict[str, Way]:
    ways: dict[str, tuple[str, Way]] = {
        "Dawid-Skene (crowd-kit)": ("crowdkit", dawid_skene),
        "PoissonHMM (hmmlearn)": ("hmmlearn", poisson_chain),
    }
    there = {name: way for name, (library, way) in ways.items() if find_spec(library)}
    if left_out := sorted(ways.keys() - there.keys()):
        print(f"left out, for the extra `bench` is not installed: {', '.join(left_out)}")
    return there


def daily_votes(question: Question, held_on: int) -> Iterator[tuple[int, str, int]]:
    """Day from 0, origin and state of every vote."""
    begun = question.first.toordinal()
    for vote in baselines.votes_of(question):
        last = vote.last + held_on if vote.change else vote.last
        for on in range(max(vote.first - begun, 0), min(last - begun, question.days - 1) + 1):
            yield on, vote.origin, vote.state


def dawid_skene(question: Question) -> np.ndarray:
    """Dawid and Skene 1979 by crowd-kit, a day without votes being as the last one with some."""
    import pandas  # crowd-kit brings it, and takes nothing else
    from crowdkit.aggregation import DawidSkene

    votes = pandas.DataFrame(daily_votes(question, HELD_ON), columns=["task", "worker", "label"])
    votes = votes.groupby(["task", "worker"], as_index=False).last()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        shares = DawidSkene(n_iter=50).fit_predict_proba(votes)
    found = np.full((question.days, len(STATES)), np.nan)
    for state in range(len(STATES)):
        found[shares.index, state] = shares.get(state, 0.0)
    seen = np.maximum.accumulate(np.where(np.isnan(found[:, 0]), -1, np.arange(question.days)))
    seen[seen < 0] = int(np.argmax(seen >= 0))
    return found[seen]


def poisson_chain(question: Question) -> np.ndarray:
    """hmmlearn's chain with Poisson counts; hidden states are named by their votes."""
    from hmmlearn.hmm import PoissonHMM

    count = np.zeros((question.days, len(STATES)), int)
    for on, _, state in daily_votes(question, 0):
        count[on, state] += 1
    stay = 1 - 1 / question.model.mean_run
    chain = PoissonHMM(3, n_iter=20, init_params="", params="lt", tol=1e-2)
    chain.startprob_ = np.full(3, 1 / 3)
    chain.transmat_ = np.where(np.eye(3, dtype=bool), stay, (1 - stay) / 2)
    chain.lambdas_ = (count.mean(axis=0) + 1e-3) * np.where(np.eye(3, dtype=bool), 2.0, 0.5)
    chain.fit(count)
    said = chain.predict_proba(count)
    share = np.nan_to_num(chain.lambdas_ / chain.lambdas_.sum(axis=0))
    hidden = max(itertools.permutations(range(3)), key=lambda order: share[order, range(3)].sum())
    return said[:, hidden]


def asked(world: World) -> Question:
    """All days of a world, every claim known."""
    return Question(world.claims, world.service, FIRST, world.last, world.last, model=WORLD_MODEL)


def timed(way: Way, question: Question) -> tuple[np.ndarray, float]:
    """The answer and what it costs, ms; a question remembers its evidence, so it is asked anew."""
    question = dataclasses.replace(question)
    began = time.process_time()
    said = way(question)
    return said, 1000 * (time.process_time() - began)


def hindsight(beliefs: Ways, seeds: int, claims: list[int]) -> Iterator[Line]:
    ways = dict(beliefs) | plain_ways() | fitted_ways()
    warm(ways)
    for number in claims:
        worlds = [synthetic.world(seed, number) for seed in range(seeds)]
        for name, way in ways.items():
            answers = [timed(way, asked(world)) for world in worlds]
            scores = [scoring.score(a, w.truth) for (a, _), w in zip(answers, worlds, strict=True)]
            yield {
                "part": "hindsight",
                "claims": number,
                "way": name,
                **means(scores),
                "ms": statistics.median(cost for _, cost in answers),
            }


def nowcast(beliefs: Ways, seeds: int) -> Iterator[Line]:
    ways = dict(beliefs) | plain_ways()
    warm(ways)
    start = synthetic.day(NOWCAST_FROM)
    answers = []
    for seed in range(seeds):
        world = synthetic.world(seed, NOWCAST_CLAIMS)
        truth = Truth(world.service, FIRST, world.truth)
        found = protocol.as_of(asked(world), truth, 0, NOWCAST_EVERY, ways, start=start)
        answers.append(found)
    for result in protocol.results(answers):
        soon = result.detection
        line = {
            "part": "nowcast",
            "claims": NOWCAST_CLAIMS,
            "way": result.way,
            **figures(result.score),
        }
        if soon.years:
            line |= {
                "lag_median": soon.median,
                "lag_mean": soon.mean,
                "missed": soon.missed / soon.changes,
                "alarms_a_year": soon.alarms_per_year,
            }
        yield line


def misfits(beliefs: Ways, seeds: int) -> Iterator[Line]:
    ways = dict(beliefs) | {"hidden Markov, claim-weighted": baselines.hidden_markov}
    warm(ways)
    for case, knobs in MISFITS.items():
        worlds = [
            synthetic.world(MISFIT_SEED + seed, MISFIT_CLAIMS, knobs=knobs) for seed in range(seeds)
        ]
        for name, way in ways.items():
            scores = [scoring.score(way(asked(world)), world.truth) for world in worlds]
            about = {"part": "misfits", "claims": MISFIT_CLAIMS, "case": case, "way": name}
            yield about | means(scores)


def speed(beliefs: Ways, seeds: int) -> Iterator[Line]:
    warm(beliefs)
    worlds = [synthetic.world(seed, REFRESH_CLAIMS) for seed in range(seeds)]
    for name, way in beliefs.items():
        costs = [timed(way, asked(world))[1] for world in worlds for _ in range(REFRESHES)]
        about = {"part": "speed", "way": name}
        yield about | {"what": f"refresh, {REFRESH_CLAIMS} claims, 2,000 days"} | spent(costs)
        services = SERVICES if min(costs) < SLOW else SERVICES // 10
        many = (synthetic.world(seed, SERVICE_CLAIMS) for seed in range(services))
        yield about | {
            "what": f"{services:,} services from scratch, {SERVICE_CLAIMS} claims each",
            "ms": sum(timed(way, asked(world))[1] for world in many),
        }
    if any(GIBBS in name for name in beliefs):
        costs = [cost for world in worlds for cost in arrivals(world)]
        what = f"a new word, {REFRESH_CLAIMS} claims, 2,000 days"
        yield {"part": "speed", "way": "belief, reweight", "what": what} | spent(costs)


def spent(costs: list[float]) -> Line:
    """Median and least of what was spent, ms; a machine that others work on slows the median."""
    return {"ms": statistics.median(costs), "least": min(costs)}


def arrivals(world: World) -> Iterator[float]:
    """What it costs to weigh each of the last words of a world by the draws made without them, ms."""
    told = sorted((c for c in world.claims if c.known), key=lambda c: (c.known, c.document))
    days = {"known_by": world.last, "first": FIRST, "last": world.last}
    before = believe(told[:-NEW_WORDS], world.service, model=WORLD_MODEL, engine=GIBBS, **days)
    for claim in told[-NEW_WORDS:]:
        for _ in range(5):
            began = time.process_time()
            watch.told(before, [claim], world.last)
            yield 1000 * (time.process_time() - began)


def warm(ways: Ways) -> None:
    """Compile and import what the ways need, so that no world pays for it."""
    world = synthetic.world(999, 60, days=400)
    for way in ways.values():
        way(asked(world))


def figures(score: scoring.Score) -> Line:
    return {
        "accuracy": score.accuracy,
        "brier": score.brier,
        "log": score.log,
        "ece": score.ece,
        "sure_wrong": score.sure_wrong,
    }


def means(scores: list[scoring.Score]) -> Line:
    lines = [figures(score) for score in scores]
    return {key: statistics.fmean(line[key] for line in lines) for key in lines[0]}


HEADS = {
    "hindsight": ("way", "claims", "accuracy", "brier", "log", "ece", "sure_wrong", "ms"),
    "nowcast": (
        *("way", "claims", "accuracy", "brier", "ece", "sure_wrong"),
        *("lag_median", "lag_mean", "missed", "alarms_a_year"),
    ),
    "misfits": ("case", "way", "accuracy", "brier", "ece", "sure_wrong"),
    "speed": ("what", "way", "ms", "least"),
}
WIDE = {"way": 32, "case": 40, "what": 46}


def cells(part: str, line: Line) -> str:
    """A line of the table of a part."""
    return "".join(cell(name, line.get(name)) for name in HEADS[part])


def cell(name: str, value: Any) -> str:
    if isinstance(value, float):
        digits = {"ms": 2, "least": 2, "lag_median": 1, "lag_mean": 1, "alarms_a_year": 2}.get(
            name, 4
        )
        return f"{value:>14.{digits}f}"
    shown = "" if value is None else str(value)
    return f"{shown:{WIDE[name]}}" if name in WIDE else f"{shown:>14}"


def head(part: str) -> str:
    names = HEADS[part]
    return "".join(f"{n:{WIDE[n]}}" if n in WIDE else f"{n:>14}" for n in names)


PARTS: Mapping[str, Callable[[Ways, argparse.Namespace], Iterator[Line]]] = {
    "hindsight": lambda beliefs, given: hindsight(beliefs, given.seeds, given.claims),
    "nowcast": lambda beliefs, given: nowcast(beliefs, min(given.seeds, 3)),
    "misfits": lambda beliefs, given: misfits(beliefs, min(given.seeds, 10)),
    "speed": lambda beliefs, given: speed(beliefs, min(given.seeds, 3)),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--seeds", type=int, default=15, help="worlds; nowcast has 3, misfits 10")
    options.add_argument("--claims", type=int, nargs="+", default=[1500, 400, 150])
    options.add_argument("--parts", nargs="+", choices=list(PARTS), default=list(PARTS))
    options.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    options.add_argument("--write", type=Path, metavar="FILE", help="append the figures as JSON")
    given = options.parse_args()
    beliefs = engines(given.engines)
    about = {
        "date": dt.date.today().isoformat(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "seeds": given.seeds,
    }
    for part in given.parts:
        print(f"\n{part}\n{head(part)}", flush=True)
        for line in PARTS[part](beliefs, given):
            print(cells(part, line), flush=True)
            if given.write:
                with given.write.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(about | line) + "\n")


if __name__ == "__main__":
    main()
