"""Check: the references of a corridor file, and that the files do not contradict each other."""

from collections.abc import Collection, Iterable, Sequence

from yalu.corridors.atlas import Atlas, suggestion
from yalu.corridors.file import CorridorFile
from yalu.corridors.gazetteer import key
from yalu.corridors.locate import KeyPath
from yalu.vocabulary import Gate, Names

_IDENTIFIED = {"side": "side", "gate": "gate", "group": "gate", "source": "source"}


def check_ids(files: Sequence[CorridorFile]) -> None:
    """Raise CorridorError for an id that two tables of any files share."""
    seen: dict[tuple[str, str], tuple[CorridorFile, KeyPath]] = {}
    for file in files:
        if file.id is not None:
            _claim(seen, ("corridor", file.id), file, ("id",))
        for table, noun in _IDENTIFIED.items():
            for where, row in file.rows(table):
                _claim(seen, (noun, row["id"]), file, (*where, "id"))
        own: dict[tuple[str, str], tuple[CorridorFile, KeyPath]] = {}
        for table, name in (("country", "code"), ("step", "id")):
            for where, row in file.rows(table):
                _claim(own, (table, row[name]), file, (*where, name))


def _claim(
    seen: dict[tuple[str, str], tuple[CorridorFile, KeyPath]],
    what: tuple[str, str],
    file: CorridorFile,
    where: KeyPath,
) -> None:
    if what in seen:
        other, place = seen[what]
        at = other.fault(place, "")
        raise file.fault(where, f"{what[0]} {what[1]!r} is already at {at.path}:{at.line}")
    seen[what] = file, where


def check_references(file: CorridorFile, countries: Collection[str]) -> None:
    """Raise CorridorError for a country, side, member or home that does not exist."""
    sides = [row["id"] for _, row in file.rows("side")]
    gates = [row["id"] for table in ("gate", "group") for _, row in file.rows(table)]
    for where, row in file.rows("side"):
        _known(file, (*where, "country"), "country", row["country"], countries)
    for table in ("gate", "group"):
        for where, row in file.rows(table):
            for name, noun, known in (
                ("sides", "side", sides),
                ("members", "member", gates),
                ("countries", "country", countries),
            ):
                for index, id in enumerate(row.get(name, ())):
                    _known(file, (*where, name, index), noun, id, known)
    if "home" in file.tables:
        _known(file, ("home",), "gate", file.tables["home"], gates)
    _no_circle(file)


def _known(file: CorridorFile, where: KeyPath, noun: str, id: str, known: Collection[str]) -> None:
    if id not in known:
        raise file.fault(where, f"unknown {noun} {id!r}{suggestion(id, known)}")


def _no_circle(file: CorridorFile) -> None:
    members = {row["id"]: row["members"] for _, row in file.rows("group")}
    for where, row in file.rows("group"):
        below, waiting = set(), list(row["members"])
        while waiting:
            id = waiting.pop()
            if id == row["id"]:
                raise file.fault((*where, "members"), f"group {id!r} contains itself")
            if id not in below:
                below.add(id)
                waiting.extend(members.get(id, ()))


def check_vague(file: CorridorFile) -> None:
    """Raise CorridorError for an ambiguous name that its table does not have."""
    sides = {row["id"]: row for _, row in file.rows("side")}
    for table in ("country", "gate", "group", "source"):
        for where, row in file.rows(table):
            own = [row, *(sides[id] for id in row.get("sides", ()))]
            names = [name for one in own for list in one.get("names", {}).values() for name in list]
            for index, name in enumerate(row.get("ambiguous", ())):
                if name not in names:
                    why = f"ambiguous name {name!r} is no name of it{suggestion(name, names)}"
                    raise file.fault((*where, "ambiguous", index), why)


def check_pairs(file: CorridorFile, atlas: Atlas) -> None:
    """Raise CorridorError where a group cannot stand for a pair of countries."""
    for where, row in file.rows("group"):
        if not row.get("stands_for_pair"):
            continue
        at, countries = (*where, "stands_for_pair"), atlas.gates[row["id"]].countries
        if len(countries) != 2:
            raise file.fault(at, f"group {row['id']!r} needs two countries, has {len(countries)}")
        other = atlas.between(countries)
        if other != row["id"]:
            pair = " and ".join(countries)
            raise file.fault(at, f"{other!r} already stands for {pair}")


def check_names(files: Iterable[CorridorFile], atlas: Atlas) -> None:
    """Raise CorridorError where one name would mean two gates, or two sources.

    Two gates may share a name if no mode is common to them (the mode in the
    sentence decides), and a group may share one with its members (a sentence
    without a mode means the group).
    """
    gates: dict[tuple[str, str], list[Gate]] = {}
    sources: dict[tuple[str, str], str] = {}
    for file in files:
        sides = {row["id"]: (where, row) for where, row in file.rows("side")}
        for table in ("gate", "group"):
            for where, row in file.rows(table):
                gate = atlas.gates[row["id"]]
                _claim_names(file, where, gate.names, gate, gates, atlas)
                for id in () if row.get("own_names_only") else row.get("sides", ()):
                    place, _ = sides[id]
                    _claim_names(file, place, atlas.sides[id].names, gate, gates, atlas)
        for where, row in file.rows("source"):
            for lang, names in row["names"].items():
                for index, name in enumerate(names):
                    holder = sources.setdefault((lang, key(name)), row["id"])
                    if holder != row["id"]:
                        why = f"duplicate alias {name!r}: already a name of source {holder!r}"
                        raise file.fault((*where, "names", lang, index), why)


def _claim_names(
    file: CorridorFile,
    where: KeyPath,
    names: Names,
    gate: Gate,
    seen: dict[tuple[str, str], list[Gate]],
    atlas: Atlas,
) -> None:
    for lang, list_ in names.items():
        for index, name in enumerate(list_):
            holders = seen.setdefault((lang, key(name)), [])
            for other in holders:
                if not _may_share(gate, other, atlas):
                    why = f"duplicate alias {name!r}: names both {other.id!r} and {gate.id!r}"
                    raise file.fault((*where, "names", lang, index), why)
            if gate not in holders:
                holders.append(gate)


def _may_share(one: Gate, two: Gate, atlas: Atlas) -> bool:
    if one.id == two.id:
        return True
    if one.id in atlas.members(two.id) or two.id in atlas.members(one.id):
        return True
    return not any(a.meets(b) for a in one.modes for b in two.modes)
