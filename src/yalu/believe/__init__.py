"""Believe: claims in, the belief for every day of a service out. Plain values, no disks."""

from yalu.believe.belief import ENGINES, Belief, Since, believe
from yalu.believe.coverage import Month, coverage
from yalu.believe.forecasts import Forecast, Outcome, forecasts
from yalu.believe.ledger import Account, by_class, by_origin
from yalu.believe.model import STATES, Model
from yalu.believe.periods import By, Period
from yalu.believe.record import Record
from yalu.believe.turns import Turn, turns
from yalu.believe.watch import Watch
from yalu.believe.why import Contradiction, Counted, Effect, Reasons, contradictions

__all__ = [
    "ENGINES",
    "STATES",
    "Account",
    "Belief",
    "By",
    "Contradiction",
    "Counted",
    "Effect",
    "Forecast",
    "Model",
    "Month",
    "Outcome",
    "Period",
    "Reasons",
    "Record",
    "Since",
    "Turn",
    "Watch",
    "believe",
    "by_class",
    "by_origin",
    "contradictions",
    "coverage",
    "forecasts",
    "turns",
]
