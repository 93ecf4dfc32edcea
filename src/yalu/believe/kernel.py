"""The loops of the belief, compiled by numba on first use.

States 0, 1, 2 are suspended, limited, running. A run has two phases, so the chain has six
states `2 * state + phase`. Every array is float64 unless said; T is the number of days.
No fast-math: the same input gives the same bits.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numba import njit

Array = Any
Function = TypeVar("Function", bound=Callable[..., Any])

HELD, CHANGED, STOOD = 0, 1, 4
"""Forms of evidence that have a likelihood of their own: see `yalu.believe.evidence.Form`."""

_SHARP = 0.7  # days: scale of a date told to the day
_FAR = 300.0  # nats


def compiled(function: Function) -> Function:
    """`function` compiled to machine code on first use, kept in the cache of the package."""
    kernel: Any = njit(cache=True)(function)
    return kernel  # type: ignore[no-any-return]


@compiled
def likeness(
    form: Array,
    first: Array,
    last: Array,
    known: Array,
    what: Array,
    opens: Array,
    origin: Array,
    days: int,
    count: Array,
) -> None:
    """How many of n pieces of evidence are like each, itself too, into `count` (n,).

    `what` (n,) numbers form, state and denial together, `origin` (n,) the origins, `opens`
    (n,) tells 1 for traffic and 0 against; `days` is how long after a telling another one
    is still its like. See `yalu.believe.weights`.
    """
    for i in range(form.size):
        slack = 1 + 0.1 * (last[i] - first[i])
        count[i] = 0.0
        for j in range(form.size):
            soon = abs(known[i] - known[j]) <= days
            close = abs(first[i] - first[j]) <= slack and abs(last[i] - last[j]) <= slack
            alike = close and soon and what[i] == what[j]
            if not alike and origin[i] == origin[j]:
                meet = first[i] <= last[j] + 1 and first[j] <= last[i] + 1
                eye = meet and known[j] <= known[i] + days and opens[i] == opens[j]
                alike = eye and (form[i] == STOOD) == (form[j] == STOOD)
                both = form[i] == CHANGED and form[j] == CHANGED
                alike = alike or (both and soon and abs(first[i] - first[j]) <= days)
            count[i] += alike


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
    `fading[lag]`, lag the days from it to the telling, none being more than the last of `fading`.
    A change fades by the lag from the middle of its window.

    Of a change into `state` around the middle of its window, day c gets the log likelihood
    ratio log(1 + peak K(c - middle)), K a two-sided geometric kernel with mode 1 and decay
    exp(-1 / scale). Leaving the state takes it away again, the less the wider the kernel:
    one statement is about one change, and else it would pay for every return.
    """
    rows = held.shape[0]
    for i in range(pieces.size):
        one = pieces[i]
        if one.form == CHANGED:
            lag = max(one.known - int(np.floor(one.middle)), 0)
            w = one.weight * fading[min(lag, fading.size - 1)]
            for t in range(max(1, one.begin), min(rows - 1, one.end) + 1):
                gain = w * np.log1p(peak[i] * np.exp(-abs(t - one.middle) / one.scale))
                entered[t, one.state] += gain
                left[t, one.state] -= gain * _SHARP / one.scale
            continue
        length = one.last - one.first + 1.0
        share = one.weight * (1 - one.present) / min(length, np.sqrt(bit * length))
        for t in range(max(one.first, 0), min(one.last, rows - 1) + 1):
            w = share + one.weight * one.present if t == one.last else share
            w *= fading[min(max(one.known - t, 0), fading.size - 1)]
            for k in range(3):
                held[t, k] += w * message[i, k]


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
    """Turn log evidence (T, 3) into the factors of `pass_forward`, its last three arguments.

    `charge` (T,) is taken from every change. What is more than `_FAR` nats is no surer, and
    its exponential is still a number.
    """
    for t in range(held.shape[0]):
        top = max(held[t, 0], held[t, 1], held[t, 2])
        base = np.exp(-charge[t]) if charge[t] != 0 else 1.0
        for k in range(3):
            low = max(held[t, k] - top, -_FAR)
            likely[t, k] = np.exp(low) if low != 0 else 1.0
            enter[t, k] = base
            if entered[t, k] != 0:
                enter[t, k] = np.exp(min(entered[t, k], _FAR) - charge[t])
            leave[t, k] = np.exp(max(left[t, k], -_FAR)) if left[t, k] != 0 else 1.0


@compiled
def pass_forward(
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    start: Array,
    forward: Array,
    log_scale: Array,
) -> None:
    """Filter the chain: P(state and phase of day t | evidence to t), into `forward` (T, 6).

    likely (T, 3) evidence of days; enter, leave (T, 3) factors of a transition by the
    state entered and the state left;
    phase (3,): chance a day that a young run ends, that it settles, that a settled run
    ends; jump (3, 3) from row to column; start (6,) of the first day.
    `log_scale` (T,) gets log P(evidence of t | evidence before), up to the scale of
    `likely`.
    """
    step, gone = np.empty(6), np.empty(3)
    ends, settles, ends_late = phase[0], phase[1], phase[2]
    for t in range(likely.shape[0]):
        total = 0.0
        for y in range(3):
            if t > 0:
                gone[y] = forward[t - 1, 2 * y] * ends + forward[t - 1, 2 * y + 1] * ends_late
                gone[y] *= leave[t, y]
        for k in range(3):
            if t == 0:
                step[2 * k] = start[2 * k]
                step[2 * k + 1] = start[2 * k + 1]
            else:
                come = 0.0
                for y in range(3):
                    come += gone[y] * jump[y, k]
                young, old = forward[t - 1, 2 * k], forward[t - 1, 2 * k + 1]
                step[2 * k] = young * (1 - ends - settles) + come * enter[t, k]
                step[2 * k + 1] = old * (1 - ends_late) + young * settles
            step[2 * k] *= likely[t, k]
            step[2 * k + 1] *= likely[t, k]
            total += step[2 * k] + step[2 * k + 1]
        log_scale[t] = np.log(total)
        for j in range(6):
            forward[t, j] = step[j] / total


@compiled
def pass_backward(
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    forward: Array,
    backward: Array,
    post: Array,
    into: Array,
) -> None:
    """Smooth what `pass_forward` filtered; fills its last three arguments.

    backward (T, 6) scaled to sum 1 each day; post (T, 3) probability of the states;
    into (T, 3) probability of a change into a state on the day.
    """
    step = np.empty(6)
    ends, settles, ends_late = phase[0], phase[1], phase[2]
    for j in range(6):
        backward[-1, j] = 1.0 / 6
    for t in range(likely.shape[0] - 1, -1, -1):
        total, mass, scale = 0.0, 0.0, 0.0
        for k in range(3):
            post[t, k] = forward[t, 2 * k] * backward[t, 2 * k]
            post[t, k] += forward[t, 2 * k + 1] * backward[t, 2 * k + 1]
            total += post[t, k]
            into[t, k] = 0.0
        for k in range(3):
            post[t, k] /= total
        if t == 0:
            break
        for k in range(3):
            go, come = 0.0, 0.0
            for y in range(3):
                go += jump[k, y] * enter[t, y] * likely[t, y] * backward[t, 2 * y]
                gone = forward[t - 1, 2 * y] * ends + forward[t - 1, 2 * y + 1] * ends_late
                come += jump[y, k] * leave[t, y] * gone
            go *= leave[t, k]
            young = backward[t, 2 * k] * likely[t, k]
            old = backward[t, 2 * k + 1] * likely[t, k]
            into[t, k] = come * enter[t, k] * young
            step[2 * k] = young * (1 - ends - settles) + old * settles + go * ends
            step[2 * k + 1] = old * (1 - ends_late) + go * ends_late
        for j in range(6):
            scale += step[j]
            mass += forward[t - 1, j] * step[j]
        for k in range(3):
            into[t, k] /= mass
        for j in range(6):
            backward[t - 1, j] = step[j] / scale


@compiled
def expected(
    pieces: Any,
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
            for t in range(max(1, one.begin), min(rows - 1, one.end) + 1):
                found[i] += np.exp(-abs(t - one.middle) / one.scale) * into[t, one.state]
            continue
        low, high = max(one.first, 0), min(one.last, rows - 1)
        for k in range(3):
            found[i] += one.accurate[k] * (total[high + 1, k] - total[low, k]) / (high - low + 1)


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
    how far the absence of crossings speaks.
    watched (T,): 1 on days on which sources were watched, else 0; silence counts on those.
    days (5, T, 3): post, into, likely, enter, leave. phases (2, T, 6): forward, backward.
    found (2, n): posterior of the accurate bit, reliability.
    """
    bit, kappa, reports, worth, delay, gap, lean, absence = constants
    mean_run = gap
    phase, jump, start = prior.phase, prior.jump, prior.start
    n, rows = pieces.size, days.shape[1]
    post, into, likely, enter, leave = days[0], days[1], days[2], days[3], days[4]
    held, entered, left = np.empty((rows, 3)), np.empty((rows, 3)), np.empty((rows, 3))
    charge, message, peak = np.zeros(rows), np.zeros((n, 3)), np.zeros(n)
    rate, chance, share, seen = np.ones(table.shape[0]), np.empty(n), np.ones(3), np.empty(n)
    told, surprise = np.zeros(n), np.zeros(n)
    toward = np.full(3, 1.0 / 3)
    whole = max(watched[begun:observed].sum(), 1e-9)
    usual = np.zeros(table.shape[0])
    for k in range(3):
        share[k] = start[2 * k] + start[2 * k + 1]
        usual += table[:, k] * share[k]
    for i in range(n):
        found[0, i] = found[1, i] = pieces[i].trust
        told[pieces[i].origin] += pieces[i].weight
    for _ in range(rounds):
        for f in range(table.shape[0]):
            mean = table[f, 0] * share[0] + table[f, 1] * share[1] + table[f, 2] * share[2]
            rate[f] = usual[f] + absence * (mean - usual[f]) if mean > 0 else 1.0
        expect = 0.0
        for i in range(n):
            one, r = pieces[i], found[1, i]
            chance[i] = 1.0 if table[one.form, 0] > 0 else toward[one.state]
            if one.denies:
                chance[i] = 0.5 * (1 - toward[one.state])
            if one.form == CHANGED:
                peak[i] = r * gap * one.peak / ((1 - r) * chance[i])
                expect += one.weight * found[0, i]
                continue
            top = -np.inf
            for y in range(3):
                message[i, y] = np.log(r * one.accurate[y] / rate[one.form] + (1 - r) * chance[i])
                top = max(top, message[i, y])
            for y in range(3):
                message[i, y] -= top
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
            heard = 1 - np.exp(-(observed - 1 - t) / delay)
            charge[t] = each * heard * watched[t]
        gap = (whole + worth * mean_run) / changes
        factors(held, entered, left, charge, likely, enter, leave)
        pass_forward(likely, enter, leave, phase, jump, start, phases[0], log_scale)
        pass_backward(likely, enter, leave, phase, jump, phases[0], phases[1], post, into)
        share[:] = 0.0
        for t in range(begun, observed):
            for k in range(3):
                share[k] += post[t, k] * watched[t] / whole
        for f in range(table.shape[0]):
            mean = table[f, 0] * share[0] + table[f, 1] * share[1] + table[f, 2] * share[2]
            rate[f] = usual[f] + absence * (mean - usual[f]) if mean > 0 else 1.0
        expected(pieces, post[:observed], into[:observed], seen)
        surprise[:] = 0.0
        false = np.full(3, lean)
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
def run_starts(
    day: int,
    state: int,
    likely: Array,
    enter: Array,
    leave: Array,
    phase: Array,
    jump: Array,
    start: Array,
    forward: Array,
    log_scale: Array,
    backward: Array,
    found: Array,
) -> None:
    """P(the run of `state` that holds on `day` began on c), c = 0..day, into `found`.

    Exact: filtered messages up to c - 1, one entry on c, no exit until `day`, then the
    backward message of `day`. Carried in logs against underflow.
    """
    young, old = backward[day, 2 * state], backward[day, 2 * state + 1]
    ends, settles, ends_late = phase[0], phase[1], phase[2]
    carried = 0.0
    for c in range(day, -1, -1):
        mass = 0.0
        if c == 0:
            mass = start[2 * state] * young + start[2 * state + 1] * old
        else:
            for y in range(3):
                gone = forward[c - 1, 2 * y] * ends + forward[c - 1, 2 * y + 1] * ends_late
                mass += gone * leave[c, y] * jump[y, state]
            mass *= enter[c, state] * young
        mass *= likely[c, state]
        found[c] = np.log(mass) + carried if mass > 0 else -np.inf
        young = likely[c, state] * (young * (1 - ends - settles) + old * settles)
        old = likely[c, state] * old * (1 - ends_late)
        scale = young + old
        young /= scale
        old /= scale
        if c > 0:
            carried += np.log(scale) - log_scale[c - 1]
    top = found.max()
    total = 0.0
    for c in range(day + 1):
        found[c] = np.exp(found[c] - top)
        total += found[c]
    for c in range(day + 1):
        found[c] /= total
