"""Page: what a simulation says as one HTML file that fetches nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yalu.brief.drawing import templates
from yalu.simulate.compare import TOLD, Comparison, sentence, short

if TYPE_CHECKING:
    from yalu.brief.twin.drawn import Picture
    from yalu.simulate.ensemble import Ensemble
    from yalu.simulate.schema import Model
    from yalu.simulate.stress import Section

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""Title, head and rows."""


def figures_page(
    model: "Model",
    found: "Ensemble",
    pictures: "Sequence[Picture]",
    tables: Sequence[Table],
    outcome: str,
    believed: Sequence[str] = (),
) -> str:
    """The figures of a scenario, with pictures."""
    number = len(found.replications)
    run = (
        f"{number} replications of seed {found.seed}, {found.days - found.since} days from "
        f"{found.days_of()[0]}. Intervals are of the mean, at 95 %."
    )
    return _render(
        model.title or model.name, [outcome, *believed], [run, *_notes(model)], pictures, tables
    )


def _notes(model: "Model") -> list[str]:
    return [model.note] if model.note else []


def comparison_page(found: Comparison, pictures: "Sequence[Picture]") -> str:
    """What a change does, with pictures."""
    title = f"{found.before.scenario} and {found.after.scenario}"
    run = (
        f"{len(found.before.replications)} pairs of replications of seed {found.before.seed}, each pair with "
        "the same draws. Intervals are of the mean difference, at 95 %."
    )
    head = ("figure", "before", "after", "difference", "95 % interval", "unit")
    rows = [
        (
            change.name.words,
            short(change.before.mean),
            short(change.after.mean),
            short(change.difference.mean),
            f"{short(change.difference.low)} to {short(change.difference.high)}",
            change.name.unit,
        )
        for change in found.changes
        if (change.name.what, change.name.part) in TOLD and change.difference.n
    ]
    return _render(title, [sentence(found)], [run], pictures, [("Differences", head, rows)])


def stress_page(model: "Model", sections: "Sequence[Section]") -> str:
    """A STRESS-DES report."""
    template = templates().get_template("stress.html.j2")
    return template.render(
        title=f"{model.title or model.name}: STRESS-DES report", sections=sections
    )


def _render(
    title: str,
    answers: Sequence[str],
    notes: Sequence[str],
    pictures: "Sequence[Picture]",
    tables: Sequence[Table],
) -> str:
    template = templates().get_template("twin.html.j2")
    return template.render(
        title=title, answers=answers, notes=notes, pictures=pictures, tables=tables
    )
