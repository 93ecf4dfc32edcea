"""Asked as a user asks it, the reference casebook gives the answers it must."""

import datetime as dt
from pathlib import Path
from typing import Any

from believe.answers import every_answer
from desk.conftest import Run


@every_answer
def test_the_answer_of_the_reference_casebook_holds(
    answer: dict[str, Any], yalu: Run, book: Path
) -> None:
    service = f"{answer['gate']}/{answer['mode']}"
    asked = ("--on", answer["on"], "--known-by", answer["known_by"])
    ran = yalu("status", service, *asked, "--casebook", book, "--json")
    assert ran.status == 0
    (line,) = ran.lines
    assert line["state"] in answer["state"], answer["why"]
    together = sum(line["probability"][state] for state in answer["state"])
    assert together >= (0.8 if answer["known_by"] < "2023" else 0.65)
    if "since" in answer:
        best = dt.date.fromisoformat(line["since"]["best"])
        apart = abs(best - dt.date.fromisoformat(answer["since"]))
        assert apart <= dt.timedelta(answer["within_days"])
