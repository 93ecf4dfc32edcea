"""Who contradicts whom: claims of different origins that cannot both be true.

Three kinds of contradiction are looked for. States: one origin has the service
suspended on a day on which another has it open, or has a train cross. Dates: two
origins put one and the same switch on different days. Holds: two origins tell the
same step at the same time with lengths that do not meet.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from yalu.brief import phrases
from yalu.brief.assessment import Dispute
from yalu.brief.fact import Fact, Teller, told_of
from yalu.vocabulary import Claim, Grain, Kind, Stance, State, When

ONE_SWITCH = 45
"""Days: switches to one state told nearer than this, and not both in one window, are one."""
ONE_ORDER = 180
"""Days: lengths of a hold told nearer than this are told of the same order."""
_ROUGH = {Grain.DAY: 0, Grain.WEEK: 6, Grain.MONTH: 30, Grain.YEAR: 365}
_DAY = dt.timedelta(1)

Verdict = Callable[[dt.date], str | None]


@dataclass(frozen=True, slots=True)
class Hold:
    """Days on which a claim surely says that the service is open, or that it is not."""

    first: dt.date
    last: dt.date
    open: bool
    claim: Claim


def disputes(claims: Iterable[Claim], teller: Teller, verdict: Verdict) -> tuple[Dispute, ...]:
    """All contradictions among the claims, the latest days first.

    `verdict` says in a few words what the belief holds on a day, None where it holds none.
    """
    said = [claim for claim in claims if sound(claim)]
    found = [*_states(said, teller, verdict), *_switches(said, teller), *_holds(said, teller)]
    return tuple(sorted(found, key=lambda one: one.days.latest or dt.date.min, reverse=True))


def sound(claim: Claim) -> bool:
    """Whether a claim takes a stand: asserted or denied, and printed as it was meant."""
    return claim.stance in (Stance.ASSERTS, Stance.DENIES) and not claim.outlet_error


@dataclass(slots=True)
class Clash:
    """Claims that say open against claims that say shut, over days that hang together."""

    first: dt.date
    last: dt.date
    opened: list[Claim]
    shut: list[Claim]


def _states(claims: list[Claim], teller: Teller, verdict: Verdict) -> list[Dispute]:
    held = [one for claim in claims if (one := _held(claim))]
    return [
        Dispute(
            "state",
            When(clash.first, clash.last, _grain(clash.first, clash.last)),
            _one_each(clash.opened, teller),
            _one_each(clash.shut, teller),
            verdict(clash.first + (clash.last - clash.first) / 2),
        )
        for clash in _clashes(held)
    ]


def _clashes(held: list[Hold]) -> list[Clash]:
    """Pairs of different origins that meet on a day, joined where their days meet."""
    pairs = [
        Clash(max(a.first, b.first), min(a.last, b.last), [a.claim], [b.claim])
        for a in held
        for b in held
        if a.open and not b.open and a.claim.origin != b.claim.origin
    ]
    joined: list[Clash] = []
    for pair in sorted(pairs, key=lambda pair: (pair.first, pair.last)):
        if pair.first > pair.last:
            continue
        if joined and pair.first <= joined[-1].last + _DAY:
            whole = joined[-1]
            whole.last = max(whole.last, pair.last)
            whole.opened += pair.opened
            whole.shut += pair.shut
        else:
            joined.append(pair)
    return joined


def _grain(first: dt.date, last: dt.date) -> Grain:
    return Grain.DAY if first == last else Grain.INTERVAL


def _one_each(claims: Sequence[Claim], teller: Teller) -> tuple[Fact, ...]:
    """One fact of each origin: what it tells of the shortest stretch, so of these days most."""
    by_origin: dict[str, Claim] = {}
    for claim in sorted(claims, key=_length):
        by_origin.setdefault(claim.origin, claim)
    return tuple(teller.fact(phrases.state(claim), [claim]) for claim in by_origin.values())


def _length(claim: Claim) -> int:
    when = claim.when
    if when is None or when.earliest is None or when.latest is None:
        return 10**6
    return (when.latest - when.earliest).days


def _held(claim: Claim) -> Hold | None:
    """The days a claim surely speaks of; None where no day is sure.

    Rough ends are drawn in by their grain, and the first and the last day of a stretch
    are left to the neighbour: "shut until the 16th" and "open on the 16th" are one story.
    """
    if claim.scope or claim.when is None:
        return None
    first, last = claim.when.earliest, claim.when.latest
    if claim.kind is Kind.CROSSING:
        return _crossed(claim, first, last)
    if claim.kind is Kind.CHANGE and claim.stance is Stance.ASSERTS:
        same = first is not None and first == last
        opened = claim.state is not State.SUSPENDED
        return Hold(first, first, opened, claim) if same and first and opened else None
    if claim.kind not in (Kind.SERVICE, Kind.CHANGE) or claim.state is None or first is None:
        return None
    if last is None and claim.when.earliest_grain is not Grain.YEAR:
        last = claim.known  # "since March" reaches to the telling; "since 2020" may not
    if last is None:
        return None
    if claim.kind is Kind.SERVICE and claim.when.grain is Grain.INTERVAL:
        first += dt.timedelta(_ROUGH[claim.when.earliest_grain or Grain.DAY]) + _DAY
        last -= dt.timedelta(_ROUGH[claim.when.latest_grain or Grain.DAY]) + _DAY
    is_open = (claim.state is not State.SUSPENDED) is (claim.stance is Stance.ASSERTS)
    return Hold(first, last, is_open, claim) if first <= last else None


def _crossed(claim: Claim, first: dt.date | None, last: dt.date | None) -> Hold | None:
    last = last or first
    passed = claim.freight_passed
    if first is None or last is None or passed is None:
        return None
    days = (last - first).days
    return Hold(first, last, passed, claim) if (days <= 7 if passed else days >= 7) else None


def _switches(claims: list[Claim], teller: Teller) -> list[Dispute]:
    """Switches to one state, near to one another, in windows that do not meet."""
    dated = [
        claim
        for claim in claims
        if claim.kind is Kind.CHANGE
        and claim.stance is Stance.ASSERTS
        and claim.state
        and not claim.scope
        and claim.when
        and claim.when.earliest
        and claim.when.latest
    ]
    dated.sort(key=_ends)
    found = []
    for group in _neighbours(dated):
        first = group[0]
        others = [c for c in group if c.origin != first.origin and _ends(c)[0] > _ends(first)[1]]
        if others:
            days = When(_ends(first)[0], max(_ends(c)[1] for c in others), Grain.INTERVAL)
            found.append(
                Dispute(
                    "day of the switch",
                    days,
                    (teller.fact(phrases.state(first), [first]),),
                    _one_each(others, teller),
                    None,
                )
            )
    return found


def _neighbours(dated: list[Claim]) -> Iterable[list[Claim]]:
    """Runs of switches to one state with no switch to another between them."""
    run: list[Claim] = []
    for claim in dated:
        if run and (
            claim.state is not run[-1].state
            or (_ends(claim)[0] - _ends(run[0])[1]).days > ONE_SWITCH
        ):
            yield run
            run = []
        run.append(claim)
    if run:
        yield run


def _ends(claim: Claim) -> tuple[dt.date, dt.date]:
    assert claim.when and claim.when.earliest and claim.when.latest
    return claim.when.earliest, claim.when.latest


def _holds(claims: list[Claim], teller: Teller) -> list[Dispute]:
    """Lengths of one step, told about the same time, that do not meet."""
    timed = [claim for claim in claims if claim.kind is Kind.HOLD and _lengths(claim)]
    timed.sort(key=told_of)
    found = []
    for place, one in enumerate(timed):
        against = [
            other
            for other in timed[place + 1 :]
            if other.origin != one.origin
            and (told_of(other) - told_of(one)).days <= ONE_ORDER
            and _step(other) == _step(one)
            and _apart(_lengths(one), _lengths(other))
        ]
        if against:
            days = When(told_of(one), told_of(against[-1]), Grain.INTERVAL)
            facts = teller.facts(against, phrases.hold)
            found.append(
                Dispute(
                    "length of hold",
                    days,
                    (teller.fact(phrases.hold(one), [one]),),
                    facts,
                    None,
                )
            )
    return found


def _step(claim: Claim) -> tuple[object, ...]:
    """What two lengths must share to be comparable: the step and who or what is held."""
    past = str(claim.value.get("status", "")).startswith(("before", "former", "ended"))
    return claim.value.get("step"), claim.value.get("subject"), past


def _lengths(claim: Claim) -> tuple[float, float] | None:
    low, high = claim.value.get("days_min"), claim.value.get("days_max")
    if low is None and high is None:
        low = high = claim.number if claim.unit in (None, "days") else None
    if low is None and high is None:
        return None
    return float(low if low is not None else 0), float(high if high is not None else 10**6)


def _apart(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    return bool(one and other and (one[1] < other[0] or other[1] < one[0]))
