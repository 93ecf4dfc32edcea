"""The fields of a claim, said in a few words of our own."""

from typing import Any

from yalu.vocabulary import Claim, Kind, Mode, Service, Stance, When

NOUNS = {
    Mode.RAIL: "freight rail",
    Mode.ROAD: "road freight",
    Mode.SEA: "sea freight",
    Mode.AIR: "air freight",
    Mode.LAND: "overland freight",
    Mode.ALL: "freight",
}
STANCES = {
    Stance.ASSERTS: "asserted",
    Stance.DENIES: "denied",
    Stance.UNCONFIRMED: "not confirmed",
    Stance.SPECULATES: "supposed",
}
_QUALIFIERS = {
    "more_than": "more than ",
    "at_least": "at least ",
    "about": "about ",
    "almost": "almost ",
    "less_than": "less than ",
    "at_most": "at most ",
}
_COUNTED = (
    "trains",
    "locomotives",
    "passenger_cars",
    "freight_cars",
    "containers",
    "trucks",
    "ships",
    "vehicles",
)
"""What is counted, in the order it is said; other units follow."""
_ASIDE = ("time", "laden", "detail", "qualifier", "per", "hours")


def subject(service: Service, title: str) -> str:
    """What the brief is of: `Freight rail at Dandong–Sinuiju`."""
    return f"{NOUNS[service.mode].capitalize()} at {title}"


def window(when: When | None) -> str:
    """The days of a window for a reader: `2022-09-26`, `from 2022-05`, `2021-03 to 2022-01-16`."""
    if when is None:
        return "no day given"
    if when.earliest is None and when.latest is None:
        return when.symbolic or "no day given"
    left, _, right = when.edtf().replace("~", "").partition("/")
    about = "about " if when.about else ""
    if not right:
        return about + left
    if right == "..":
        return f"{about}from {left}"
    return f"{about}to {right}" if left == ".." else f"{about}{left} to {right}"


def amount(number: float) -> str:
    """A number without needless decimals, its thousands apart."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.10g}"


def percent(probability: float) -> str:
    """A probability in per cent, never said to be certain."""
    if probability >= 0.995:
        return "over 99 %"
    return "under 1 %" if probability < 0.005 else f"{100 * probability:.0f} %"


def counted(number: Any, noun: str) -> str:
    """`1 train`, `18 freight cars`; a number told as words stays as it is."""
    words = noun.replace("_", " ")
    if isinstance(number, int | float) and not isinstance(number, bool):
        if number == 1 and words.endswith("s"):
            words = words[:-1]
        return f"{amount(number)} {words}"
    return f"{number} {words}"


def crossing(claim: Claim) -> str:
    """What passed, what was counted, and how laden: `1 train, 18 freight cars, loaded`."""
    value = claim.value
    lead = _QUALIFIERS.get(str(value.get("qualifier")), "")
    keys = dict.fromkeys((*_COUNTED, *value))
    counts = {
        key: value[key]
        for key in keys
        if key in value and key not in _ASIDE and not key.endswith("_max")
    }
    if claim.number is not None and claim.unit and claim.unit not in counts:
        counts[claim.unit.replace(" ", "_")] = claim.number
    if counts.get("trains") == 0:
        return "no train" + _direction(claim)
    parts = []
    for key, number in counts.items():
        most = value.get(f"{key}_max")
        exact = key == "trains" and len(counts) > 1
        told = f"{number}–{most}" if most is not None else number
        parts.append(("" if exact else lead) + counted(told, key))
    parts = parts or ["something passed"]
    if per := value.get("per"):
        parts[-1] += f" a {per}"
    if hours := value.get("hours"):
        parts[-1] += f" in {hours} hours"
    if (laden := value.get("laden")) and laden != "unknown":
        parts.append(str(laden))
    if detail := value.get("detail"):
        parts.append(str(detail))
    if time := value.get("time"):
        parts.append(f"at {time}")
    return ", ".join(parts) + _direction(claim)


def rate(claim: Claim) -> str:
    """A rate that a claim of a service or a count tells: `1 train a day, 10–15 cars each`."""
    value = claim.value
    parts = [
        counted(number, key.removesuffix("_per_day")) + " a day"
        for key, number in value.items()
        if key.endswith("_per_day")
    ]
    if "cars_min" in value or "cars_max" in value:
        parts.append(f"{span(value.get('cars_min'), value.get('cars_max'))} cars each")
    if claim.number is not None:
        parts.append(counted(claim.number, claim.unit or ""))
    return ", ".join(parts) + _direction(claim)


def span(low: Any, high: Any) -> str:
    """`3–4`, `30 or more`, `up to 60`, `10`."""
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low} or more"
    return f"{low}" if low == high else f"{low}–{high}"


def goods(claim: Claim) -> str:
    """The goods, with the quantity of those that have one."""
    parts = []
    for item in claim.value.get("goods", ()):
        words = str(item.get("kind", "goods")).replace("_", " ")
        if (quantity := item.get("quantity")) is not None:
            unit = str(item.get("unit") or "").replace("_", " ")
            words += f" ({counted(quantity, unit).strip()})"
        parts.append(words)
    return (", ".join(parts) or "goods, kind not said") + _direction(claim)


def hold(claim: Claim) -> str:
    """The step, its length, whom and where: `hold of 3–4 days at the quarantine site (new)`."""
    value = claim.value
    text = str(value.get("step", "hold")).replace("_", " ")
    low, high = value.get("days_min"), value.get("days_max")
    if low is not None or high is not None:
        text += f" of {span(low, high)} days"
    elif claim.number is not None:
        text += f" of {counted(claim.number, claim.unit or 'days')}"
    if hours := value.get("hold_hours"):
        text += f" and {hours} hours"
    if subject := value.get("subject"):
        text += f" for {subject}"
    if place := value.get("place"):
        text += f" at {place}"
    if (workers := value.get("workers")) is not None:
        before = value.get("workers_before")
        text += f", {workers} workers" + (f" instead of {before}" if before is not None else "")
    asides = [str(value[key]) for key in ("status", "detail") if value.get(key)]
    if by := value.get("by"):
        asides.append(f"by order of {by}")
    return text + (f" ({'; '.join(asides)})" if asides else "")


def state(claim: Claim) -> str:
    """What a claim says of the state, its days aside: `became running`, `1 train, loaded`."""
    if claim.kind is Kind.CROSSING:
        return crossing(claim)
    if claim.kind is Kind.PRESENCE:
        return f"{claim.value.get('what', 'something')}, at {claim.value.get('at', 'the gate')}"
    if claim.state is None:
        return claim.kind.value
    verb = "became" if claim.kind is Kind.CHANGE else "was"
    scope = f" for {claim.scope}" if claim.scope else ""
    stance = "" if claim.stance is Stance.ASSERTS else f" ({STANCES[claim.stance]})"
    return f"{verb} {claim.state.value}{scope}{_direction(claim)}{stance}"


def expected(claim: Claim) -> str:
    """What a forecast expects, in the words of the record."""
    what = str(claim.value.get("what") or "")
    return what or (claim.state.value if claim.state else "what comes next")


def trade(claim: Claim) -> str:
    """A trade figure: `153.86 million USD, CN>KP`."""
    number = claim.number or 0.0
    told = f"{number / 1e6:,.2f} million" if number >= 1e6 else amount(number)
    flow = claim.value.get("flow") or claim.direction or "total"
    return f"{told} {claim.unit or ''} ({flow})".replace("  ", " ")


def share(claim: Claim) -> str:
    """`about 70 % of bilateral trade carried by the freight train`."""
    value = claim.value
    lead = _QUALIFIERS.get(str(value.get("qualifier")), "")
    return f"{lead}{amount(float(value.get('percent', 0)))} % — {value.get('of', 'base not told')}"


def _direction(claim: Claim) -> str:
    return f", {claim.direction}" if claim.direction and claim.direction != "both" else ""
