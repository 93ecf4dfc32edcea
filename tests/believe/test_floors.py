"""How good the belief is on synthetic worlds: floors that only rise.

Run with `-s` to see the figures. `bench/believing.py` shows the same beside other ways.
"""

import statistics
from dataclasses import replace

import pytest

from yalu.believe import baselines, protocol, synthetic
from yalu.believe.baselines import Question
from yalu.believe.belief import EM, GIBBS
from yalu.believe.gold import Truth
from yalu.believe.scoring import Score, score
from yalu.believe.synthetic import FIRST, WORLD_MODEL, Knobs, World

FIVE, FIFTEEN, TEN_OTHERS = range(5), range(15), range(1000, 1010)


def asked(world: World) -> Question:
    return Question(world.claims, world.service, FIRST, world.last, world.last, model=WORLD_MODEL)


def scores(seeds: range, claims: int, knobs: Knobs | None = None, engine: str = EM) -> list[Score]:
    worlds = [synthetic.world(seed, claims, knobs=knobs) for seed in seeds]
    questions = [replace(asked(world), engine=engine) for world in worlds]
    return [score(baselines.belief(q), w.truth) for q, w in zip(questions, worlds, strict=True)]


def mean(found: list[Score], what: str) -> float:
    figure = statistics.fmean(getattr(one, what) for one in found)
    print(f"{what} {figure:.4f}", end="  ")
    return figure


@pytest.mark.parametrize(("claims", "right", "brier"), [(400, 0.987, 0.0215), (150, 0.906, 0.134)])
def test_five_worlds_in_hindsight(claims: int, right: float, brier: float) -> None:
    found = scores(FIVE, claims)
    assert mean(found, "accuracy") >= right
    assert mean(found, "brier") <= brier


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "claims", "right", "brier", "ece"),
    [
        (EM, 1500, 0.9975, 0.0038, 0.0025),
        (EM, 400, 0.980, 0.0315, 0.010),
        (EM, 150, 0.8955, 0.151, 0.034),
        (GIBBS, 1500, 0.9975, 0.0034, 0.0025),
        (GIBBS, 400, 0.980, 0.032, 0.012),
        (GIBBS, 150, 0.900, 0.150, 0.038),
    ],
)
def test_fifteen_worlds_in_hindsight(
    engine: str, claims: int, right: float, brier: float, ece: float
) -> None:
    found = scores(FIFTEEN, claims, engine=engine)
    assert mean(found, "accuracy") >= right
    assert mean(found, "brier") <= brier
    assert mean(found, "ece") <= ece


KNOBS = {
    "as expected": Knobs(),
    "stories": Knobs(stories=6),
    "biased": Knobs(false_share=0.8),
    "relays": Knobs(undetected_relays=1.0),
    "fuzzy": Knobs(fuzz=3.0),
    "short runs": Knobs(mean_run=40.0),
    "drift": Knobs(drift=1.0),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "case", "brier", "sure_wrong"),
    [
        (EM, "as expected", 0.060, 0.001),
        (EM, "stories", 0.1, 0.003),
        (EM, "biased", 0.069, 0.001),
        (EM, "relays", 0.064, 0.002),
        (EM, "fuzzy", 0.083, 0.004),
        (EM, "short runs", 0.435, 0.08),
        (EM, "drift", 0.178, 0.018),
        (GIBBS, "as expected", 0.056, 0.001),
        (GIBBS, "stories", 0.1, 0.003),
        (GIBBS, "biased", 0.072, 0.001),
        (GIBBS, "relays", 0.064, 0.001),
        (GIBBS, "fuzzy", 0.079, 0.001),
        (GIBBS, "short runs", 0.303, 0.008),
        (GIBBS, "drift", 0.177, 0.009),
    ],
)
def test_worlds_that_are_not_as_expected(
    engine: str, case: str, brier: float, sure_wrong: float
) -> None:
    found = scores(TEN_OTHERS, 300, KNOBS[case], engine)
    assert mean(found, "brier") <= brier
    assert mean(found, "sure_wrong") <= sure_wrong


@pytest.mark.slow
def test_changes_are_believed_soon_and_few_that_never_were() -> None:
    answers = []
    ways = {name: baselines.WAYS[name] for name in ("belief", "hidden Markov")}
    for seed in range(3):
        world = synthetic.world(seed, 300)
        truth = Truth(world.service, FIRST, world.truth)
        start = synthetic.day(200)
        answers.append(protocol.as_of(asked(world), truth, 0, 10, ways, start=start))
    belief, chain, _ = protocol.results(answers)
    print(belief.detection, belief.score)
    assert belief.detection.median <= 9
    assert belief.detection.alarms_per_year <= 0.15
    assert belief.score.brier < chain.score.brier


@pytest.mark.slow
def test_the_belief_is_better_than_every_plain_way() -> None:
    for claims in (400, 150):
        world = synthetic.world(1, claims)
        brier = {
            n: score(way(asked(world)), world.truth).brier for n, way in baselines.WAYS.items()
        }
        assert min(brier, key=brier.get) == "belief"
