"""Corridor: the places, gates and sources of one border, as a corridor file tells them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yalu.vocabulary.terms import Mode, SourceClass

Names = Mapping[str, tuple[str, ...]]
"""Names by language code, the first of a language being the one to print."""


def _title(names: Names, id: str) -> str:
    return next(iter(names.get("en", ())), id)


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the corridor. `code` is ISO 3166-1 alpha-2; `names` hold adjectives and capitals too."""

    code: str
    names: Names


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a gate. `time_zone` is an IANA name; local days are counted in it."""

    id: str
    country: str
    time_zone: str
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gate:
    """A border crossing point, or a group of them (`members`).

    `coordinates` are WGS 84 latitude and longitude in degrees. `ambiguous` names
    are shared with other places and need context. `countries` are those of the
    sides, or for a group those it lies between. `passengers`: people, no goods, pass it.
    """

    id: str
    modes: tuple[Mode, ...]
    names: Names
    countries: tuple[str, ...]
    sides: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    members: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    passengers: bool = False
    note: str | None = None

    @property
    def is_group(self) -> bool:
        return bool(self.members)

    @property
    def title(self) -> str:
        """The name to print: the first English one, else the identifier."""
        return _title(self.names, self.id)


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who speaks about the corridor. `id` is what claims call their origin."""

    id: str
    class_: SourceClass
    names: Names

    @property
    def title(self) -> str:
        """The name to print: the first English one, else the identifier."""
        return _title(self.names, self.id)


@dataclass(frozen=True, slots=True)
class Service:
    """A gate and a mode: the thing that runs or does not. Written `gate/mode`."""

    gate: str
    mode: Mode

    def __str__(self) -> str:
        return f"{self.gate}/{self.mode.value}"


@dataclass(frozen=True, slots=True)
class Corridor:
    """All that one corridor file says. `steps` is kept as given, for the simulation."""

    id: str
    title: str
    countries: Mapping[str, Country]
    sides: Mapping[str, Side]
    gates: Mapping[str, Gate]
    sources: Mapping[str, Source]
    steps: tuple[Mapping[str, object], ...] = ()
    path: str | None = None
