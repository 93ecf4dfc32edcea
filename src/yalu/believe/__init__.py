"""Believe: claims in, the belief for every day of a service out. Plain values, no disks."""

from yalu.believe.belief import Belief, Since, believe
from yalu.believe.model import STATES, Model
from yalu.believe.why import Account, Contradiction, Counted, Effect, contradictions

__all__ = [
    "STATES",
    "Account",
    "Belief",
    "Contradiction",
    "Counted",
    "Effect",
    "Model",
    "Since",
    "believe",
    "contradictions",
]
