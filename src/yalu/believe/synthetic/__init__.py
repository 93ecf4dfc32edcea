"""Synthetic worlds: a service whose every day is known, and what forty sources say of it.

They are in the package, and neither in the tests nor in the bench, because both measure the belief
on them and a figure counts only where the worlds are the same; and because who changes a `Model`
should be able to ask what the change costs. A seed and a number of claims give one world for ever
(`tests/believe/test_synthetic.py` keeps watch), so floors that were measured on a world hold.

A world is of the belief's own kind while its `Knobs` are left alone: semi-Markov runs, an accurate
bit for each report, a false report independent of the truth. Each knob breaks one assumption.
Nothing here knows how a belief is made. Source: notes on fusing claims, section 2.
"""

from yalu.believe.synthetic.knobs import Knobs
from yalu.believe.synthetic.world import CLASSES, FIRST, SERVICE, WORLD_MODEL, World, day, world

__all__ = ["CLASSES", "FIRST", "SERVICE", "WORLD_MODEL", "Knobs", "World", "day", "world"]
