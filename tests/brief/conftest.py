"""Small worlds for the brief: claims by hand, and the reference casebook."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from yalu import corridors
from yalu.believe import believe
from yalu.brief import Brief, assess
from yalu.corridors import Atlas
from yalu.vocabulary import Claim, Document, Kind, Mode, Service, SourceClass, State, When

GATE = "dandong-sinuiju"
RAIL = Service(GATE, Mode.RAIL)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return corridors.load()


@pytest.fixture(scope="session")
def reference(pairs: Any) -> tuple[list[Claim], dict[str, Document]]:
    claims = [claim for _, found in pairs for claim in found]
    return claims, {document.name: document for document, _ in pairs}


Assess = Callable[..., Brief]


@pytest.fixture(scope="session")
def brief_of(atlas: Atlas) -> Assess:
    """Assesses claims as known on a day; documents are made up from the claims."""

    def of(
        claims: Iterable[Claim],
        known_by: str,
        service: Service = RAIL,
        documents: dict[str, Document] | None = None,
    ) -> Brief:
        given = list(claims)
        made = documents or {c.document: Document(c.document, outlet=c.document) for c in given}
        groups = {service.gate: atlas.groups_of(service.gate)}
        belief = believe(given, service, groups=groups, known_by=dt.date.fromisoformat(known_by))
        return assess(given, belief, atlas, made)

    return of


@pytest.fixture(scope="session")
def autumn(brief_of: Assess, reference: Any) -> Brief:
    """The reference casebook on 28 September 2022, two days after trains came back."""
    claims, documents = reference
    return brief_of(claims, "2022-09-28", documents=documents)


@pytest.fixture(scope="session")
def late(brief_of: Assess, reference: Any) -> Brief:
    """The reference casebook in the middle of 2025, long after anybody spoke of trains."""
    claims, documents = reference
    return brief_of(claims, "2025-07-28", documents=documents)


def said(kind: Kind, days: str, origin: str = "yonhap", **fields: Any) -> Claim:
    """A claim about rail at the gate: `days` in EDTF, known on the last of them."""
    when = When.from_edtf(days)
    values: dict[str, Any] = {
        "document": f"{origin} {days}",
        "gate": GATE,
        "mode": Mode.RAIL,
        "who": origin,
        "class_": SourceClass.AGENCY,
        "known": when.latest or when.earliest,
        "gist": "told in substance",
    }
    return Claim(kind=kind, origin=origin, when=when, **(values | fields))


def service(days: str, state: State, origin: str = "yonhap", **fields: Any) -> Claim:
    return said(Kind.SERVICE, days, origin, state=state, **fields)


def change(days: str, state: State, origin: str = "yonhap", **fields: Any) -> Claim:
    return said(Kind.CHANGE, days, origin, state=state, **fields)


def crossing(days: str, origin: str = "yonhap", **value: Any) -> Claim:
    return said(Kind.CROSSING, days, origin, value=value)
