"""What every test stands on: no network, no casebook of the person who runs it."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from yalu.vocabulary import Claim, Document

# Several cores are shared, so the time one example takes says nothing.
settings.register_profile("yalu", deadline=None)
settings.load_profile("yalu")

_HERE = ("127.0.0.1", "::1", "localhost")


class NetworkUsed(AssertionError):
    """A test reached for another machine."""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Connections leave the test's machine for no reason; local servers stay reachable."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _HERE:
            raise NetworkUsed(f"a test reached for {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(scope="session")
def pairs() -> list[tuple[Document, tuple[Claim, ...]]]:
    """The documents of the reference casebook, each with its claims."""
    from yalu import casebook

    return list(casebook.folder(casebook.reference()))


@pytest.fixture(autouse=True)
def _no_casebook_of_mine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YALU_CASEBOOK", raising=False)
