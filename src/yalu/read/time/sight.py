"""From where a text is read: the day of writing, the day last spoken of, the tense."""

import datetime as dt
from typing import NamedTuple


class Sight(NamedTuple):
    """`future` and `past` are cues of the clause; both may be absent."""

    anchor: dt.date
    focus: dt.date
    future: bool = False
    past: bool = False
