"""Policies: a model as it stands on a day, with the values that its policies set until then."""

import datetime as dt
import re
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from yalu.simulate.schema import Model
from yalu.simulate.wording import why

CHANGEABLE = (
    "resource.*.capacity",
    "step.*.active",
    "step.*.work",
    "step.*.rest",
    "step.*.fail.chance",
    "step.*.divert.after",
    "step.*.divert.chance",
    "step.*.batch.most",
    "step.*.batch.least",
    "permit.*.rate",
    "permit.*.validity",
    "arrival.*.rate",
    "destination.*.use.*",
)
"""The keys that may change by date; all else is the structure of the model."""
_CHANGEABLE = [re.compile(key.replace(".", r"\.").replace("*", "[^.]+")) for key in CHANGEABLE]


def on(model: Model, day: dt.date) -> Model:
    """`model` with every policy of `day` or before applied, in order of date.

    Raises ValueError, naming the key, for a value that cannot be.
    """
    result = model.model_copy(deep=True)
    for policy in sorted(model.policy, key=lambda policy: policy.since):
        if policy.since <= day:
            for key, value in policy.set.items():
                put(result, key, value)
    return result


def may_change(key: str) -> bool:
    """Whether a policy may set this dotted key."""
    return any(pattern.fullmatch(key) for pattern in _CHANGEABLE)


def put(model: Model, key: str, value: Any) -> None:
    """Set the value at a dotted key of `model`, checked as a file's would be."""
    if not may_change(key):
        raise ValueError(f"{key!r} cannot change by date; what can: {', '.join(CHANGEABLE)}")
    *path, last = key.split(".")
    owner: Any = model
    annotation: Any = None
    for name in path:
        if isinstance(owner, dict):
            child = owner.get(name)
        else:
            annotation = type(owner).model_fields[name].annotation
            child = getattr(owner, name)
        if child is None:
            raise ValueError(f"{key!r}: there is no {name!r}")
        owner = child
    try:
        if isinstance(owner, BaseModel):
            owner.__pydantic_validator__.validate_assignment(owner, last, value)
        else:
            owner[last] = TypeAdapter(get_args(annotation)[1]).validate_python(value)
    except ValidationError as error:
        raise ValueError(f"{key!r}: {why(error.errors(include_url=False)[0])}") from None
