"""Knobs: what a synthetic world does that the belief does not expect."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Knobs:
    """What a world does that the belief does not expect. The defaults are what it expects.

    undetected_relays: share of relays that pass for reports of their own.
    false_state, false_share: column of STATES that false reports name, and how often they do.
    fuzz: error of the dates of changes, as a multiple of what is admitted.
    drift: part of its reliability that every source has lost by the last day, halved.
    stories, tellers: false stories about a change, and how many sources tell each alike.
    runs: law of the run lengths, `nb2`, `geom` or `pareto`; mean_run: their mean, days.
    long_windows: whether reports speak of more than one day.
    softmax: whether a source that knows always names one of the states of a window, the likelier
        the longer it lasted; else it keeps silent about windows of several.
    coverage: shape of the Gamma law of the attention a change gets; 0 is the same for each.
    lower_class_means: taken off `ACCURACY` for the sources of this world.
    """

    undetected_relays: float = 0.0
    false_state: int = 0
    false_share: float = 0.0
    fuzz: float = 1.0
    drift: float = 0.0
    stories: int = 0
    tellers: int = 8
    runs: str = "nb2"
    mean_run: float = 150.0
    long_windows: bool = True
    softmax: bool = False
    coverage: float = 0.0
    lower_class_means: float = 0.0
