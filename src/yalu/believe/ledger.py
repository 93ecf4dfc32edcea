"""Ledgers: how reliable, how fast and how often first each source was, and its forecasts."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yalu.believe.beta import Rate
from yalu.believe.evidence import Evidence
from yalu.believe.forecasts import Forecast
from yalu.believe.model import Model
from yalu.believe.record import Days, Record, record
from yalu.believe.turns import Turn, names, sees, turns
from yalu.believe.why.knowing import Word, worth_of
from yalu.believe.why.knowing import reliability as reliability_of
from yalu.vocabulary import Claim, SourceClass

if TYPE_CHECKING:
    from yalu.believe.belief import Belief


@dataclass(frozen=True, slots=True)
class Account:
    """The ledger of one origin, or of one class of sources.

    `classes` are those it spoke as, the commonest first. `reliability` is the law of the
    chance that its firm words rest on knowledge, None where it has none; of its `n`, `checked`
    speak of days of which another origin speaks too. `lag`: days from the last day that a
    word speaks of to its telling, 0 where that was not over. Of the turns believed it told `news` while they were news,
    `first` of them before anybody else or on the same day, after `news_lag` days. `relayed`
    of its words were told again in another document, `relays` times in all, after `relay_lag`
    days.
    """

    name: str
    classes: tuple[SourceClass, ...]
    services: int
    reliability: Rate | None
    checked: int
    lag: Days | None
    news: int
    first: int
    news_lag: Days | None
    relayed: int
    relays: int
    relay_lag: Days | None
    forecasts: Record


@dataclass(frozen=True, slots=True)
class _Word:
    """One piece of evidence, as the belief of the service it names thinks of it."""

    piece: Evidence
    service: str
    standing: Word
    checked: bool


_News = tuple[Turn, Evidence]
"""A turn, and a word about it while it was news."""


def by_origin(beliefs: Iterable["Belief"], foretold: Iterable[Forecast]) -> tuple[Account, ...]:
    """The ledger of every origin with a firm word or a forecast, the most words first.

    `beliefs` are of different services, all as known by one day. A word counts where it
    names the very service, so that none counts twice.
    """
    return _accounts(beliefs, foretold, lambda origin, class_: origin)


def by_class(beliefs: Iterable["Belief"], foretold: Iterable[Forecast]) -> tuple[Account, ...]:
    """The same of every class of sources; an origin may speak as several."""
    return _accounts(beliefs, foretold, lambda origin, class_: class_.value)


_Key = Callable[[str, SourceClass], str]


def _accounts(
    beliefs: Iterable["Belief"], foretold: Iterable[Forecast], key: _Key
) -> tuple[Account, ...]:
    words: dict[str, list[_Word]] = defaultdict(list)
    news: dict[str, list[_News]] = defaultdict(list)
    said: dict[str, list[Forecast]] = defaultdict(list)
    model = Model()
    for belief in beliefs:
        model = belief.model
        for word in _words(belief):
            words[key(word.piece.origin, word.piece.class_)].append(word)
        for turn in turns(belief):
            for piece in turn.told:
                news[key(piece.origin, piece.class_)].append((turn, piece))
    for forecast in foretold:
        said[key(forecast.origin, forecast.claims[0].class_)].append(forecast)
    found = [_account(name, words[name], news[name], said[name], model) for name in words | said]
    return tuple(sorted(found, key=_most_words))


def _most_words(account: Account) -> tuple[object, ...]:
    told = account.reliability.n if account.reliability else 0
    return -told, -account.forecasts.told, account.name


def _words(belief: "Belief") -> list[_Word]:
    """The firm pieces that name the service of the belief."""
    return [
        _Word(piece, str(belief.service), worth_of(belief, row), _checked(piece, belief.evidence))
        for row, piece in enumerate(belief.evidence)
        if piece.firm and names(belief, piece)
    ]


def _checked(piece: Evidence, others: Sequence[Evidence]) -> bool:
    return any(
        other.origin != piece.origin and other.first <= piece.last and piece.first <= other.last
        for other in others
        if sees(other)
    )


def _account(
    name: str,
    words: Sequence[_Word],
    news: Sequence[_News],
    said: Sequence[Forecast],
    model: Model,
) -> Account:
    classes = Counter(word.piece.class_ for word in words)
    classes.update(forecast.claims[0].class_ for forecast in said if not words)
    relays = [_relays(word.piece.claims) for word in words]
    return Account(
        name,
        tuple(sorted(classes, key=lambda each: (-classes[each], each))),
        len({word.service for word in words}),
        reliability_of([word.standing for word in words], model.reliability_weight)
        if words
        else None,
        sum(word.checked for word in words),
        Days.of(max(word.piece.known - word.piece.last, 0) for word in words),
        len({id(turn) for turn, _ in news}),
        len({id(turn) for turn, piece in news if turn.first(piece)}),
        Days.of(turn.lag(piece) for turn, piece in news),
        sum(bool(told) for told in relays),
        sum(map(len, relays)),
        Days.of(lag for told in relays for lag in told),
        record(said),
    )


def _relays(claims: Sequence[Claim]) -> list[int]:
    """Days from the first telling to each document that tells it again."""
    first = claims[0]
    again: dict[str, int] = {}
    for claim in claims:
        if claim.document != first.document and claim.known and first.known:
            days = (claim.known - first.known).days
            again[claim.document] = min(days, again.get(claim.document, days))
    return list(again.values())
