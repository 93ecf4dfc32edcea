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

from yalu.believe.passes import Array, lean
from yalu.believe.spreading import CHANGED, left_of

RATES, FORMS = 2, 5
"""Forms of evidence from the first on have rates, of so many: see `yalu.believe.evidence.Form`."""

_FAR = 300.0  # nats
_MONTH = 30.0  # days of a window that make it worth one statement more


NORMS = np.dtype(
    [
        ("named", np.float64, (3, 3)),
        ("table", np.float64, (FORMS, 3)),
        ("usual", np.float64, (FORMS,)),
        ("absence", np.float64),
        ("worth", np.float64),
    ],
    align=True,
)
"""What `knows` holds a piece against: one record, for an array that is handed to a function costs
more there than what is done with it.

named: log `Model.told`, row = true state; table: rates of the forms by state; usual: mean of each
rate under the prior; absence: `Model.absence`; worth: of the prior of reports, in changes.
"""


class Terms(NamedTuple):
    """What the likelihood rests on beside pieces and path.

    norms (1,): a record of `NORMS`; absence: `Model.absence`; watched (T,): 1 on days on which sources were watched, else 0; heard (T,): the same times
    the chance that a change on the day was told of by now; reports (2,): shape and
    rate of the Gamma prior of the reports that a change calls forth, the rate in changes;
    quiet (T,): nats that a change on the day costs for want of words after it, by `heard`.
    """

    norms: Any
    absence: float
    quiet: Array
    watched: Array
    heard: Array
    reports: Array


class Walk(NamedTuple):
    """A path of T days and what n pieces make of it; compiled code writes into it.

    path (T,): states with phases, `2 * state + phase`; seen (n, 3): see `measure`; known (n,): A_i;
    guess (n,): Q_i; r (n,): reliability of each; weight (n,): w_i with hindsight; words (n,):
    log L_i; days (3,): watched days in each state; changes (1,): the changes, each by `heard`.
    """

    path: Array
    seen: Array
    known: Array
    guess: Array
    r: Array
    weight: Array
    words: Array
    days: Array
    changes: Array


def walk_of(path: Array, n: int) -> Walk:
    """Room for a walk of n pieces along a path (T,), which it keeps; filled by `renew`."""
    known, guess, r, weight, words = np.zeros((5, n))
    return Walk(path, np.zeros((n, 3)), known, guess, r, weight, words, np.zeros(3), np.zeros(1))


@lean
def weights(piece: Any) -> tuple[float, float, float]:
    """How much of a window hangs on a day, how much on its last one, and what hindsight leaves at least.

    The days of a window of L days known at once sum to 1 + (L - 1) / 30, a part `present` of
    it on the last day; each fades by its own hindsight. Rates are the mean of the window.
    """
    length = piece.last - piece.first + 1.0
    if piece.form >= RATES:
        return 1 / length, 1 / length, 1.0
    whole = 1 + (length - 1) / _MONTH
    share = whole * (1 - piece.present) / length
    return share, share + whole * piece.present, piece.floor


@lean
def weight_of(
    piece: Any, day: int, share: float, most: float, floor: float, fading: Array
) -> float:
    """How much of a window hangs on one of its days, by hindsight; see `weights`."""
    lag = min(max(piece.known - day, 0), fading.size - 1)
    part = most if day == piece.last else share
    return part * (floor + (1 - floor) * fading[lag])  # type: ignore[no-any-return]


@lean
def measure(piece: Any, path: Array, fading: Array) -> tuple[float, float, float]:
    """What a piece sees of a path.

    Of a window, the weight of its days in each state; of a change, in the first place, the
    sum of the date kernel over the changes into its state, in the second how probable what it
    tells is to one who but restates the state of its last day.
    """
    seen0, seen1, seen2 = 0.0, 0.0, 0.0
    if piece.form == CHANGED:
        for t in range(max(1, piece.begin), min(path.size - 1, piece.end) + 1):
            if path[t] // 2 == piece.state and path[t - 1] // 2 != piece.state:
                seen0 += np.exp(-abs(t - piece.middle) / piece.scale)
        last = min(max(piece.last, 0), path.size - 1)
        return seen0, piece.accurate[path[last] // 2], 0.0
    share, most, floor = weights(piece)
    for t in range(max(piece.first, 0), min(piece.last, path.size - 1) + 1):
        part = weight_of(piece, t, share, most, floor, fading)
        state = path[t] // 2
        if state == 0:
            seen0 += part
        elif state == 1:
            seen1 += part
        else:
            seen2 += part
    return seen0, seen1, seen2


@lean
def knows(piece: Any, sight: Any, norms: Any, days: Any, changes: float) -> float:
    """A_i(x): how probable the content of a piece is to one who knows the path.

    `sight` is what `measure` finds, `norms` a record of `NORMS`, `days` (three) and `changes`
    are those of the path. Of a
    window: softmax over the states that could have been named, of the sum of its days'
    `named`, or of the negative of that for a denial. Of a change: T K / J, one of the J
    changes being told, or the chance of its state where none is meant. Rates: the mean of the window over the usual
    one, or as far as absence speaks over the mean of the watched days.
    """
    form, state = piece.form, piece.state
    rows = days[0] + days[1] + days[2]
    if form == CHANGED:
        changes = max(changes + norms.worth, 1e-9)
        turned = sight[0] * piece.peak * rows / changes
        return (1 - piece.restates) * turned + sight[1]  # type: ignore[no-any-return]
    if form >= RATES:
        rate, mean = 0.0, 0.0
        for k in range(3):
            rate += norms.table[form, k] * sight[k]
            mean += norms.table[form, k] * days[k] / rows
        usual = norms.usual[form]
        return rate / (usual + norms.absence * (mean - usual))  # type: ignore[no-any-return]
    sign = -1.0 if piece.denies else 1.0
    s0, s1, s2 = sign * sight[0], sign * sight[1], sign * sight[2]
    named = norms.named
    own = s0 * named[0, state] + s1 * named[1, state] + s2 * named[2, state]
    total = 0.0
    for k in range(3):
        told = s0 * named[0, k] + s1 * named[1, k] + s2 * named[2, k]
        total += np.exp(min(told - own, _FAR))
    return 1 / total


@lean
def guess(piece: Any, toward: Array) -> float:
    """Q_i: how probable the same content is to one who does not know.

    `toward` (3,) is how often false statements name each state.
    """
    if piece.form >= RATES:
        return 1.0
    named = toward[piece.state]
    return 0.5 * (1 - named) if piece.denies else named  # type: ignore[no-any-return]


@lean
def word(known: float, guess: float, r: float, weight: float) -> float:
    """log L_i of A_i = `known` and Q_i = `guess`, with the reliability r and the exponent `weight`."""
    return weight * np.log(r * known + (1 - r) * guess)  # type: ignore[no-any-return]


@lean
def counted(path: Array, terms: Any, days: Array, changes: Array) -> None:
    """The watched days of a path in each state, and its changes, into `days` and `changes`."""
    days[:], changes[:] = 0.0, 0.0
    for t in range(path.size):
        days[path[t] // 2] += terms.watched[t]
        if t > 0 and path[t] // 2 != path[t - 1] // 2:
            changes[0] += terms.heard[t]


@lean
def fade(piece: Any, fading: Array) -> float:
    """Exponent of a piece with hindsight: windows of states fade by the day instead."""
    if piece.form < CHANGED:
        return piece.weight  # type: ignore[no-any-return]
    lag = piece.known - int(np.floor(piece.middle))
    return piece.weight * left_of(piece, lag, fading)  # type: ignore[no-any-return]


@lean
def faded(pieces: Any, fading: Array, found: Array) -> None:
    """`fade` of every piece, into `found` (n,)."""
    for i in range(found.size):
        found[i] = fade(pieces[i], fading)


@lean
def guessed(pieces: Any, toward: Array, found: Array) -> None:
    """`guess` of every piece, into `found` (n,)."""
    for i in range(found.size):
        found[i] = guess(pieces[i], toward)


@lean
def worded(known: Array, guess: Array, r: Array, weight: Array, found: Array) -> float:
    """`word` of n pieces, into `found` (n,); returns the sum."""
    total = 0.0
    for i in range(found.size):
        found[i] = word(known[i], guess[i], r[i], weight[i])
        total += found[i]
    return total


@lean
def renew(walk: Any, pieces: Any, terms: Any, fading: Array, toward: Array) -> float:
    """Reckon all that a walk holds from its path and reliabilities; returns the sum of log L_i."""
    faded(pieces, fading, walk.weight)
    guessed(pieces, toward, walk.guess)
    counted(walk.path, terms, walk.days, walk.changes)
    looked(walk.path, pieces, terms.norms, fading, walk.days, walk.changes, walk.seen, walk.known)
    return worded(walk.known, walk.guess, walk.r, walk.weight, walk.words)


@lean
def looked(
    path: Array,
    pieces: Any,
    norms: Any,
    fading: Array,
    days: Array,
    changes: Array,
    seen: Array,
    known: Array,
) -> None:
    """`measure` and `knows` of every piece, into `seen` (n, 3) and `known` (n,)."""
    passed = days[0], days[1], days[2]
    for i in range(pieces.size):
        sight = measure(pieces[i], path, fading)
        seen[i, 0], seen[i, 1], seen[i, 2] = sight
        known[i] = knows(pieces[i], sight, norms[0], passed, changes[0])
