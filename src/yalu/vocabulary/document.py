"""Document: one text that somebody published, and a span of it."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from yalu.vocabulary.when import partial_day


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `[start, end)` of a text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """One published text and what is known about it.

    `name` is the path or address as given, or the identifier in a casebook
    folder; it is no part of the content. `text` is what spans index; it is
    empty where only the particulars of an article are kept. `published` is
    `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or None where it is unknown; `basis` says
    where it was read (`header`, `caller`, `feed`, `metadata`, `dateline`,
    `published-line`); `precision` widens it to a `week`, `month` or `year`.
    """

    name: str
    text: str = ""
    published: str | None = None
    basis: str | None = None
    precision: str | None = None
    outlet: str | None = None
    url: str | None = None
    lang: str = "en"
    title: str | None = None
    note: str | None = None
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        content = {
            key: getattr(self, key)
            for key in ("text", "published", "precision", "outlet", "url", "lang", "title", "note")
        }
        if not self.text:
            content["name"] = self.name
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
        object.__setattr__(
            self, "digest", hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
        )

    @property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """First and last day on which it can have been published.

        Raises DateError for a date that does not exist.
        """
        if not self.published:
            return None
        first, last = partial_day(self.published)
        if self.precision == "week":
            return first - dt.timedelta(3), last + dt.timedelta(3)
        if self.precision in ("month", "year"):
            length = 7 if self.precision == "month" else 4
            return partial_day(self.published[:length])
        return first, last

    @property
    def known(self) -> dt.date | None:
        """The day by which it was certainly public: the last of `window`."""
        return self.window[1] if self.window else None

    @property
    def anchor(self) -> dt.date | None:
        """The day from which "yesterday" counts; None unless the day is known."""
        return self.window[0] if self.window and self.window[0] == self.window[1] else None

    def to_json(self) -> dict[str, Any]:
        """Its particulars without the text, as a line of `documents.jsonl`."""
        keys = ("outlet", "url", "published", "basis", "title", "note")
        found = {"id": self.name, "language": self.lang}
        if self.precision:
            found["published_precision"] = self.precision
        return found | {key: value for key in keys if (value := getattr(self, key)) is not None}
