"""EM in one compiled call: evidence spread over the days, smoothed, and what it tells of its origins.

States, phases and arrays are those of `yalu.believe.passes`.
"""

from typing import Any, NamedTuple

import numpy as np

from yalu.believe.passes import Array, compiled, pass_backward, pass_forward

HELD, CHANGED = 0, 1
"""Forms of evidence that have a likelihood of their own: see `yalu.believe.evidence.Form`."""

_SHARP = 0.7  # days: scale of a date told to the day
_FAR = 300.0  # nats


@compiled
def left_of(piece: Any, lag: int, fading: Array) -> float:
    """What hindsight leaves of a word told `lag` days after the day it speaks of.

    floor + (1 - floor) `fading[lag]`, the last of `fading` for longer lags.
    """
    faded = fading[min(max(lag, 0), fading.size - 1)]
    return piece.floor + (1 - piece.floor) * faded  # type: ignore[no-any-return]


class Dates(NamedTuple):
    """Date kernels K(t - middle) of the changes among n pieces, one after the other.

    That of piece i is of days reach[i, 0] to reach[i, 1] - 1, from values[at[i]] on.
    """

    values: Array
    reach: Array
    at: Array


@compiled
def dated(pieces: Any, rows: int) -> Any:
    """The `Dates` of n pieces on days below `rows`."""
    reach, at, size = np.empty((pieces.size, 2), np.int64), np.empty(pieces.size, np.int64), 0
    for i in range(pieces.size):
        one = pieces[i]
        reach[i, 0], reach[i, 1], at[i] = 1, 1, size
        if one.form == CHANGED:
            reach[i, 0], reach[i, 1] = max(1, one.begin), min(rows - 1, one.end) + 1
            size += max(reach[i, 1] - reach[i, 0], 0)
    found = np.empty(size)
    for i in range(pieces.size):
        one = pieces[i]
        for t in range(reach[i, 0], reach[i, 1]):
            found[at[i] + t - reach[i, 0]] = np.exp(-abs(t - one.middle) / one.scale)
    return Dates(found, reach, at)


@compiled
def spread(
    pieces: Any,
    dates: Any,
    message: Array,
    peak: Array,
    bit: float,
    fading: Array,
    held: Array,
    entered: Array,
    left: Array,
) -> None:
    """Add what n pieces say to `held`, `entered` and `left` (T, 3), in place, as logs.

    `pieces` are those of `yalu.believe.pieces`, `dates` theirs. Of a window, `message` (n, 3) holds
    log-likelihoods of an accurate-or-not statement by state; a day of the window gets (1 - present) message / min(L, sqrt(bit L)), L its
    length, and the last day `pieces.present` of it besides, times the weight and
    what hindsight leaves of it. A change fades by the lag from the middle of its window.

    Of a change into `state` around the middle of its window, day c gets the log likelihood
    ratio log(1 + peak K(c - middle)), K a two-sided geometric kernel with mode 1 and decay
    exp(-1 / scale). Leaving the state takes it away again, the less the wider the kernel:
    one statement is about one change, and else it would pay for every return.
    """
    rows = held.shape[0]
    for i in range(pieces.size):
        one = pieces[i]
        if one.form == CHANGED:
            lag = one.known - int(np.floor(one.middle))
            w = one.weight * left_of(one, lag, fading)
            back, k = _SHARP / one.scale, one.state
            for j in range(dates.reach[i, 1] - dates.reach[i, 0]):
                t = dates.reach[i, 0] + j
                gain = w * np.log(1 + peak[i] * dates.values[dates.at[i] + j])
                entered[t, k] += gain
                left[t, k] -= gain * back
            continue
        length = one.last - one.first + 1.0
        share = one.weight * (1 - one.present) / min(length, np.sqrt(bit * length))
        for t in range(max(one.first, 0), min(one.last, rows - 1) + 1):
            w = share + one.weight * one.present if t == one.last else share
            w *= left_of(one, one.known - t, fading)
            for k in range(3):
                held[t, k] += w * message[i, k]


@compiled
def unnoticed(pieces: Any, within: int, cost: float, found: Array) -> None:
    """What a change costs on each of T days for want of any word soon after, into `found` (T,).

    `cost` nats where nothing became known within so many days from the day, else 0.
    """
    found[:] = cost
    for i in range(pieces.size):
        low = max(pieces[i].known - within, 0)
        for t in range(low, min(pieces[i].known, found.size - 1) + 1):
            found[t] = 0.0


@compiled
def _same_row(rows: Array, t: int) -> bool:
    """Whether row t (of three) is that before it, bit for bit."""
    return (  # type: ignore[no-any-return]
        rows[t, 0] == rows[t - 1, 0]
        and rows[t, 1] == rows[t - 1, 1]
        and rows[t, 2] == rows[t - 1, 2]
    )


@compiled
def factors(
    held: Array,
    entered: Array,
    left: Array,
    charge: Array,
    likely: Array,
    enter: Array,
    leave: Array,
) -> None:
    """Turn log evidence (T, 3) into the factors of `passes.pass_forward`, its last three arguments.

    `charge` (T,) is taken from every change. What is more than `_FAR` nats is no surer, and
    its exponential is still a number.
    """
    base, last = 1.0, 0.0
    for t in range(held.shape[0]):
        top = max(held[t, 0], held[t, 1], held[t, 2])
        if charge[t] != last:
            base, last = np.exp(-charge[t]), charge[t]
        for k in range(3):
            if t > 0 and _same_row(held, t):
                likely[t, k] = likely[t - 1, k]
            else:
                low = max(held[t, k] - top, -_FAR)
                likely[t, k] = np.exp(low) if low != 0 else 1.0
            enter[t, k] = base
            if entered[t, k] != 0:
                enter[t, k] = np.exp(min(entered[t, k], _FAR) - charge[t])
            leave[t, k] = np.exp(max(left[t, k], -_FAR)) if left[t, k] != 0 else 1.0


@compiled
def expected(
    pieces: Any,
    dates: Any,
    post: Array,
    into: Array,
    found: Array,
) -> None:
    """What n pieces (`yalu.believe.pieces`) see in a belief, into `found` (n,).

    Of a window the mean of `pieces.accurate` over its days under `post` (T, 3); of a change
    the sum over days of K(c - middle) P(change into the state on c), by `into` (T, 3).
    """
    rows = post.shape[0]
    total = np.zeros((rows + 1, 3))
    for t in range(rows):
        for k in range(3):
            total[t + 1, k] = total[t, k] + post[t, k]
    for i in range(pieces.size):
        found[i] = 0.0
        one = pieces[i]
        if one.form == CHANGED:
            k, total_of = one.state, 0.0
            for j in range(dates.reach[i, 1] - dates.reach[i, 0]):
                total_of += dates.values[dates.at[i] + j] * into[dates.reach[i, 0] + j, k]
            found[i] = total_of
            continue
        low, high = max(one.first, 0), min(one.last, rows - 1)
        for k in range(3):
            found[i] += one.accurate[k] * (total[high + 1, k] - total[low, k]) / (high - low + 1)


@compiled
def vouched(
    pieces: Any,
    dates: Any,
    post: Array,
    into: Array,
    odds: Array,
    peak: Array,
    found: Array,
) -> None:
    """P(accurate | belief) of n pieces (`yalu.believe.pieces`), into `found` (n,).

    Of a window the mean over its days of o / (1 + o), o = `odds` (n, 3) that the statement was
    made from knowledge if the day was in a state, under `post` (T, 3). Of a change the sum
    over days of o / (1 + o) P(change into the state on the day), by `into` (T, 3), at most 1,
    o = `peak` (n,) times the date kernel.
    """
    rows = post.shape[0]
    total = np.zeros((rows + 1, 3))
    for t in range(rows):
        for k in range(3):
            total[t + 1, k] = total[t, k] + post[t, k]
    for i in range(pieces.size):
        found[i] = 0.0
        one = pieces[i]
        if one.form == CHANGED:
            for j in range(dates.reach[i, 1] - dates.reach[i, 0]):
                o = peak[i] * dates.values[dates.at[i] + j]
                found[i] += o / (1 + o) * into[dates.reach[i, 0] + j, one.state]
            found[i] = min(found[i], 1.0)
            continue
        low, high = max(one.first, 0), min(one.last, rows - 1)
        for k in range(3):
            sure = odds[i, k] / (1 + odds[i, k])
            found[i] += sure * (total[high + 1, k] - total[low, k]) / (high - low + 1)


@compiled
def _rates(table: Array, share: Array, usual: Array, absence: float, found: Array) -> None:
    """Rate that each form is held against, into `found`; 1 for the forms without one.

    The usual one, or as far as absence speaks the mean over the days believed, by `share` (3,).
    """
    for f in range(table.shape[0]):
        mean = table[f, 0] * share[0] + table[f, 1] * share[1] + table[f, 2] * share[2]
        found[f] = usual[f] + absence * (mean - usual[f]) if mean > 0 else 1.0


@compiled
def _weigh(
    pieces: Any,
    reliability: Array,
    table: Array,
    rate: Array,
    toward: Array,
    gap: float,
    chance: Array,
    odds: Array,
    peak: Array,
    message: Array,
) -> None:
    """What each piece is worth with the reliabilities at hand; fills the last four arguments.

    chance (n,): Q; odds (n, 3) that a day's statement was made from knowledge, by true state;
    peak (n,): those of a change on its very day; message (n, 3): log likelihood by state.
    """
    for i in range(pieces.size):
        one, r = pieces[i], reliability[i]
        chance[i] = 1.0 if table[one.form, 0] > 0 else toward[one.state]
        if one.denies:
            chance[i] = 0.5 * (1 - toward[one.state])
        if one.form == CHANGED:
            peak[i] = r * gap * one.peak / ((1 - r) * chance[i])
            continue
        top = -np.inf
        for y in range(3):
            odds[i, y] = r * one.accurate[y] / (rate[one.form] * (1 - r) * chance[i])
            message[i, y] = np.log1p(odds[i, y])
            top = max(top, message[i, y])
        for y in range(3):
            message[i, y] -= top


@compiled
def _learn(
    pieces: Any,
    seen: Array,
    table: Array,
    rate: Array,
    chance: Array,
    told: Array,
    gap: float,
    kappa: float,
    lean: float,
    found: Array,
    toward: Array,
) -> None:
    """Bits and reliabilities from what each piece has `seen` (n,), into `found` (2, n) and `toward`."""
    n = pieces.size
    surprise, false = np.zeros(n), np.full(3, lean)
    for i in range(n):
        one, r = pieces[i], found[1, i]
        known_from = seen[i] / rate[one.form]
        if one.form == CHANGED:
            known_from = seen[i] * one.peak * gap
        found[0, i] = r * known_from / (r * known_from + (1 - r) * chance[i])
        surprise[one.origin] += one.weight * (found[0, i] - one.trust)
        if table[one.form, 0] == 0 and not one.denies:
            false[one.state] += one.weight * (1 - found[0, i])
    for i in range(n):
        whose = pieces[i].origin
        r = pieces[i].trust + surprise[whose] / (kappa + told[whose])
        found[1, i] = min(max(r, 0.01), 0.99)
    if lean > 0:
        toward[:] = false / false.sum()


@compiled
def em(
    pieces: Any,
    prior: Any,
    table: Array,
    fading: Array,
    watched: Array,
    begun: int,
    observed: int,
    constants: Array,
    rounds: int,
    days: Array,
    phases: Array,
    scale: Array,
    found: Array,
) -> None:
    """Forward-backward EM of n pieces over T days; fills its last four arguments.

    Each round spreads the evidence over the days with the reliabilities at hand, smooths, and
    reads off how often each origin was right: r = (kappa m + sum w z) / (kappa + sum w), z the
    posterior of the accurate bit; and to which states the inaccurate lean.

    constants: window days of one bit, kappa, reports a change calls forth and their worth in
    changes, delay of a report in days, mean run in days, worth of the prior of the lean,
    how far the absence of crossings speaks, and the days and nats of `unnoticed`.
    watched (T,): 1 on days on which sources were watched, else 0; silence counts on those.
    days (5, T, 3): post, into, likely, enter, leave. phases (2, T, 6): forward, backward.
    found (2, n): posterior of the accurate bit, reliability. While it learns, EM takes for
    the bit r E[A] / (r E[A] + (1 - r) Q), which is kinder to who is doubted than the posterior;
    with that instead it finds fewer of the days of real episodes (.942 against .955 right).
    """
    bit, kappa, reports, worth, delay, gap, lean, absence, soon, cost = constants
    mean_run = gap
    phase, jump, start = prior.phase, prior.jump, prior.start
    n, rows = pieces.size, days.shape[1]
    post, into, likely, enter, leave = days[0], days[1], days[2], days[3], days[4]
    held, entered, left = np.empty((rows, 3)), np.empty((rows, 3)), np.empty((rows, 3))
    charge, message, peak = np.zeros(rows), np.zeros((n, 3)), np.zeros(n)
    rate, chance, share, seen = np.ones(table.shape[0]), np.empty(n), np.ones(3), np.empty(n)
    told, odds = np.zeros(n), np.zeros((n, 3))
    toward, quiet = np.full(3, 1.0 / 3), np.empty(observed)
    dates = dated(pieces, observed)
    unnoticed(pieces, int(soon), cost, quiet)
    heard = np.zeros(observed)
    for t in range(begun + 1, observed):
        heard[t] = watched[t] * (1 - np.exp(-(observed - 1 - t) / delay))
    whole = max(watched[begun:observed].sum(), 1e-9)
    usual = np.zeros(table.shape[0])
    for k in range(3):
        share[k] = start[2 * k] + start[2 * k + 1]
        usual += table[:, k] * share[k]
    for i in range(n):
        found[0, i] = found[1, i] = pieces[i].trust
        told[pieces[i].origin] += pieces[i].weight
    _rates(table, share, usual, absence, rate)
    for _ in range(rounds):
        _weigh(pieces, found[1], table, rate, toward, gap, chance, odds, peak, message)
        expect = 0.0
        for i in range(n):
            if pieces[i].form == CHANGED:
                expect += pieces[i].weight * found[0, i]
        held[:], entered[:], left[:] = 0.0, 0.0, 0.0
        spread(
            pieces,
            dates,
            message,
            peak,
            bit,
            fading,
            held[:observed],
            entered[:observed],
            left[:observed],
        )
        changes = worth
        for t in range(begun + 1, observed):
            changes += (into[t, 0] + into[t, 1] + into[t, 2]) * watched[t]
        changes = max(changes, 1.0)
        each = (expect + worth * reports) / changes
        for t in range(begun + 1, observed):
            charge[t] = (each + quiet[t]) * heard[t]
        gap = (whole + worth * mean_run) / changes
        factors(held, entered, left, charge, likely, enter, leave)
        pass_forward(likely, enter, leave, phase, jump, start, phases[0], scale)
        pass_backward(likely, enter, leave, phase, jump, phases[0], phases[1], post, into)
        share[:] = 0.0
        for t in range(begun, observed):
            for k in range(3):
                share[k] += post[t, k] * watched[t]
        share /= whole
        _rates(table, share, usual, absence, rate)
        expected(pieces, dates, post[:observed], into[:observed], seen)
        _learn(pieces, seen, table, rate, chance, told, gap, kappa, lean, found, toward)
    vouched(pieces, dates, post[:observed], into[:observed], odds, peak, found[0])
