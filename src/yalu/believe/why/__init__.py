"""Why: what explains a belief about one day. Origins for and against, what would flip it,
what a new word would do, contradictions, lone words, and durations held against the path."""

from yalu.believe.why.contradictions import Contradiction, Reading, contradictions
from yalu.believe.why.durations import Counted, Duration, Stop, durations, stops
from yalu.believe.why.effects import Effect, effects
from yalu.believe.why.flip import Flip
from yalu.believe.why.knowing import records
from yalu.believe.why.lone import Lone, LoneCrossing
from yalu.believe.why.reasons import Reasons, reasons
from yalu.believe.why.suppose import Prior, Word
from yalu.believe.why.trials import Trials

__all__ = [
    "Contradiction",
    "Counted",
    "Duration",
    "Effect",
    "Flip",
    "Lone",
    "LoneCrossing",
    "Prior",
    "Reading",
    "Reasons",
    "Stop",
    "Trials",
    "Word",
    "contradictions",
    "durations",
    "effects",
    "reasons",
    "records",
    "stops",
]
