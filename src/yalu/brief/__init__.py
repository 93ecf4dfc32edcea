"""The brief: the answer in one sentence, and what it stands on, in words and pictures.

assess(claims, belief, atlas, documents, on=None) -> Brief     plain values
text.render(brief, width) -> str                               for a terminal or a pipe
page.render(briefs) -> str                                     one HTML file
"""

from yalu.brief.assess import assess
from yalu.brief.assessment import Brief
from yalu.brief.words import phrase, word

__all__ = ["Brief", "assess", "phrase", "word"]
