"""Corridors: one TOML file each, the atlas loaded from them, the gazetteer built from that.

    load(paths: Iterable[str | Path] = ()) -> Atlas
        The shipped files and the given ones (files, or folders of *.toml). A given corridor
        replaces the shipped one of the same id. Raises CorridorError with file and line.

    Atlas: frozen, compared and hashed by identity
        corridors: Mapping[str, Corridor]     sources: Mapping[str, Source]
        gates: Mapping[str, Gate]             countries: Mapping[str, Country]
        sides: Mapping[str, Side]             homes: Mapping[corridor id, gate id]
        pairs: Mapping[frozenset[country code], group gate id]
        vague: Mapping[id of a country or source, frozenset of its names that need context]
        gate(id: str) -> Gate                     raises UnknownGate with a suggestion
        service(text: str) -> Service             "gate/mode", or "gate" if that is enough
        serves(id: str, mode: Mode) -> bool       whether the gate has, or shares in, the mode
        members(id: str) -> tuple[str, ...]       all gates below a group; () for a plain gate
        groups_of(id: str) -> tuple[str, ...]     all groups above a gate
        corridor_of(id: str) -> Corridor
        home(corridor: str) -> str                the gate a text means that names none
        between(countries: Iterable[str]) -> str | None    the group that stands for two countries
        own_names_only: frozenset[gate id]        gates that the names of their sides do not name

    gazetteer(atlas: Atlas, lang: str) -> Gazetteer       cached
    Gazetteer: frozen
        lang: str
        entries: Mapping[key(name), tuple[Entry, ...]]     what a name can mean
        find(name: str) -> tuple[Entry, ...]
    Entry: frozen
        kind: "gate" | "side" | "country" | "source";  id: str
        name: str                    as the file spells it
        modes: tuple[Mode, ...]      of a gate, else ()
        side: str | None             the end of the gate that this name names
        country: str | None          its code, of a side, country, or gate named by a side
        needs_context: bool          shared with other places: needs another word of the corridor
        group: bool                  the gate is a group
        fits(surface: str) -> bool   whether the text's capitals allow this name ("who", WHO)
    pick(entries: Iterable[Entry], mode: Mode | None) -> Entry | None
        the gate entry that a name with this mode beside it means; a group where no mode is said
    key(name: str) -> str
        lower case, one form of dash, quote and space; as long as the name, so offsets hold

A name may hit several entries: "dandong" is a side and, through it, a gate. Names with
accents stand under their plain spelling too; what has no name in a language stands under its
English ones. How to write a file: docs/corridors.md.
"""

from yalu.corridors.atlas import Atlas
from yalu.corridors.gazetteer import Entry, Gazetteer, gazetteer, key, pick
from yalu.corridors.load import load

__all__ = ["Atlas", "Entry", "Gazetteer", "gazetteer", "key", "load", "pick"]
