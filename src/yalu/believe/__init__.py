"""Believe: claims in, the belief for every day of a service out. Plain values, no disks."""

from yalu.believe.belief import ENGINES, Belief, Since, believe
from yalu.believe.model import STATES, Model
from yalu.believe.watch import Watch
from yalu.believe.why import Contradiction, Counted, Effect, Reasons, contradictions

__all__ = [
    "ENGINES",
    "STATES",
    "Belief",
    "Contradiction",
    "Counted",
    "Effect",
    "Model",
    "Reasons",
    "Since",
    "Watch",
    "believe",
    "contradictions",
]
