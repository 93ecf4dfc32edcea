"""When the consignments of a stream come."""

from typing import Any

import pytest

from yalu.simulate.compile import compiled
from yalu.simulate.run import run
from yalu.simulate.schema import Model


def days_of(arrival: dict[str, Any], policy: list[dict[str, Any]]) -> set[int]:
    """The days on which something comes."""
    model = {
        "name": "stream",
        "start": "2025-01-01",
        "days": 20,
        "step": {"pass": {}},
        "route": {"rail": {"steps": ["pass"]}},
        "cargo": {"goods": {"tonnes": "60 t"}},
        "arrival": {"goods": {"cargo": "goods", "route": "rail", "pattern": "even"} | arrival},
        "policy": policy,
    }
    found = run(compiled(Model.model_validate(model)))
    return {int(minute) // 1440 for minute in found.arrived}


@pytest.mark.parametrize("rate", ["0 / day", "4 / 5.5 h"])
def test_a_stream_ends_on_its_date_whoever_started_it(rate: str) -> None:
    started = [{"since": "2025-01-03", "set": {"arrival.goods.rate": "4 / 5.5 h"}}]
    days = days_of({"rate": rate, "until": "2025-01-08"}, started)
    assert days == set(range(0 if rate != "0 / day" else 2, 7))
