"""EM in one compiled call: evidence spread over the days, smoothed, and what it tells of its origins.

States, phases and arrays are those of `yalu.believe.passes`.
"""

from typing import Any

import numpy as np

from yalu.believe.passes import Array, compiled, pass_backward, pass_forward

HELD, CHANGED, STOOD = 0, 1, 4
"""Forms of evidence that have a likelihood of their own: see `yalu.believe.evidence.Form`."""

_SHARP = 0.7  # days: scale of a date told to the day
_FAR = 300.0  # nats


@compiled
def alike(one: Any, other: Any, days: int) -> bool:
    """Whether another piece of evidence is like one; see `yalu.believe.pieces.pieces_of`.

    `days` is how long after a telling another one is still its like.
    """
    slack = 1 + 0.1 * (one.last - one.first)
    soon = abs(one.known - other.known) <= days
    close = abs(one.first - other.first) <= slack and abs(one.last - other.last) <= slack
    told = one.form == other.form and one.state == other.state and one.denies == other.denies
    if close and soon and told:
        return True
    if one.origin != other.origin:
        return False
    both = one.form == CHANGED and other.form == CHANGED
    if both and soon and abs(one.first - other.first) <= days:
        return True
    meet = one.first <= other.last + 1 and other.first <= one.last + 1
    eye = meet and other.known <= one.known + days and one.opens == other.opens
    return eye and (one.form == STOOD) == (other.form == STOOD)  # type: ignore[no-any-return]


@compiled
def likes(one: Any, pieces: Any, days: int) -> float:
    """How many of some pieces are like one."""
    found = 0.0
    for j in range(pieces.size):
        if alike(one, pieces[j], days):
            found += 1.0
    return found


@compiled
def likeness(pieces: Any, days: int, found: Array) -> None:
    """How many of n pieces are like each, itself too, into `found` (n,)."""
    for i in range(pieces.size):
        found[i] = likes(pieces[i], pieces, days)


@compiled
def left_of(piece: Any, lag: int, fading: Array) -> float:
    """What hindsight leaves of a word told `lag` days after the day it speaks of.

    floor + (1 - floor) `fading[lag]`, the last of `fading` for longer lags.
    """
    faded = fading[min(max(lag, 0), fading.size - 1)]
    return piece.floor + (1 - piece.floor) * faded  # type: ignore[no-any-return]


@compiled
def spread(
    pieces: Any,
    message: Array,
    peak: Array,
    bit: float,
    fading: Array,
    held: Array,
    entered: Array,
    left: Array,
) -> None:
    """Add what n pieces say to `held`, `entered` and `left` (T, 3), in place, as logs.

    `pieces` are those of `yalu.believe.pieces`. Of a window, `message` (n, 3) holds
    log-likelihoods of an accurate-or-not statement by state; a day of the window gets (1 - present) message / min(L, sqrt(bit L)), L its
    length, and the last day `pieces.present` of it besides, times the weight and
    what hindsight leaves of it. A change fades by the lag from the middle of its window.

    Of a change into `state`, its last day gets `message`, for it may but restate the state. Around
    the middle of its window day c gets the log likelihood
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
            last = min(max(one.last, 0), rows - 1)
            for k in range(3):
                held[last, k] += w * message[i, k]
            for t in range(max(1, one.begin), min(rows - 1, one.end) + 1):
                gain = w * np.log1p(peak[i] * np.exp(-abs(t - one.middle) / one.scale))
                entered[t, one.state] += gain
                left[t, one.state] -= gain * _SHARP / one.scale
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
            low = max(held[t, k] - top, -_FAR)
            likely[t, k] = np.exp(low) if low != 0 else 1.0
            enter[t, k] = base
            if entered[t, k] != 0:
                enter[t, k] = np.exp(min(entered[t, k], _FAR) - charge[t])
            leave[t, k] = np.exp(max(left[t, k], -_FAR)) if left[t, k] != 0 else 1.0


@compiled
def expected(
    pieces: Any,
    post: Array,
    into: Array,
    gap: float,
    found: Array,
    turned: Array,
) -> None:
    """What n pieces (`yalu.believe.pieces`) see in a belief, into `found` (n,).

    Of a window the mean of `pieces.accurate` over its days under `post` (T, 3); of a change
    that of its last day, and the sum over days of `gap` K(c - middle) P(change into the state
    on c), by `into` (T, 3), `gap` being the days to a change, and how much of both is the
    latter into `turned` (n,).
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
            for t in range(max(1, one.begin), min(rows - 1, one.end) + 1):
                found[i] += np.exp(-abs(t - one.middle) / one.scale) * into[t, one.state]
            found[i] *= (1 - one.restates) * one.peak * gap
            last, turn = min(max(one.last, 0), rows - 1), found[i]
            for k in range(3):
                found[i] += one.accurate[k] * post[last, k]
            turned[i] = turn / found[i] if found[i] > 0 else 0.0
            continue
        low, high = max(one.first, 0), min(one.last, rows - 1)
        for k in range(3):
            found[i] += one.accurate[k] * (total[high + 1, k] - total[low, k]) / (high - low + 1)


@compiled
def vouched(pieces: Any, post: Array, into: Array, odds: Array, peak: Array, found: Array) -> None:
    """P(accurate | belief) of n pieces (`yalu.believe.pieces`), into `found` (n,).

    Of a window the mean over its days of o / (1 + o), o = `odds` (n, 3) that the statement was
    made from knowledge if the day was in a state, under `post` (T, 3). Of a change the sum
    over days of o / (1 + o) P(change into the state on the day), by `into` (T, 3), at most 1,
    1 + o = (1 + `odds` of the state) (1 + `peak` (n,) times the date kernel), and where no
    change was, what its last day gives.
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
            base, turned, last = 1 + odds[i, one.state], 0.0, min(max(one.last, 0), rows - 1)
            for t in range(max(1, one.begin), min(rows - 1, one.end) + 1):
                whole = base * (1 + peak[i] * np.exp(-abs(t - one.middle) / one.scale))
                found[i] += (whole - 1) / whole * into[t, one.state]
                turned += into[t, one.state]
            for k in range(3):
                sure = odds[i, k] / (1 + odds[i, k])
                found[i] += sure * post[last, k] * max(1 - turned, 0.0)
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
    peak (n,): those of a change on its very day over those of the state alone; message (n, 3): log likelihood by state.
    """
    for i in range(pieces.size):
        one, r = pieces[i], reliability[i]
        chance[i] = 1.0 if table[one.form, 0] > 0 else toward[one.state]
        if one.denies:
            chance[i] = 0.5 * (1 - toward[one.state])
        top = -np.inf
        for y in range(3):
            odds[i, y] = r * one.accurate[y] / (rate[one.form] * (1 - r) * chance[i])
            message[i, y] = np.log1p(odds[i, y])
            top = max(top, message[i, y])
        for y in range(3):
            message[i, y] -= top
        if one.form == CHANGED:
            peak[i] = r * gap * (1 - one.restates) * one.peak / ((1 - r) * chance[i])
            peak[i] /= 1 + odds[i, one.state]


@compiled
def _learn(
    pieces: Any,
    seen: Array,
    table: Array,
    rate: Array,
    chance: Array,
    told: Array,
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
    log_scale: Array,
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
    told, odds, turned = np.zeros(n), np.zeros((n, 3)), np.ones(n)
    toward = np.full(3, 1.0 / 3)
    quiet = np.empty(observed)
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
                expect += pieces[i].weight * found[0, i] * turned[i]
        held[:], entered[:], left[:] = 0.0, 0.0, 0.0
        spread(
            pieces,
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
        pass_forward(likely, enter, leave, phase, jump, start, phases[0], log_scale)
        pass_backward(likely, enter, leave, phase, jump, phases[0], phases[1], post, into)
        share[:] = 0.0
        for t in range(begun, observed):
            for k in range(3):
                share[k] += post[t, k] * watched[t] / whole
        _rates(table, share, usual, absence, rate)
        expected(pieces, post[:observed], into[:observed], gap, seen, turned)
        _learn(pieces, seen, table, rate, chance, told, kappa, lean, found, toward)
    vouched(pieces, post[:observed], into[:observed], odds, peak, found[0])
