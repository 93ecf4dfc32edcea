"""EM in one compiled call: evidence spread over the days, smoothed, and what it tells of its origins.

States, phases and arrays are those of `yalu.believe.passes`.
"""

from typing import Any

import numpy as np

from yalu.believe.passes import Array, compiled, pass_backward, pass_forward
from yalu.believe.spreading import CHANGED, dated, factors, spread, unnoticed


@compiled
def expected(
    pieces: Any,
    dates: Any,
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
            turn, state = 0.0, one.state
            for j in range(dates.reach[i, 1] - dates.reach[i, 0]):
                turn += dates.values[dates.at[i] + j] * into[dates.reach[i, 0] + j, state]
            turn *= (1 - one.restates) * one.peak * gap
            last, found[i] = min(max(one.last, 0), rows - 1), turn
            for k in range(3):
                found[i] += one.accurate[k] * post[last, k]
            turned[i] = turn / found[i] if found[i] > 0 else 0.0
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
            base, turn, last = 1 + odds[i, one.state], 0.0, min(max(one.last, 0), rows - 1)
            for j in range(dates.reach[i, 1] - dates.reach[i, 0]):
                entry = into[dates.reach[i, 0] + j, one.state]
                whole = base * (1 + peak[i] * dates.values[dates.at[i] + j])
                found[i] += (whole - 1) / whole * entry
                turn += entry
            for k in range(3):
                sure = odds[i, k] / (1 + odds[i, k])
                found[i] += sure * post[last, k] * max(1 - turn, 0.0)
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
def _heard(watched: Array, begun: int, observed: int, delay: float) -> Array:
    """(observed,): the chance that a change on a watched day was told of by now."""
    found = np.zeros(observed)
    for t in range(begun + 1, observed):
        found[t] = watched[t] * (1 - np.exp(-(observed - 1 - t) / delay))
    return found


@compiled
def _told_of(pieces: Any, accurate: Array, turned: Array) -> float:
    """How many reports of a change there are, by their weights, as far as they knew of one."""
    total = 0.0
    for i in range(pieces.size):
        if pieces[i].form == CHANGED:
            total += pieces[i].weight * accurate[i] * turned[i]
    return total


@compiled
def _changes(into: Array, watched: Array, begun: int, worth: float) -> float:
    """Expected changes on watched days, by `into` (T, 3), with those of the prior; at least one."""
    total = worth
    for t in range(begun + 1, into.shape[0]):
        total += (into[t, 0] + into[t, 1] + into[t, 2]) * watched[t]
    return max(total, 1.0)


@compiled
def _shares(post: Array, watched: Array, begun: int, whole: float, found: Array) -> None:
    """The part of the `whole` watched days in each state, by `post` (T, 3), into `found` (3,)."""
    found[:] = 0.0
    for t in range(begun, post.shape[0]):
        for k in range(3):
            found[k] += post[t, k] * watched[t]
    found /= whole


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
    told, odds, turned = np.zeros(n), np.zeros((n, 3)), np.ones(n)
    toward, quiet = np.full(3, 1.0 / 3), np.empty(observed)
    dates = dated(pieces, observed)
    unnoticed(pieces, int(soon), cost, quiet)
    heard = _heard(watched, begun, observed, delay)
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
        told_of = _told_of(pieces, found[0], turned)
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
        changes = _changes(into[:observed], watched, begun, worth)
        each = (told_of + worth * reports) / changes
        for t in range(begun + 1, observed):
            charge[t] = (each + quiet[t]) * heard[t]
        gap = (whole + worth * mean_run) / changes
        factors(held, entered, left, charge, likely, enter, leave)
        pass_forward(likely, enter, leave, phase, jump, start, phases[0], scale)
        pass_backward(likely, enter, leave, phase, jump, phases[0], phases[1], post, into)
        _shares(post[:observed], watched, begun, whole, share)
        _rates(table, share, usual, absence, rate)
        expected(pieces, dates, post[:observed], into[:observed], gap, seen, turned)
        _learn(pieces, seen, table, rate, chance, told, kappa, lean, found, toward)
    vouched(pieces, dates, post[:observed], into[:observed], odds, peak, found[0])
