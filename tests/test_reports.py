"""The page on the twin and the reports shows what its program prints."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "twin-2022.md").read_text("utf-8")


@pytest.fixture(scope="module")
def reports() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reports", ROOT / "bench" / "reports.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["reports"] = module
    spec.loader.exec_module(module)
    return module


def cells(label: str) -> list[str]:
    """The cells of the row of the page that begins with this label."""
    [row] = re.findall(rf"^\| {re.escape(label)} \|(.*)\|$", PAGE, re.M)
    return [cell.strip() for cell in row.split("|")]


def test_every_figure_of_the_program_has_its_row(reports: ModuleType) -> None:
    for name, figures in reports.SCENARIOS.items():
        for label, _, _ in figures:
            if not label.startswith(("thousand tonnes", "dollars")):
                assert cells(label), (name, label)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["spring-2022", "restart-2022-fast", "restart-2022-slow", "dandong-sinuiju", "us-mexico-rail"],
)
def test_the_page_shows_what_the_program_gives(name: str, reports: ModuleType) -> None:
    column = {"restart-2022-fast": 1, "restart-2022-slow": 2}.get(name, -1)
    for label, value in reports.figures(name, reports.REPLICATIONS):
        if month := re.fullmatch(r"(thousand tonnes by rail|dollars a tonne), ([\d-]+)", label):
            if name != "restart-2022-slow":
                assert cells(month[2])[0 if month[1].startswith("thousand") else 1] == value, label
        else:
            assert cells(label)[column] == value, label


def test_the_fast_rule_lets_goods_go_sooner_and_leaves_uiju_emptier(reports: ModuleType) -> None:
    fast, slow = (
        dict(reports.figures(name, 1)) for name in ("restart-2022-fast", "restart-2022-slow")
    )
    for label in (
        "days from crossing to release, October 2022, median",
        "car loads at Uiju on 27 October 2022",
    ):
        assert float(fast[label]) < 0.5 * float(slow[label])
