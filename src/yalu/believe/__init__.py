"""Believe: claims in, the belief for every day of a service out. Plain values, no disks."""

from yalu.believe.belief import ENGINES, Belief, Since, believe
from yalu.believe.model import STATES, Model
from yalu.believe.periods import By, Period
from yalu.believe.watch import Watch
from yalu.believe.why import Contradiction, Counted, Effect, Reasons, contradictions

__all__ = [
    "ENGINES",
    "STATES",
    "Belief",
    "By",
    "Contradiction",
    "Counted",
    "Effect",
    "Model",
    "Period",
    "Reasons",
    "Since",
    "Watch",
    "believe",
    "contradictions",
]
