"""STRESS-DES: every item of the checklist, every number of the model with its reason."""

import pytest

from simulate.handmade import model
from yalu.simulate.parameters import UNTOLD, parameters
from yalu.simulate.scenario import load, shipped
from yalu.simulate.stress import Experiment, markdown, report

# Monks et al. 2019, table 2: sections and items of STRESS-DES.
ITEMS = [
    "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.5",
    "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1",
]  # fmt: skip
RUN = Experiment(100, 7, yalu="0.1")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_model_has_every_item_with_something_said(name):
    found = [item for section in report(load(name), RUN) for item in section.items]
    assert [item.number for item in found] == ITEMS
    for item in found:
        assert item.text or item.rows, item.number
        assert all(len(row) == len(item.head) for row in item.rows)


@pytest.mark.parametrize("name", shipped())
def test_every_number_of_a_shipped_model_has_its_reason(name):
    without = [one.key for one in parameters(load(name)) if not (one.source or one.assumed)]
    assert without == []


def test_numbers_are_told_with_units_and_their_nearest_reason():
    found = {one.key: one for one in parameters(model())}
    assert found["resource.crew.capacity"].value == "2"
    assert found["resource.crew.capacity"].assumed == "two, to be quickly busy"
    assert found["step.load.work"].value == "2 h to 4 h, evenly"
    assert found["step.load.work"].source == "as the yard master says"
    assert found["arrival.sugar.rate"].value == "4 / day"
    assert found["cargo.sugar.tonnes"].value == "60 t"
    assert found["destination.town.use"].value == "sugar 200 t / day, oil 40 t / day"
    assert found["destination.town.stock"].value == "sugar 100 t"
    assert found["step.train.batch.most"].value == "3"
    assert found["allocation 1.cover"].value == "3 days"
    assert found["calendar.by-day.windows"].value == "08:00–16:00"
    assert found["step.load.use"].value == "crew 1"
    assert found["days"].source == "made for the tests"


def test_a_number_without_a_reason_is_listed_as_an_assumption_that_is_not_stated():
    sections = report(model(), RUN)
    assumptions = {row[0]: row[2] for row in sections[2].items[3].rows}
    assert assumptions["resource.track.capacity"] == UNTOLD
    assert assumptions["resource.crew.capacity"] == "two, to be quickly busy"
    assert "step.load.work" not in assumptions


def test_the_page_has_every_number_in_a_table():
    page = markdown(model(), report(model(), RUN))
    assert page.startswith("# A small corridor: STRESS-DES report\n")
    for one in parameters(model()):
        assert f"| {one.key} | {one.value} |" in page
    assert "100 independent replications of seed 7" in page
    assert "Yalu 0.1" in page


def test_a_bar_in_a_word_does_not_break_the_table():
    odd = model(resource__crew={"capacity": 2, "source": "a|b\nc"})
    page = markdown(odd, report(odd, RUN))
    assert "| resource.crew.capacity | 2 | a\\|b c |" in page
