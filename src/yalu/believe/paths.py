"""Paths: how probable every statement is, given the state of every day.

A statement is right by knowledge with probability r and else independent of the truth, so
piece i has L_i(x) = [r A_i(x) + (1 - r) Q_i]^w_i, its accurate bit summed out. Claims of windows
hang on all their days at once, those of changes on the changes of the whole path. This is
the likelihood that `yalu.believe.chains` samples and `yalu.believe.reweight` adds to; EM
spreads it over the days.
Source: Dawid and Skene 1979 for the accurate bit; notes on fusing claims, section 3.2.
"""

from typing import Any, NamedTuple

import numpy as np

from yalu.believe.kernel import CHANGED, left_of
from yalu.believe.passes import Array, compiled

RATES = 2
"""Forms of evidence from this on have rates: see `yalu.believe.evidence.Form`."""

_FAR = 300.0  # nats
_MONTH = 30.0  # days of a window that make it worth one statement more


class Terms(NamedTuple):
    """What the likelihood rests on beside pieces and path.

    named (3, 3): log `Model.told`, row = true state; table (len(Form), 3): rates by state;
    watched (T,): 1 on days on which sources were watched, else 0; heard (T,): the same times
    the chance that a change on the day was told of by now; reports (2,): shape and
    rate of the Gamma prior of the reports that a change calls forth, the rate in changes;
    usual (len(Form),): mean of each rate under the prior; absence: `Model.absence`; quiet
    (T,): nats that a change on the day costs for want of words after it, by `heard`.
    """

    named: Array
    table: Array
    usual: Array
    absence: float
    quiet: Array
    watched: Array
    heard: Array
    reports: Array


class Walk(NamedTuple):
    """A path of T days and what n pieces make of it; compiled code writes into it.

    path (T,): states with phases, `2 * state + phase`; seen (n, 3): see `measure`; words (n,):
    log L_i; days (3,): watched days in each state; changes (1,): the changes, each by `heard`.
    """

    path: Array
    seen: Array
    words: Array
    days: Array
    changes: Array


@compiled
def day_weight(piece: Any, t: int, fading: Array) -> float:
    """How much of a window hangs on day t.

    The days of a window of L days known at once sum to 1 + (L - 1) / 30, a part `present` of
    it on the last day; each fades by its own hindsight. Rates are the mean of the window.
    """
    length = piece.last - piece.first + 1.0
    if piece.form >= RATES:
        return 1 / length  # type: ignore[no-any-return]
    whole = 1 + (length - 1) / _MONTH
    share = whole * (1 - piece.present) / length
    if t == piece.last:
        share += whole * piece.present
    return share * left_of(piece, piece.known - t, fading)  # type: ignore[no-any-return]


@compiled
def restating(piece: Any, path: Array) -> float:
    """How probable a change told is to one who but restates the state of its last day."""
    last = min(max(piece.last, 0), path.size - 1)
    return piece.accurate[path[last] // 2]  # type: ignore[no-any-return]


@compiled
def measure(piece: Any, path: Array, fading: Array, seen: Array) -> None:
    """What a piece sees of a path, into `seen` (3,).

    Of a window, the weight of its days in each state; of a change, in the first place, the
    sum of the date kernel over the changes into its state, in the second `restating`.
    """
    seen[:] = 0.0
    if piece.form == CHANGED:
        for t in range(max(1, piece.begin), min(path.size - 1, piece.end) + 1):
            if path[t] // 2 == piece.state and path[t - 1] // 2 != piece.state:
                seen[0] += np.exp(-abs(t - piece.middle) / piece.scale)
        seen[1] = restating(piece, path)
        return
    for t in range(max(piece.first, 0), min(piece.last, path.size - 1) + 1):
        seen[path[t] // 2] += day_weight(piece, t, fading)


@compiled
def knows(piece: Any, sight: Array, terms: Any, days: Array, changes: float) -> float:
    """A_i(x): how probable the content of a piece is to one who knows the path.

    `sight` (3,) is what `measure` finds, `days` (3,) and `changes` are those of the path. Of a
    window: softmax over the states that could have been named, of the sum of its days'
    `named`, or of the negative of that for a denial. Of a change: T K / J, one of the J
    changes being told, or what `restating` gives where none is meant. Rates: the mean of the window over the usual
    one, or as far as absence speaks over the mean of the watched days.
    """
    form, state = piece.form, piece.state
    rows = days[0] + days[1] + days[2]
    if form == CHANGED:
        changes = max(changes + terms.reports[1], 1e-9)
        turned = sight[0] * piece.peak * rows / changes
        return (1 - piece.restates) * turned + sight[1]  # type: ignore[no-any-return]
    if form >= RATES:
        rate, mean = 0.0, 0.0
        for k in range(3):
            rate += terms.table[form, k] * sight[k]
            mean += terms.table[form, k] * days[k] / rows
        usual = terms.usual[form]
        return rate / (usual + terms.absence * (mean - usual))  # type: ignore[no-any-return]
    sign = -1.0 if piece.denies else 1.0
    named, s0, s1, s2 = terms.named, sign * sight[0], sign * sight[1], sign * sight[2]
    own = s0 * named[0, state] + s1 * named[1, state] + s2 * named[2, state]
    total = 0.0
    for k in range(3):
        told = s0 * named[0, k] + s1 * named[1, k] + s2 * named[2, k]
        total += np.exp(min(told - own, _FAR))
    return 1 / total


@compiled
def guess(piece: Any, toward: Array) -> float:
    """Q_i: how probable the same content is to one who does not know.

    `toward` (3,) is how often false statements name each state.
    """
    if piece.form >= RATES:
        return 1.0
    named = toward[piece.state]
    return 0.5 * (1 - named) if piece.denies else named  # type: ignore[no-any-return]


@compiled
def word(
    piece: Any,
    sight: Array,
    r: float,
    weight: float,
    terms: Any,
    days: Array,
    changes: float,
    toward: Array,
) -> float:
    """log L_i, with the reliability r and the exponent `weight`."""
    known = knows(piece, sight, terms, days, changes)
    return weight * np.log(r * known + (1 - r) * guess(piece, toward))  # type: ignore[no-any-return]


@compiled
def counted(path: Array, terms: Any, days: Array, changes: Array) -> None:
    """The watched days of a path in each state, and its changes, into `days` and `changes`."""
    days[:], changes[:] = 0.0, 0.0
    for t in range(path.size):
        days[path[t] // 2] += terms.watched[t]
        if t > 0 and path[t] // 2 != path[t - 1] // 2:
            changes[0] += terms.heard[t]


@compiled
def fade(piece: Any, fading: Array) -> float:
    """Exponent of a piece with hindsight: windows of states fade by the day instead."""
    if piece.form < CHANGED:
        return piece.weight  # type: ignore[no-any-return]
    lag = piece.known - int(np.floor(piece.middle))
    return piece.weight * left_of(piece, lag, fading)  # type: ignore[no-any-return]


@compiled
def faded(pieces: Any, fading: Array, found: Array) -> None:
    """`fade` of every piece, into `found` (n,)."""
    for i in range(found.size):
        found[i] = fade(pieces[i], fading)


@compiled
def words_of(
    walk: Any,
    r: Array,
    group: Array,
    weight: Array,
    pieces: Any,
    terms: Any,
    toward: Array,
    found: Array,
) -> float:
    """log L of every piece, into `found` (n,); returns the sum. Piece i has r[group[i]]."""
    total = 0.0
    for i in range(found.size):
        reliability = r[group[i]]
        found[i] = word(
            pieces[i],
            walk.seen[i],
            reliability,
            weight[i],
            terms,
            walk.days,
            walk.changes[0],
            toward,
        )
        total += found[i]
    return total
