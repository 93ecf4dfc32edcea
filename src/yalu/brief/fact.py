"""Fact: one thing told about a service, with everybody who told it and what they said."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from yalu.corridors import Atlas
from yalu.vocabulary import Claim, Document, Service


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told by one origin, and the outlets that carry it.

    `text` is ours, made from the fields of the claim. `claim` is the earliest that
    says so; `outlets` are all that print it, by name and in order of appearance.
    `source` is the name of the origin. `url` leads to the earliest document.
    """

    text: str
    claim: Claim
    source: str
    outlets: tuple[str, ...]
    url: str | None = None

    @property
    def told(self) -> str:
        """What the source says: its words if they are kept, else their substance."""
        return self.claim.quote.exact if self.claim.quote else self.claim.gist or ""

    @property
    def vouched(self) -> str:
        """Who says so, of which class, carried by whom, and when it was said."""
        claim = self.claim
        known = self.source.casefold() in claim.who.casefold()
        who = claim.who if known else f"{self.source}, from {claim.who}"
        said = f"said {claim.known}" if claim.known else "day of saying unknown"
        slip = "; printed wrongly by the outlet" if claim.outlet_error else ""
        return f"{who} ({claim.class_.value}{relays(self.source, self.outlets)}), {said}{slip}"


def relays(source: str, outlets: tuple[str, ...]) -> str:
    """`; 14 outlets relay it`, leaving out the source's own pages; '' for none."""
    own = source.casefold()
    others = [each for each in outlets if not each.casefold().startswith(own)]
    others = [each for each in others if not each.casefold().endswith(own)]
    if not others:
        return ""
    if len(others) == 1:
        return f"; relayed by {others[0]}"
    return f"; {len(others)} outlets relay it"


class Teller:
    """Makes facts: knows the names of origins and the documents that claims came in."""

    def __init__(self, service: Service, atlas: Atlas, documents: Mapping[str, Document]) -> None:
        self._service = service
        self._atlas = atlas
        self._documents = documents

    def source(self, origin: str) -> str:
        """The printed name of an origin; its identifier where no corridor file names it."""
        source = self._atlas.sources.get(origin)
        return source.title if source else origin

    def place(self, claim: Claim) -> str:
        """Of what a claim speaks, where that is not the service's own gate: `, all of …`."""
        if claim.gate == self._service.gate:
            return ""
        gate = self._atlas.gates.get(claim.gate)
        return f", all of {gate.title if gate else claim.gate}"

    def outlet(self, claim: Claim) -> str:
        """The outlet in whose document the claim stands."""
        document = self._documents.get(claim.document)
        return (document.outlet if document else None) or claim.document

    def outlets(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The outlets of the claims, each once."""
        return tuple(dict.fromkeys(self.outlet(claim) for claim in claims))

    def fact(self, text: str, claims: list[Claim]) -> Fact:
        """The fact that these claims of one origin tell together."""
        claims = sorted(claims, key=appearance)
        first = claims[0]
        document = self._documents.get(first.document)
        return Fact(
            text + self.place(first),
            first,
            self.source(first.origin),
            self.outlets(claims),
            document.url if document else None,
        )

    def facts(self, claims: Iterable[Claim], text: Callable[[Claim], str]) -> tuple[Fact, ...]:
        """One fact for each thing told by each origin, in order of the days told of.

        Claims of one origin that come to the same text about the same days are one
        fact: the later ones are relays.
        """
        alike: dict[tuple[object, ...], list[Claim]] = {}
        for claim in claims:
            alike.setdefault((claim.origin, claim.when, claim.stance, text(claim)), []).append(
                claim
            )
        found = [self.fact(key[3], same) for key, same in alike.items()]  # type: ignore[arg-type]
        return tuple(sorted(found, key=lambda fact: (fact.claim.first_day, appearance(fact.claim))))


def appearance(claim: Claim) -> tuple[dt.date, str]:
    """Sorts claims by the day they became known."""
    return claim.known or dt.date.max, claim.document


def about(claims: Iterable[Claim], service: Service, groups: Iterable[str]) -> list[Claim]:
    """The claims that speak of the service: of its gate or a group, in a mode that covers it."""
    places = {service.gate, *groups}
    return [c for c in claims if c.gate in places and c.mode.covers(service.mode)]
