"""Gazetteer: what the names of a language can mean, for a reader that scans a text."""

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from yalu.corridors.atlas import Atlas
from yalu.vocabulary import Gate, Mode, Names

_FORMS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        **dict.fromkeys("‘’ʼ＇", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t\n", " "),
    }
)
_PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name can mean.

    `kind` is gate, side, country or source and `id` its identifier. A gate that
    is named by one of its ends carries that `side` and its `country`.
    `needs_context`: other places have the name too.
    """

    kind: str
    id: str
    name: str
    modes: tuple[Mode, ...] = ()
    side: str | None = None
    country: str | None = None
    needs_context: bool = False
    group: bool = False

    def fits(self, surface: str) -> bool:
        """Whether `surface`, the words in the text, has the capitals that make it this name.

        A name in capitals needs them all ("who" is not WHO), any other name its
        first ("the north" is not the North, "Uiju airfield" is Uiju Airfield).
        """
        if len(surface) != len(self.name):
            return False
        if self.name.isupper():
            return surface == surface.upper()
        first = next((at for at, char in enumerate(self.name) if char.isupper()), None)
        return first is None or surface[first].isupper()


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The names of one language. `entries` is indexed by `key(name)`."""

    lang: str
    entries: Mapping[str, tuple[Entry, ...]]

    def find(self, name: str) -> tuple[Entry, ...]:
        """All that `name` can mean; () if no corridor knows it."""
        return self.entries.get(key(name), ())


def key(name: str) -> str:
    """Lower case, one form of dash, quote and space. As long as `name`: offsets hold."""
    lowered = name.lower()
    if len(lowered) != len(name):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in name)
    return lowered.translate(_FORMS)


def pick(entries: Iterable[Entry], mode: Mode | None) -> Entry | None:
    """The gate that a name means with `mode` said beside it.

    With a mode: the first plain gate that has it, else a group that has it.
    Without, or with several modes at once: a group, else the first gate of the
    file. None where no entry is a gate that has the mode.
    """
    gates = [entry for entry in entries if entry.kind == "gate"]
    if mode is None or mode in (Mode.ALL, Mode.LAND):
        several = [entry for entry in gates if mode is None or _has(entry, mode)]
        return next((entry for entry in several if entry.group), next(iter(several), None))
    having = [entry for entry in gates if _has(entry, mode)]
    return next((entry for entry in having if not entry.group), next(iter(having), None))


def _has(entry: Entry, mode: Mode) -> bool:
    return any(own.meets(mode) for own in entry.modes)


@functools.lru_cache(maxsize=32)
def gazetteer(atlas: Atlas, lang: str) -> Gazetteer:
    """The gazetteer of `lang` (a language code); what has no name in it goes by its English one."""
    found: dict[str, list[Entry]] = {}
    for entry in _entries(atlas, lang):
        for form in _spellings(entry.name):
            same = found.setdefault(form, [])
            if all((entry.kind, entry.id) != (known.kind, known.id) for known in same):
                same.append(entry)
    return Gazetteer(lang, {form: tuple(same) for form, same in found.items()})


def _entries(atlas: Atlas, lang: str) -> Iterator[Entry]:
    for gate in atlas.gates.values():
        yield from _gate_entries(atlas, gate, lang)
    vague_ends = {
        (side, name)
        for gate in atlas.gates.values()
        for name in gate.ambiguous
        for side in gate.sides
    }
    for side in atlas.sides.values():
        for name in _names(side.names, lang):
            vague = (side.id, name) in vague_ends
            yield Entry("side", side.id, name, (), side.id, side.country, vague)
    for country in atlas.countries.values():
        shared = atlas.vague.get(country.code, frozenset())
        for name in _names(country.names, lang):
            yield Entry("country", country.code, name, (), None, country.code, name in shared)
    for source in atlas.sources.values():
        shared = atlas.vague.get(source.id, frozenset())
        for name in _names(source.names, lang):
            yield Entry("source", source.id, name, needs_context=name in shared)


def _gate_entries(atlas: Atlas, gate: Gate, lang: str) -> Iterator[Entry]:
    """A gate under its own names and, unless it goes by those only, the names of its sides."""
    ends = {key(name) for id in gate.sides for name in _names(atlas.sides[id].names, lang)}
    for name in _names(gate.names, lang):
        vague = name in gate.ambiguous
        for form in (name, *_two_ends(name, ends)):
            yield Entry("gate", gate.id, form, gate.modes, None, None, vague, gate.is_group)
    if gate.id in atlas.own_names_only:
        return
    for side in (atlas.sides[id] for id in gate.sides):
        for name in _names(side.names, lang):
            vague = name in gate.ambiguous
            yield Entry(
                "gate", gate.id, name, gate.modes, side.id, side.country, vague, gate.is_group
            )


def _two_ends(name: str, ends: set[str]) -> Iterator[str]:
    """ "Orrel and Kessim" for "Orrel-Kessim", whose ends no file names alone."""
    one, dash, other = name.translate(_FORMS).partition("-")
    towns = one.strip(), other.strip()
    plain = all(town[:1].isupper() and town.isalpha() for town in towns)
    if dash and plain and not {key(town) for town in towns} & ends:
        yield f"{towns[0]} and {towns[1]}"


def _names(names: Names, lang: str) -> tuple[str, ...]:
    """The names in `lang`; where there are none, the English ones, which texts then keep."""
    return names.get(lang) or names.get("en", ())


def _spellings(name: str) -> Iterator[str]:
    """The key of the name, and that of its spelling without accents."""
    exact = key(name)
    yield exact
    if not exact.isascii():
        plain = unicodedata.normalize("NFKD", exact.translate(_PLAIN_LETTERS))
        bare = unicodedata.normalize(
            "NFC", "".join(c for c in plain if not unicodedata.combining(c))
        )
        if bare != exact and bare.isascii():
            yield bare
