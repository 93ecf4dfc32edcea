"""Published: a probability that was told to somebody, kept to be scored when the truth is known."""

import datetime as dt
from dataclasses import dataclass

from yalu.vocabulary.corridor import Service


@dataclass(frozen=True, slots=True)
class Published:
    """What was told of a service on a day, as known by a day.

    `suspended`, `limited` and `running` sum to 1. `engine`, `model` and `digest` say what
    made it: the digest is that of the belief. `published` is when it was first told, in UTC.
    """

    service: Service
    on: dt.date
    known_by: dt.date
    suspended: float
    limited: float
    running: float
    engine: str
    model: str
    digest: str
    published: dt.datetime

    @property
    def odds(self) -> tuple[float, float, float]:
        """Suspended, limited, running."""
        return self.suspended, self.limited, self.running
