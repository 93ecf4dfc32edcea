"""Worlds drawn from the sampler's own model, and the ranks of their truths among its draws.

Simulation-based calibration: where the truth is drawn from the prior and the evidence from
the likelihood, the rank of a true figure among draws of the posterior is uniform. Source:
Talts, Betancourt, Simpson, Vehtari and Gelman 2018, arXiv 1804.06788.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yalu.believe import Model, gibbs
from yalu.believe.chain import Frame
from yalu.believe.evidence import Evidence, Form
from yalu.believe.gibbs import Drawn, Sweeps, length_grid, moves
from yalu.vocabulary import SourceClass

DAYS, PIECES, DRAWS = 400, 60, 99
CLASSES = (SourceClass.OFFICIAL, SourceClass.AGENCY, SourceClass.ANONYMOUS)
ORIGINS = 12
STATISTICS = (
    "changes",
    "days suspended",
    "days running",
    "state of the middle day",
    "last change",
    "length of runs",
    "reliability of the first origin",
    "lean to suspended",
)
PRIOR = dict(zip(CLASSES, (0.85, 0.75, 0.6), strict=True))
"""Means below those of the model in use: nearer to 1 the law of a reliability piles up there."""

MODEL = Model(
    reliability={**Model().reliability, **PRIOR},
    young=20.0,
    lasting=0.7,
    settled=60.0,
    present=0.0,
    hindsight_floor=1.0,
    dated_floor=1.0,
    notice=0.0,
    likeness=0.0,
    absence=1.0,
    reports_weight=0.0,
    report_delay=1e-6,
    delay_weight=1e9,
    lean_weight=3.0,
)
FRAME = Frame(0, DAYS, 0, DAYS)


@dataclass(frozen=True)
class Truth:
    """A path (DAYS,), the factor on its runs, the reliability of the first origin, the lean (3,)."""

    path: NDArray[np.int64]
    factor: float
    reliability: float
    toward: NDArray[np.float64]


def draw(seed: int) -> tuple[Truth, list[Evidence]]:
    """A world from the prior, and what is told of it by the likelihood."""
    rng = np.random.default_rng([7, seed])
    factors, log = length_grid(MODEL)
    weight = np.exp(log - log.max())
    factor = float(rng.choice(factors, p=weight / weight.sum()))
    runs = MODEL.replace(young=MODEL.young * factor, settled=MODEL.settled * factor)
    path = _path(runs, rng)
    means = {c: _beta(MODEL.reliability[c], MODEL.class_weight, rng) for c in CLASSES}
    classes = [CLASSES[n % len(CLASSES)] for n in range(ORIGINS)]
    trust = [_beta(means[c], MODEL.reliability_weight, rng) for c in classes]
    toward = rng.dirichlet([MODEL.lean_weight] * 3)
    told = []
    for _ in range(PIECES):
        who = int(rng.integers(ORIGINS))
        knows = rng.random() < trust[who]
        form, first, last, state = _tell(path, knows, toward, rng)
        told.append(
            Evidence(
                form=form,
                first=first,
                last=last,
                state=state,
                denies=False,
                known=last,
                trust=MODEL.reliability[classes[who]],
                share=1.0,
                origin=f"origin-{who:02}",
                class_=classes[who],
                firm=True,
                claims=(),
            )
        )
    first = sorted({piece.origin for piece in told})[0]
    return Truth(path, factor, trust[int(first[-2:])], toward), told


def _beta(mean: float, worth: float, rng: np.random.Generator) -> float:
    return float(np.clip(rng.beta(worth * mean, worth * (1 - mean)), 1e-9, 1 - 1e-9))


def _path(model: Model, rng: np.random.Generator) -> NDArray[np.int64]:
    step, law = moves(model)
    found = [int(rng.choice(6, p=law))]
    for _ in range(DAYS - 1):
        found.append(int(rng.choice(6, p=step[found[-1]])))
    return np.array(found) // 2


def _tell(
    path: NDArray[np.int64], knows: bool, toward: NDArray[np.float64], rng: np.random.Generator
) -> tuple[Form, int, int, int]:
    form = Form(rng.choice([Form.HELD, Form.CHANGED, Form.PASSED], p=[0.6, 0.25, 0.15]))
    changes = np.flatnonzero(np.diff(path)) + 1
    if form is Form.CHANGED:
        half = int(rng.choice([0, 3]))
        while knows and len(changes):
            change = int(rng.choice(changes))
            decay = np.exp(-1 / (0.7 + 0.6 * half))
            day = change + int(rng.geometric(1 - decay)) - int(rng.geometric(1 - decay))
            if half <= day < DAYS - half:
                return form, day - half, day + half, int(path[change])
        day = int(rng.integers(half, DAYS - half))
        return form, day - half, day + half, int(rng.choice(3, p=toward))
    if form is Form.PASSED:
        rate = np.array(MODEL.crossing_rate)[path]
        day = int(rng.choice(DAYS, p=rate / rate.sum() if knows else None))
        return form, day, day, 0
    length = int(rng.choice([1, 1, 8, 40]))
    first = int(rng.integers(0, DAYS - length + 1))
    window = path[first : first + length]
    if not knows:
        return form, first, first + length - 1, int(rng.choice(3, p=toward))
    each = (1 + (length - 1) / 30) / length
    seen = np.log(np.array(MODEL.told))[window].sum(0) * each
    named = np.exp(seen - seen.max())
    return form, first, first + length - 1, int(rng.choice(3, p=named / named.sum()))


def figures(path: NDArray[np.int64], factor: float, r: float, toward: float) -> list[float]:
    """The eight `STATISTICS` of a world or a draw."""
    changes = np.flatnonzero(np.diff(path)) + 1
    return [
        float(len(changes)),
        float((path == 0).sum()),
        float((path == 2).sum()),
        float(path[DAYS // 2]),
        float(changes[-1]) if len(changes) else 0.0,
        factor,
        r,
        toward,
    ]


def ranks(
    seed: int, sweeps: Sweeps
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], Drawn]:
    """Ranks of a world's figures among 99 thinned draws, 0 to 99, ties broken by chance; and
    the posterior of its days with their truth."""
    truth, told = draw(seed)
    drawn = gibbs.sample(told, MODEL, FRAME, seed, sweeps)
    rows = np.linspace(0, len(drawn.paths) - 1, DRAWS).astype(int)
    mine = np.array(
        [
            figures(drawn.states[k], drawn.lengths[k], drawn.records[k, 0], drawn.toward[k, 0])
            for k in rows
        ]
    )
    true = np.array(figures(truth.path, truth.factor, truth.reliability, truth.toward[0]))
    rng = np.random.default_rng([8, seed])
    below, equal = (mine < true - 1e-12).sum(0), (np.abs(mine - true) <= 1e-12).sum(0)
    rank = below + rng.integers(0, equal + 1)
    return rank.astype(float), drawn.post, truth.path, drawn
