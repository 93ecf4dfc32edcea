"""Outlook: what a casebook says of a service, as the opening of a side of a model."""

import datetime as dt
from typing import TYPE_CHECKING

from yalu.desk.cli.environment import Environment
from yalu.desk.cli.knowledge import knowledge
from yalu.vocabulary import YaluError

if TYPE_CHECKING:
    from yalu.simulate.schema import Model


def outlooks(
    env: Environment,
    model: "Model",
    known_by: dt.date,
    casebook_name: str,
    corridor_files: tuple[str, ...],
) -> "tuple[Model, tuple[str, ...]]":
    """The model with each side that names a believed service as that is believed on a day.

    With a line for each. Raises YaluError where no side names one, or nothing is known of it.
    """
    from yalu.believe.spells import spells
    from yalu.simulate.promise import Outlook, expecting

    named = {
        name: side.hazard.belief
        for name, side in model.side.items()
        if side.hazard and side.hazard.belief
    }
    if not named:
        raise YaluError(
            f"{model.name}: no side has a hazard with 'belief', so the casebook says nothing of it"
        )
    lines = []
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        for side, service_name in named.items():
            (service,) = known.services(service_name)
            belief = known.belief(service)
            if not belief.claims:
                raise YaluError(f"nothing is known of {service} by {known_by}")
            found = spells(belief)
            model = expecting(model, side, Outlook(found.open, found.opened, found.closed))
            middle = len(found.opened) // 2
            lines.append(
                f"{side}: open with probability {found.open:.2f} by the belief about {service} as "
                f"known on {known_by}; half of the spells last {found.opened[middle]:.0f} days open, "
                f"{found.closed[middle]:.0f} days shut"
            )
    return model, tuple(lines)
