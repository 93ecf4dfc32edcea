"""Stress: the report of a model by the STRESS-DES checklist, made from the model itself.

Monks, Currie, Onggo, Robinson, Kunc and Taylor, "Strengthening the reporting of empirical
simulation studies: Introducing the STRESS guidelines", Journal of Simulation 13, 2019.
"""

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from yalu.simulate.parameters import UNTOLD, parameters
from yalu.simulate.schema import Model, Step


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the checklist: its number and name, what is said, and a table where one helps."""

    number: str
    title: str
    text: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Experiment:
    """How the model was run: what the model's files do not say."""

    replications: int
    seed: int
    from_state: bool = False
    yalu: str = ""


def report(model: Model, experiment: Experiment) -> tuple[Section, ...]:
    """The six sections of the checklist for a model and how it was run."""
    return (
        Section("1. Objectives", _objectives(model)),
        Section("2. Logic", _logic(model)),
        Section("3. Data", _data(model)),
        Section("4. Experimentation", _experimentation(model, experiment)),
        Section("5. Implementation", _implementation(experiment)),
        Section("6. Code access", _access()),
    )


def markdown(model: Model, sections: Sequence[Section]) -> str:
    """The report as a Markdown page."""
    lines = [f"# {model.title or model.name}: STRESS-DES report", ""]
    for section in sections:
        lines += [f"## {section.title}", ""]
        for item in section.items:
            lines += [f"### {item.number} {item.title}", ""]
            for paragraph in item.text:
                lines += [paragraph, ""]
            if item.rows:
                lines += [_row(item.head), _row(["---"] * len(item.head))]
                lines += [_row(row) for row in item.rows]
                lines.append("")
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _objectives(model: Model) -> tuple[Item, ...]:
    title = model.title or model.name
    where = f" of the corridor {model.corridor}" if model.corridor else ""
    return (
        Item("1.1", "Purpose of the model", _texts(f"{title}: a model{where}.", model.note)),
        Item(
            "1.2",
            "Model outputs",
            (
                "Trains and cars a week at each crossing; tonnes crossed and delivered; hours in each "
                "step and days from door to door (deciles); use of each resource and the line before "
                "it; waiting by step and cause, and from it the bottleneck; stocks, days of cover and "
                "shortfall at each destination by cargo and class of priority; what is inside at the "
                "end. Each has a mean with a 95 % interval and deciles over the replications.",
            ),
        ),
        Item(
            "1.3",
            "Experimentation aims",
            (
                "To say what the rules of the scenario lead to, and by comparison with other scenarios "
                f"what a change of a rule does. The policies below change {_policies(model)}.",
            ),
        ),
    )


def _texts(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _policies(model: Model) -> str:
    keys = sorted({key for policy in model.policy for key in policy.set})
    return ", ".join(f"`{key}`" for key in keys) or "nothing"


def _logic(model: Model) -> tuple[Item, ...]:
    routes = tuple(
        f"{name} ({route.mode}, {'laden' if route.laden else 'empty'}): {' → '.join(route.steps)}"
        for name, route in model.route.items()
    )
    steps = tuple((name, _does(step)) for name, step in model.step.items())
    policies = tuple(
        (str(policy.since), f"{key} = {value}")
        for policy in sorted(model.policy, key=lambda policy: policy.since)
        for key, value in policy.set.items()
    )
    changes = ("Nothing changes by date.",) if not policies else ()
    return (
        Item("2.1", "Base model overview diagram", routes),
        Item(
            "2.2",
            "Base model logic",
            (_ORDER,),
            ("step", "what happens there, in this order"),
            steps,
        ),
        Item("2.3", "Scenario logic", changes, ("from", "what holds"), policies),
        Item("2.4", "Algorithms", _algorithms(model)),
        *_components(model),
    )


_ORDER = (
    "A consignment takes the steps of its route in order. Within one minute, what was scheduled "
    "first happens first, and all that follows from it at once is done before the next event."
)


def _does(step: Step) -> str:
    """What happens at a step, in words."""
    parts = [f"takes a permit {step.permit}"] if step.permit else []
    parts += [f"shows a permit {step.check}"] if step.check else []
    if step.batch:
        leaves = {
            "full": "",
            "last": ", or at the last window of the day with ",
            "each": ", or at any window's end with ",
        }
        short = leaves[step.batch.leave] + (
            f"at least {step.batch.least}" if leaves[step.batch.leave] else ""
        )
        parts.append(f"is gathered to {step.batch.most} {step.batch.unit}{short}")
    if step.divert:
        parts.append(f"goes by {step.divert.route} where it is {step.divert.when}")
    for verb, needs in (("takes and keeps", step.hold), ("uses", step.use)):
        parts += [f"{verb} {need} of {name}" for name, need in needs.items()]
    if step.open:
        parts.append(
            f"waits until {' and '.join(step.open)} {'is' if len(step.open) == 1 else 'are'} open"
        )
    parts += [f"work of {step.work}"] if step.work else []
    parts += [f"rest of {step.rest}"] if step.rest else []
    if step.fail:
        parts.append(f"with chance {step.fail.chance:g} goes to {step.fail.to}")
    parts += [f"gives back {need} of {name}" for name, need in step.free.items()]
    parts += ["is split from its train"] if step.split else []
    parts += [f"its empties start on {step.spawn}"] if step.spawn else []
    parts += ["is handed over"] if step.deliver else []
    parts += [] if step.active else ["(not active at the start)"]
    parts += [f"(not for {', '.join(step.exempt)})"] if step.exempt else []
    return "; ".join(parts) or "passes"


def _algorithms(model: Model) -> tuple[str, ...]:
    told = [
        "Waiting lines are served by class, then in order of coming; a first that does not fit holds up the rest."
    ]
    for rule in model.priority:
        whom = [*rule.cargo, *(f"for {name}" for name in rule.consignee)] or ["all"]
        told.append(f"Class {rule.rank}: {', '.join(whom)}.")
    for one in model.allocation:
        how = (
            f"by share {one.share}"
            if one.share
            else f"to the first of {', '.join(one.order)} that is short"
        )
        told.append(f"On release {', '.join(one.cargo)} goes {how}.")
    return tuple(told)


def _components(model: Model) -> Iterator[Item]:
    cargoes = tuple((name, f"{one.tonnes:g} t", one.hs or "") for name, one in model.cargo.items())
    yield Item("2.5.1", "Components: entities", (), ("cargo", "one consignment", "HS"), cargoes)
    timed = tuple(
        (name, str(step.work or "none"), str(step.rest or "none"))
        for name, step in model.step.items()
        if step.work or step.rest
    )
    yield Item("2.5.2", "Components: activities", (), ("step", "work", "rest"), timed)
    resources = tuple(
        (name, str(one.capacity), one.calendar or "always", one.shift_end)
        for name, one in model.resource.items()
    )
    head = ("resource", "capacity", "shift", "when the shift ends, work is to")
    yield Item("2.5.3", "Components: resources", (), head, resources)
    queued = [name for name, step in model.step.items() if step.hold or step.use or step.permit]
    text = "There is one line for each resource and permit, ordered by class, then by coming. "
    yield Item(
        "2.5.4",
        "Components: queues",
        (f"{text}Consignments queue at: {', '.join(queued) or 'no step'}.",),
    )
    entry = tuple(
        (name, one.cargo, one.route, one.at or model.route[one.route].steps[0])
        for name, one in model.arrival.items()
    )
    exits = ", ".join(f"{route.steps[-1]} ({name})" for name, route in model.route.items())
    yield Item(
        "2.5.5",
        "Components: entry and exit points",
        (f"Consignments leave after: {exits}.",),
        ("stream", "cargo", "route", "comes in at"),
        entry,
    )


def _data(model: Model) -> tuple[Item, ...]:
    numbers = tuple(parameters(model))
    sources = sorted({one.source for one in numbers if one.source})
    assumed = tuple(
        (one.key, one.value, one.assumed or UNTOLD)
        for one in numbers
        if one.assumed or not one.source
    )
    head = ("key", "value", "source", "assumed because")
    return (
        Item("3.1", "Data sources", tuple(f"- {source}" for source in sources) or ("None named.",)),
        Item(
            "3.2",
            "Pre-processing",
            (
                "Times are kept in minutes and drawn times rounded to whole ones; rates are per minute, "
                "amounts in tonnes. Nothing else is done to the numbers of the files.",
            ),
        ),
        Item("3.3", "Input parameters", (), head, numbers),
        Item("3.4", "Assumptions", (), ("key", "value", "assumed because"), assumed),
    )


def _experimentation(model: Model, experiment: Experiment) -> tuple[Item, ...]:
    began = (
        "From a saved state; what was under way is drawn given how long it has lasted."
        if experiment.from_state
        else "Empty but for the backlogs and stocks of the files"
        + (
            f"; the first {model.warm_up} days are left out of the figures."
            if model.warm_up
            else ", and nothing is left out."
        )
    )
    last = f"{model.days} days from {model.start}, ending at the horizon with whatever is inside."
    return (
        Item("4.1", "Initialisation", (began,)),
        Item("4.2", "Run length", (last,)),
        Item(
            "4.3",
            "Estimation approach",
            (
                f"{experiment.replications} independent replications of seed {experiment.seed}; means with 95 % "
                "intervals by Student's t, deciles over replications. Scenarios are compared in pairs of "
                "equal seed and replication.",
            ),
        ),
    )


def _implementation(experiment: Experiment) -> tuple[Item, ...]:
    engine = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba"))
    return (
        Item(
            "5.1",
            "Software or programming language",
            (f"Yalu {experiment.yalu}, Python {platform.python_version()}, {engine}.",),
        ),
        Item(
            "5.2",
            "Random sampling",
            (
                "Every draw has an address (seed, replication, purpose, stream, number of the consignment, "
                "visit) from which it is computed, so that a change of the model moves no draw of another "
                "purpose. Inverse transform for every law.",
            ),
        ),
        Item(
            "5.3",
            "Model execution",
            (
                "Event scheduling on one clock of whole minutes, replications in parallel; the same to the "
                "bit on any number of workers.",
            ),
        ),
        Item(
            "5.4",
            "System specification",
            (
                f"{platform.system()} {platform.machine()}; the time of a run is measured in the benchmarks of the project.",
            ),
        ),
    )


def _access() -> tuple[Item, ...]:
    text = (
        "Yalu is free software under Apache-2.0, with this scenario's files in the package or beside "
        "this report; the event log of any replication can be made again from seed and number."
    )
    return (Item("6.1", "Computer model sharing statement", (text,)),)
