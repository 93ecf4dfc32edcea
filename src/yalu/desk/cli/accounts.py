"""Accounts of sources: a row each, a page for one, lines for scripts."""

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from yalu.desk.cli.environment import Environment
from yalu.desk.cli.knowledge import Knowledge
from yalu.desk.cli.render import clean, table
from yalu.vocabulary import SourceClass

if TYPE_CHECKING:
    from yalu.believe import Account, Forecast, Record
    from yalu.believe.beta import Rate
    from yalu.believe.record import Days

_HEAD = ("source", "class", "reliable (90 %)", "lag", "first", "relayed", "forecasts (90 %)")


def title(known: Knowledge, account: "Account") -> str:
    """The printed name of an origin; the word of a class."""
    source = known.atlas.sources.get(account.name)
    return source.title if source else account.name


def called(known: Knowledge, account: "Account", name: str) -> bool:
    """Whether an account is that of the source called so, by identifier or printed name."""
    return name.casefold() in (account.name.casefold(), title(known, account).casefold())


def belongs(forecast: "Forecast", account: "Account") -> bool:
    """Whether a forecast is one of the source's."""
    if account.name in set(SourceClass):
        return forecast.claims[0].class_ == account.name
    return forecast.origin == account.name


def overview(env: Environment, known: Knowledge, found: "Sequence[Account]", most: int) -> None:
    """A row for each source, those with the most words first."""
    table(env, _HEAD, [_row(known, account) for account in found[:most]])
    if len(found) > most:
        env.say(f"{len(found) - most} more; --most {len(found)} shows them.")


def _row(known: Knowledge, account: "Account") -> tuple[str, ...]:
    return (
        title(known, account),
        account.classes[0].value,
        _rate(account.reliability),
        _days(account.lag),
        f"{account.first} of {account.news}" if account.news else "",
        f"{account.relayed}" if account.relayed else "",
        _fared(account.forecasts),
    )


def page(
    env: Environment, known: Knowledge, account: "Account", foretold: "Sequence[Forecast]"
) -> None:
    """All that is known of one source, and what became of each of its forecasts."""
    classes = ", ".join(each.value for each in account.classes)
    env.say(clean(f"{title(known, account)} ({classes}), as known on {known.known_by}"))
    env.say()
    table(env, ("what", "figure"), list(_figures(account)))
    if foretold:
        env.say()
        table(env, ("told", "service", "forecast", "fared", "p"), list(map(_outcome, foretold)))


def _figures(account: "Account") -> list[tuple[str, str]]:
    record, words = account.forecasts, account.reliability.n if account.reliability else 0
    rows = [
        ("reliability (90 %)", _rate(account.reliability)),
        ("words on days that others speak of too", f"{account.checked} of {words}"),
        ("services spoken of", str(account.services)),
        ("from the days told of to the telling", _days(account.lag)),
        ("turns told while they were news, first", f"{account.news}, {account.first}"),
        ("from the turn to its word", _days(account.news_lag)),
        ("words relayed, times", f"{account.relayed}, {account.relays}"),
        ("from its word to the relay", _days(account.relay_lag)),
        ("forecasts told, judged, come true", _forecasts(record)),
        ("coming true in time (90 %)", _rate(record.rate)),
        ("Brier: its word, the rate learnt, no change", _brier(record)),
        ("from the forecast to its first day", _days(record.lead)),
        ("how late what it forecast came", _days(record.slip)),
    ]
    return [(what, figure) for what, figure in rows if figure]


def _outcome(forecast: "Forecast") -> tuple[str, ...]:
    from yalu.brief import phrases

    first = forecast.claims[0]
    days = first.when.edtf() if first.when else ""
    denied = "not " if forecast.denies else ""
    fared = forecast.outcome.value
    if forecast.slip is not None:
        fared += f", {forecast.slip} d late"
    if forecast.probability is not None and not forecast.counts:
        fared += "; told afterwards"
    return (
        str(forecast.told or ""),
        f"{first.gate}/{first.mode.value}",
        f"{denied}{phrases.expected(first)} {days}".rstrip(),
        fared,
        "" if forecast.probability is None else f"{forecast.probability:.2f}",
    )


def _rate(rate: "Rate | None") -> str:
    """A rate is never shown without its interval and what it rests on."""
    if rate is None:
        return ""
    return f"{_interval(rate)}, n {rate.n}"


def _interval(rate: "Rate") -> str:
    return f"{rate.mean:.2f} ({rate.low:.2f} to {rate.high:.2f})"


def _days(days: "Days | None") -> str:
    if days is None:
        return ""
    spread = "" if days.least == days.most else f" ({days.least} to {days.most})"
    return f"{days.median:g} d{spread}"


def _fared(record: "Record") -> str:
    if record.rate is None:
        return f"none of {record.told} judged" if record.told else ""
    return f"{record.came_true} of {record.judged}: {_interval(record.rate)}"


def _forecasts(record: "Record") -> str:
    return f"{record.told}, {record.judged}, {record.came_true}" if record.told else ""


def _brier(record: "Record") -> str:
    if record.word is None:
        return ""
    return f"{record.word:.2f}, {record.learnt:.2f}, {record.unchanged:.2f}"


def line(
    known: Knowledge, account: "Account", foretold: "Sequence[Forecast] | None"
) -> dict[str, Any]:
    """An account as scripts read it; with `foretold` each forecast too."""
    found = dataclasses.asdict(account)
    classes = [each.value for each in found.pop("classes")]
    head = {"name": found.pop("name"), "title": title(known, account), "classes": classes}
    lines = {} if foretold is None else {"foretold": list(map(_forecast_line, foretold))}
    return {**head, "known_by": known.known_by.isoformat(), **found, **lines}


def _forecast_line(forecast: "Forecast") -> dict[str, Any]:
    first = forecast.claims[0]
    return {
        "gate": first.gate,
        "mode": first.mode.value,
        "told": forecast.told.isoformat() if forecast.told else None,
        "when": first.when.to_json() if first.when else None,
        "expected": forecast.expected.value if forecast.expected else None,
        "denies": forecast.denies,
        "what": first.value.get("what"),
        "outcome": forecast.outcome.value,
        "counts": forecast.counts,
        "probability": forecast.probability,
        "unchanged": forecast.unchanged,
        "lead": forecast.lead,
        "slip": forecast.slip,
        "relays": len({claim.document for claim in forecast.claims}) - 1,
    }
