"""Words of probability, and the range that each stands for.

Source: Intelligence Community Directive 203, Analytic Standards (2015), D.6.e(2)(a).
A word never stands alone: readers of the bare words disagree about them by tens of
percentage points, so `phrase` is the only way to write one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word of probability. `low` and `high` are per cent, as the directive prints them.

    `of` puts the word to what it is said of, at the place of the braces.
    """

    text: str
    low: int
    high: int
    of: str

    @property
    def range(self) -> str:
        """The range in brackets: `(80–95 %)`."""
        return f"({self.low}–{self.high} %)"


SCALE = (
    Word("almost no chance", 1, 5, "{} with almost no chance"),
    Word("very unlikely", 5, 20, "very unlikely {}"),
    Word("unlikely", 20, 45, "unlikely {}"),
    Word("roughly even chance", 45, 55, "{} with a roughly even chance"),
    Word("likely", 55, 80, "likely {}"),
    Word("very likely", 80, 95, "very likely {}"),
    Word("almost certain", 95, 99, "almost certainly {}"),
)
"""From least to most; each begins where the one before ends."""


def word(probability: float) -> Word:
    """The word for a probability in [0, 1]; a bound belongs to the word above it.

    The directive knows no certainty, so 0 and 1 take the outermost words. Raises
    ValueError outside [0, 1] and for NaN.
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"not a probability: {probability!r}")
    return next((w for w in SCALE if 100 * probability < w.high), SCALE[-1])


def phrase(probability: float, what: str) -> str:
    """The word put to what it is said of, and its range: `very likely running (80–95 %)`."""
    chosen = word(probability)
    return f"{chosen.of.format(what)} {chosen.range}"
