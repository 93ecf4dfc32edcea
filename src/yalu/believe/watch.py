"""Watch: the beliefs of many services, kept up to date as documents arrive."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from yalu.believe.belief import EM, GIBBS, REWEIGHT, Belief, believe
from yalu.believe.evidence import Evidence, evidence_of, folded
from yalu.believe.model import Model
from yalu.vocabulary import Claim, Service


@dataclass
class Watch:
    """Beliefs by service. A document refreshes those services that its claims bear on, no other.

    A belief that Gibbs made takes new words in by weighing its draws, and where they are no
    longer worth enough draws, or were made by EM, EM makes it anew. What a watch believes
    depends on the order in which it heard, and on nothing else: heard again in that order, the
    same claims give the same bits. `groups` tells for a gate the groups it belongs to, `passengers`
    names the gates whose service carries people.
    """

    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    passengers: frozenset[str] = frozenset()
    model: Model = field(default_factory=Model)
    seed: int = 0
    claims: dict[Service, list[Claim]] = field(default_factory=dict)
    beliefs: dict[Service, Belief] = field(default_factory=dict)

    def follow(self, *services: Service) -> None:
        """Services to keep a belief of; claims heard before are not heard again."""
        for service in services:
            self.claims.setdefault(service, [])

    def hear(self, claims: Iterable[Claim], known_by: dt.date) -> tuple[Service, ...]:
        """Take in the claims of what arrived; the services whose belief is another now."""
        heard, found = tuple(claims), []
        for service, before in self.claims.items():
            new = [claim for claim in heard if self._bears(claim, service)]
            if not new:
                continue
            before.extend(new)
            self.beliefs[service] = self._refreshed(service, new, known_by)
            found.append(service)
        return tuple(found)

    def record(self, known_by: dt.date) -> None:
        """Draw every belief anew by Gibbs, as known by a day."""
        for service, claims in self.claims.items():
            if claims:
                self.beliefs[service] = self._believe(service, known_by, GIBBS)

    def _bears(self, claim: Claim, service: Service) -> bool:
        near = claim.gate == service.gate or claim.gate in self.groups.get(service.gate, ())
        near = near or service.gate in self.groups.get(claim.gate, ())
        return near and claim.mode.covers(service.mode)

    def _refreshed(self, service: Service, new: Sequence[Claim], known_by: dt.date) -> Belief:
        now = self.beliefs.get(service)
        weighed = now and told(
            now, new, known_by, self.groups, service.gate in self.passengers, self.seed
        )
        return weighed or self._believe(service, known_by, EM)

    def _believe(self, service: Service, known_by: dt.date, engine: str) -> Belief:
        return believe(
            self.claims[service],
            service,
            groups=self.groups,
            passengers=service.gate in self.passengers,
            known_by=known_by,
            model=self.model,
            engine=engine,
            seed=self.seed,
        )


def told(
    belief: Belief,
    claims: Sequence[Claim],
    known_by: dt.date,
    groups: Mapping[str, Sequence[str]] | None = None,
    passengers: bool = False,
    seed: int = 0,
) -> Belief | None:
    """A belief with new claims taken in by weighing its draws; None where that is not enough.

    It is not where EM made the belief, where the claims speak of days before its first, or
    where the weighted draws are worth less than a share `reweight.ENOUGH` of them.
    """
    from yalu.believe.chain import Smoothed
    from yalu.believe.reweight import ENOUGH, reweight

    if isinstance(belief.chain, Smoothed) or known_by < belief.known_by:
        return None
    found = evidence_of(
        claims, belief.service, groups or {}, known_by, belief.model, passengers=passengers
    )
    begun, now = belief.frame.first + belief.frame.begun, known_by.toordinal()
    if any(piece.first <= begun for piece in found):
        return None
    found = [piece for piece in found if piece.first <= now]
    evidence, new = _new(belief.evidence, found)
    observed = now - belief.frame.first + 1
    days = max(belief.frame.days, observed)
    frame = replace(belief.frame, days=days, observed=observed)
    chain = reweight(belief.chain, evidence, new, belief.model, frame, seed)
    if chain.share < ENOUGH:
        return None
    made = f"{belief.made or belief.engine} from {belief.digest}"
    last = max(belief.last, known_by)
    return Belief(
        belief.service,
        known_by,
        belief.first,
        last,
        belief.model,
        (*evidence, *new),
        chain,
        frame,
        REWEIGHT,
        made,
    )


def _new(
    old: Sequence[Evidence], found: Sequence[Evidence]
) -> tuple[list[Evidence], list[Evidence]]:
    """The old pieces, with what only tells them again, and the pieces that are new."""
    evidence, new = list(old), []
    for piece in found:
        for place, leader in enumerate(evidence):
            if folded(leader, piece):
                evidence[place] = replace(leader, claims=(*leader.claims, *piece.claims))
                break
        else:
            new.append(piece)
    return evidence, new
