"""The chain against the sum over every path, and the compiled kernel against plain Python."""

import itertools
import json
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yalu.believe import believe, chain
from yalu.believe import passes as loops
from yalu.believe.model import Model
from yalu.vocabulary import Kind, State

from .worlds import SERVICE, told

DAYS = 8
MODEL = Model(young=2.0, lasting=0.4, settled=5.0)


def every_path(
    likely: np.ndarray, enter: np.ndarray, leave: np.ndarray
) -> dict[tuple[int, ...], float]:
    """The weight of each of the 3^8 paths: the phases of every run summed out by hand."""
    (ends, settles, ends_late), jump, start = chain.prior_of(MODEL)
    stay = np.array([[1 - ends - settles, settles], [0, 1 - ends_late]])
    found = {}
    for path in itertools.product(range(3), repeat=DAYS):
        phases = start[2 * path[0] : 2 * path[0] + 2] * likely[0, path[0]]
        for t in range(1, DAYS):
            before, now = path[t - 1], path[t]
            if before == now:
                phases = phases @ stay
            else:
                left = phases @ np.array([ends, ends_late]) * leave[t, before]
                phases = np.array([left * jump[before, now] * enter[t, now], 0.0])
            phases = phases * likely[t, now]
        found[path] = float(phases.sum())
    return found


def passes(
    likely: np.ndarray, enter: np.ndarray, leave: np.ndarray
) -> tuple[chain.Smoothed, np.ndarray]:
    phase, jump, start = chain.prior_of(MODEL)
    forward, backward = np.zeros((DAYS, 6)), np.zeros((DAYS, 6))
    post, into, scale = np.zeros((DAYS, 3)), np.zeros((DAYS, 3)), np.zeros(DAYS)
    loops.pass_forward(likely, enter, leave, phase, jump, start, forward, scale)
    loops.pass_backward(likely, enter, leave, phase, jump, forward, backward, post, into)
    none = np.zeros(0)
    found = (post, into, likely, enter, leave, forward, backward, scale, none, none, none)
    return chain.Smoothed(*found, chain.Prior(phase, jump, start)), into


@given(st.integers(0, 10_000))
@settings(max_examples=4)
def test_forward_and_backward_equal_the_sum_over_all_paths(seed: int) -> None:
    chance = np.random.default_rng(seed)
    likely, enter, leave = (np.exp(chance.normal(0, 1.5, (DAYS, 3))) for _ in range(3))
    paths = every_path(likely, enter, leave)
    smoothed, into = passes(likely, enter, leave)
    post, changed, began = np.zeros((DAYS, 3)), np.zeros((DAYS, 3)), np.zeros(DAYS)
    day, state = 5, int(chance.integers(3))
    for path, weight in paths.items():
        for t, k in enumerate(path):
            post[t, k] += weight
            changed[t, k] += weight * (t > 0 and path[t - 1] != k)
        if path[day] == state:
            run = next((n for n in range(day, 0, -1) if path[n - 1] != state), 0)
            began[run] += weight
    total = sum(paths.values())
    np.testing.assert_allclose(smoothed.post, post / total, rtol=1e-9)
    np.testing.assert_allclose(into, changed / total, rtol=1e-9, atol=1e-12)
    starts = smoothed.starts(day, state)
    np.testing.assert_allclose(starts, began[: day + 1] / began.sum(), rtol=1e-9)
    np.testing.assert_allclose(np.log(smoothed.scale).sum(), np.log(total), rtol=1e-9)


def test_the_prior_is_stationary() -> None:
    nothing = np.ones((DAYS, 3))
    smoothed, _ = passes(nothing, nothing, nothing)
    np.testing.assert_allclose(smoothed.post, np.tile(smoothed.post[:1], (DAYS, 1)), rtol=1e-12)


@pytest.mark.parametrize("claims", [400])
def test_a_day_of_many_words_is_still_a_number(claims: int) -> None:
    book = [
        told(Kind.SERVICE, n % 2, State.SUSPENDED, origin=f"paper-{n}") for n in range(claims)
    ] + [told(Kind.SERVICE, 1, State.RUNNING, origin=f"rival-{n}") for n in range(claims)]
    assert np.isfinite(believe(book, SERVICE).probability).all()


def test_plain_python_says_the_same_as_the_compiled_kernel() -> None:
    program = (
        "import json, datetime as dt\n"
        "from yalu.believe import believe\n"
        "from yalu.vocabulary import *\n"
        "def told(kind, n, state):\n"
        "    on = dt.date(2021, 3, 1) + dt.timedelta(n)\n"
        "    return Claim('a', kind, 'g', Mode.RAIL, 'w', SourceClass.OFFICIAL, f'o{n}',\n"
        "                 state=state, when=When.on(on), known=on)\n"
        "b = believe([told(Kind.CHANGE, 4, State.RUNNING), told(Kind.CROSSING, 5, None),\n"
        "             told(Kind.SERVICE, 15, State.SUSPENDED)],\n"
        "            Service('g', Mode.RAIL), known_by=dt.date(2021, 3, 20))\n"
        "s = b.since(dt.date(2021, 3, 17))\n"
        "print(json.dumps([b.probability.tolist(), str(s.best), str(s.earliest)]))\n"
    )
    found = []
    for off in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "NUMBA_DISABLE_JIT": off},
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(json.loads(done.stdout))
    np.testing.assert_allclose(found[0][0], found[1][0], rtol=1e-9, atol=1e-12)
    assert found[0][1:] == found[1][1:]
