"""From where a text is read: the day of writing, the day last spoken of, the tense."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sight:
    """`future` and `past` are cues of the clause; both may be absent."""

    anchor: dt.date
    focus: dt.date
    future: bool = False
    past: bool = False
