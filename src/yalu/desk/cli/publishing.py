"""What a command has told is kept, so that it can be scored when the truth is known."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from yalu.desk.cli.environment import Environment
from yalu.desk.cli.knowledge import Knowledge
from yalu.vocabulary import Published, YaluError

if TYPE_CHECKING:
    from yalu.believe import Belief

PATIENCE = 2.0
"""Seconds to wait for another writer: the answer is out, and nobody should wait for its record."""


def publish(env: Environment, known: Knowledge, told: "Iterable[tuple[Belief, dt.date]]") -> None:
    """Keep what each belief said of a day.

    Where the casebook cannot be written it costs one line on standard error, never the answer.
    """
    moment = dt.datetime.now(dt.UTC)
    try:
        known.casebook.publish([answer(*each, moment) for each in told], patience=PATIENCE)
    except YaluError as error:
        env.warn(f"not kept for scoring: {error}")


def answer(belief: "Belief", on: dt.date, moment: dt.datetime) -> Published:
    """What a belief says of a day, told at a moment."""
    from yalu.believe import model

    odds = {state.value: p for state, p in belief.on(on).items()}
    return Published(
        belief.service,
        on,
        belief.known_by,
        **odds,
        engine=belief.engine,
        model=model.VERSION,
        digest=belief.digest,
        published=moment,
    )
