"""Switches: one switch of state that origins put on different days."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from yalu.believe.model import STATES
from yalu.believe.why.contradictions import Contradiction, Reading, one_each, pairs
from yalu.vocabulary import Claim, Grain, Kind, Stance, When

if TYPE_CHECKING:
    from yalu.believe.belief import Belief

ONE_SWITCH = 45
"""Days: switches to one state told nearer than this, and not both in one window, are one."""


def switches(claims: Iterable[Claim], belief: "Belief | None") -> Iterator[Contradiction]:
    """Switches to one state, near to one another, in windows that do not all meet."""
    dated = sorted((claim for claim in claims if _dated(claim)), key=_ends)
    for group in _neighbours(dated):
        accounts = list(_accounts(group))
        sets = pairs(accounts)
        told = {id(claim) for pair in sets for claim in pair}
        accounts = [own for own in accounts if any(id(claim) in told for claim in own)]
        if sets:
            yield Contradiction(
                "day of the switch",
                When(_common(accounts[0])[0], _common(accounts[-1])[1], Grain.INTERVAL),
                tuple(_reading(own, belief) for own in accounts),
                sets,
            )


def _dated(claim: Claim) -> bool:
    when = claim.when
    switched = claim.kind is Kind.CHANGE and claim.stance is Stance.ASSERTS and claim.state
    return bool(switched and not claim.scope and when and when.earliest and when.latest)


def _neighbours(dated: list[Claim]) -> Iterator[list[Claim]]:
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


def _accounts(run: list[Claim]) -> Iterator[tuple[Claim, ...]]:
    """The fewest accounts with a day in common each, one claim of an origin in each."""
    account: list[Claim] = []
    for claim in run:
        if account and _ends(claim)[0] > min(_ends(own)[1] for own in account):
            yield one_each(account)
            account = []
        account.append(claim)
    yield one_each(account)


def _common(account: Sequence[Claim]) -> tuple[dt.date, dt.date]:
    return max(_ends(claim)[0] for claim in account), min(_ends(claim)[1] for claim in account)


def _reading(account: tuple[Claim, ...], belief: "Belief | None") -> Reading:
    first, last = _common(account)
    return Reading(When(first, last).edtf(), account, _believed(belief, account, first, last))


def _believed(
    belief: "Belief | None", account: Sequence[Claim], first: dt.date, last: dt.date
) -> float | None:
    """The probability that the state was entered on those days."""
    state = account[0].state
    if belief is None or state is None:
        return None
    begun = belief.frame.first
    rows = slice(max(first.toordinal() - begun, 0), max(last.toordinal() - begun + 1, 0))
    return min(float(belief.chain.into[rows, STATES.index(state)].sum()), 1.0)


def _ends(claim: Claim) -> tuple[dt.date, dt.date]:
    assert claim.when and claim.when.earliest and claim.when.latest
    return claim.when.earliest, claim.when.latest
