"""Atlas: all loaded corridors as one map of gates, sides, countries and sources."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yalu.vocabulary import Corridor, Country, Gate, Mode, Service, Side, Source, UnknownGate


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """What the corridor files say together. Compared and hashed by identity.

    `homes` is the gate a text of a corridor means that names none; `pairs` the
    group that stands for two countries; `vague` the names of a country or source
    (by its id) that need context; `own_names_only` the gates that are not named
    by the names of their sides.
    """

    corridors: Mapping[str, Corridor]
    gates: Mapping[str, Gate]
    sides: Mapping[str, Side]
    countries: Mapping[str, Country]
    sources: Mapping[str, Source]
    homes: Mapping[str, str]
    pairs: Mapping[frozenset[str], str]
    vague: Mapping[str, frozenset[str]]
    own_names_only: frozenset[str]
    _below: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    _above: Mapping[str, tuple[str, ...]] = field(init=False, repr=False)
    _corridor: Mapping[str, Corridor] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        below = {id: self._find_members(id) for id in self.gates}
        above: dict[str, list[str]] = {id: [] for id in self.gates}
        for group, members in below.items():
            for member in members:
                above[member].append(group)
        object.__setattr__(self, "_below", below)
        object.__setattr__(self, "_above", {id: tuple(groups) for id, groups in above.items()})
        where = {
            gate: corridor
            for corridor in reversed(list(self.corridors.values()))
            for gate in corridor.gates
        }
        object.__setattr__(self, "_corridor", where)

    def gate(self, id: str) -> Gate:
        """The gate `id`. Raises UnknownGate, with the nearest known name."""
        found = self.gates.get(id)
        if found is None:
            raise UnknownGate(f"unknown gate {id!r}{suggestion(id, self.gates)}")
        return found

    def serves(self, id: str, mode: Mode) -> bool:
        """Whether the gate or group has the mode, a part of it, or is part of it."""
        return any(own.meets(mode) for own in self.gate(id).modes)

    def service(self, text: str) -> Service:
        """The service written `gate/mode`, or `gate` where that is enough.

        A gate of one mode, and a group, may go without: a group then means all
        its modes. Raises UnknownGate for an unknown gate, a mode that is none,
        or one that the gate does not have.
        """
        id, slash, word = text.strip().partition("/")
        gate = self.gate(id.strip())
        choices = ", ".join(f"{gate.id}/{mode.value}" for mode in gate.modes)
        if not slash:
            if len(gate.modes) == 1:
                return Service(gate.id, gate.modes[0])
            if gate.is_group:
                return Service(gate.id, Mode.ALL)
            raise UnknownGate(f"gate {gate.id!r} has several modes; say one of {choices}")
        try:
            mode = Mode(word.strip())
        except ValueError:
            raise UnknownGate(
                f"unknown mode {word.strip()!r} of gate {gate.id!r}; say one of {choices}"
            ) from None
        if not self.serves(gate.id, mode):
            raise UnknownGate(f"gate {gate.id!r} has no {mode.value}; say one of {choices}")
        return Service(gate.id, mode)

    def members(self, id: str) -> tuple[str, ...]:
        """All gates below the group, its groups' members included; () for a plain gate."""
        self.gate(id)
        return self._below[id]

    def groups_of(self, id: str) -> tuple[str, ...]:
        """All groups that contain the gate, directly or through another group."""
        self.gate(id)
        return self._above[id]

    def near(self, id: str) -> tuple[str, ...]:
        """The groups above the gate and the members below it: whose words bear on it."""
        return (*self.groups_of(id), *self.members(id))

    def around(self, id: str) -> dict[str, tuple[str, ...]]:
        """The groups above the gate and above each of its members, by gate: what `believe` asks for."""
        return {gate: self.groups_of(gate) for gate in (id, *self.members(id))}

    def corridor_of(self, id: str) -> Corridor:
        """The corridor whose file has the gate."""
        self.gate(id)
        return self._corridor[id]

    def _find_members(self, id: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        waiting = list(self.gates[id].members)
        while waiting:
            member = waiting.pop(0)
            if member not in found and member in self.gates:
                found[member] = None
                waiting.extend(self.gates[member].members)
        return tuple(found)

    def home(self, corridor: str) -> str:
        """The gate that a text of the corridor means when it names none."""
        if corridor not in self.homes:
            raise UnknownGate(f"unknown corridor {corridor!r}{suggestion(corridor, self.homes)}")
        return self.homes[corridor]

    def between(self, countries: Iterable[str]) -> str | None:
        """The group that stands for two countries in a sentence that names no gate."""
        return self.pairs.get(frozenset(countries))


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` with the nearest known word, or ''."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""
