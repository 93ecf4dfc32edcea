"""Speech: a second scan of a sentence, for the words of those who speak.

It runs only over texts in which something was found, and apart from the first scan, so
that the words of gates and of speakers do not shadow one another. Nouns take part, for
what they hide: "customs post" has no customs that could say anything.
"""

from collections import defaultdict
from functools import lru_cache

from yalu.corridors import Atlas
from yalu.read import lexicon
from yalu.read.marks import Mark, Meanings, Name, Sentence, trie_of
from yalu.read.scan import Trie

_SPEECH = frozenset({"person", "report"})
_KEPT = ("trigger", "pass", "cue")


@lru_cache(maxsize=32)
def _trie(atlas: Atlas, lang: str) -> Trie[Meanings]:
    heard = (
        rule for rule in lexicon.rules(lang) if rule.category in _SPEECH or rule.category == "noun"
    )
    return trie_of(heard, atlas, lang)


def speech(sentence: Sentence, atlas: Atlas) -> Sentence:
    """The same sentence with the marks and names of speakers."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    marks.update({category: sentence.marks[category] for category in _KEPT})
    names = []
    for first, last, meaning in _trie(atlas, sentence.lang).scan(sentence.tokens):
        for rule in meaning.rules:
            if rule.category in _SPEECH:
                marks[rule.category].append(Mark(first, last, rule))
        if meaning.names and (name := _name(sentence, first, last, meaning)):
            names.append(name)
    return sentence.with_(names, marks)


def _name(sentence: Sentence, first: int, last: int, meaning: Meanings) -> Name | None:
    surface = sentence.words(first, last)
    if sentence.has("article", first, first + 1):
        # "the Post" and "The Post" are one paper.
        surface = surface[:1].upper() + surface[1:]
    return meaning.name(first, last, surface)
