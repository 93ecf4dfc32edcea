"""A made-up corridor, so that rules are tried on names no rule can know."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from yalu.corridors import Atlas, load
from yalu.read import read
from yalu.vocabulary import Claim, Document

HERE = Path(__file__).parent
PUBLISHED = dt.date(2024, 3, 14)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load([HERE / "invented.toml"])


@pytest.fixture(scope="session")
def reading(atlas: Atlas) -> Callable[..., tuple[Claim, ...]]:
    """Read a text that came out on Thursday 14 March 2024, unless told otherwise."""

    def run(text: str, published: dt.date | None = PUBLISHED) -> tuple[Claim, ...]:
        day = published.isoformat() if published else None
        return read(Document("text", text, published=day, outlet="The Orrel Post"), atlas)

    return run
