"""Parameters: every number of a model as its file gives it, with where it comes from."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from yalu.simulate.schema import Model, Table
from yalu.simulate.spread import MINUTES, Spread, length_text

UNTOLD = "not stated"
_TEXT = {"title", "note", "source", "assumed", "because"}
_NEEDS = {"hold", "use", "free"}
_LENGTHS = {"after", "validity", "cover"}


class Parameter(NamedTuple):
    """One number: its dotted key, the value with its unit, its source, and what was assumed.

    At least one of the two last is told in the files that Yalu ships.
    """

    key: str
    value: str
    source: str
    assumed: str


def parameters(model: Model) -> Iterator[Parameter]:
    """Every number of the model that its files set, policies after the rest."""
    fields = model.model_fields_set
    for name in ("days", "warm_up"):
        if name in fields:
            value = getattr(model, name)
            yield _parameter(model, name, name, f"{value} days", model)
    for section in type(model).model_fields:
        found = getattr(model, section)
        if section == "policy":
            continue
        if isinstance(found, dict):
            for name, table in found.items():
                if isinstance(table, Table):
                    yield from _of(table, f"{section}.{name}", model)
        elif isinstance(found, list):
            for number, table in enumerate(found, 1):
                if isinstance(table, Table):
                    yield from _of(table, f"{section} {number}", model)
    for policy in model.policy:
        for key, value in policy.set.items():
            shown = f"{value} from {policy.since}"
            yield _parameter(policy, key, key, shown, policy)


def _of(table: Table, key: str, owner: Table) -> Iterator[Parameter]:
    """The numbers of one table, and of the tables in it."""
    for field in type(table).model_fields:
        if field in _TEXT or field not in table.model_fields_set:
            continue
        value = getattr(table, field)
        if isinstance(value, Table):
            yield from _of(value, f"{key}.{field}", table)
        elif isinstance(value, list) and value and isinstance(value[0], Table):
            for number, each in enumerate(value, 1):
                yield from _of(each, f"{key}.{field} {number}", table)
        elif shown := _shown(field, value):
            yield _parameter(table, field, f"{key}.{field}", shown, owner)


def _parameter(table: Table, field: str, key: str, value: str, owner: Table) -> Parameter:
    """The number with the nearest word about it: of itself, of its table, of the table around it."""
    because = table.because.get(field) or owner.because.get(key)
    source, assumed = _words(table.source), table.assumed or ""
    if because is not None:
        source = because if not assumed or because != assumed else ""
    if not source and not assumed and not isinstance(owner, Model):
        source, assumed = _words(owner.source), owner.assumed or ""
    if not source and not assumed and field in _NEEDS and _each_one(getattr(table, field)):
        assumed = "each takes one: the structure of the step"
    return Parameter(key, value, source, assumed)


def _each_one(needs: object) -> bool:
    return isinstance(needs, dict) and set(needs.values()) <= {1, "car"}


def _words(source: str | list[str] | None) -> str:
    return "; ".join(source) if isinstance(source, list) else source or ""


def _shown(field: str, value: Any) -> str:
    """The value in words with its unit; empty for what is no number."""
    match value:
        case Spread():
            return str(value)
        case bool() | None | str():
            return ""
        case float() if field in _LENGTHS:
            return length_text(value)
        case float() if field == "rate":
            return f"{value * MINUTES['day']:.4g} / day"
        case float() if field == "tonnes":
            return f"{value:.4g} t"
        case int() | float():
            return f"{value:g}"
        case dict() if field in ("stock", "use"):
            return _amounts(field, value)
        case dict():
            return ", ".join(f"{name} {amount}" for name, amount in value.items())
        case list() if field == "windows":
            return ", ".join(f"{_clock(a)}–{_clock(b)}" for a, b in value)
        case list() if value and field == "weekdays":
            return ", ".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else ""


def _amounts(field: str, value: Mapping[str, Any]) -> str:
    """Tonnes by cargo: at the start, or a day. A step's `use` counts units."""
    if field == "use" and all(isinstance(each, int | str) for each in value.values()):
        return ", ".join(f"{name} {amount}" for name, amount in value.items())
    scale, unit = (MINUTES["day"], "t / day") if field == "use" else (1.0, "t")
    return ", ".join(f"{name} {amount * scale:.4g} {unit}" for name, amount in value.items())


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
