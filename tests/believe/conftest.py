"""The reference casebook, as the belief sees it."""

import pytest

from yalu.vocabulary import Claim, Document


@pytest.fixture(scope="session")
def reference(pairs: list[tuple[Document, tuple[Claim, ...]]]) -> list[Claim]:
    """The claims of the reference casebook, each known when its document was public."""
    return [claim for _, claims in pairs for claim in claims]
