"""Speech: a sentence with the words of those who speak in it.

Only texts in which something was found are asked for it. What the scan has heard of speakers
was kept apart from its other marks, so that the two do not shadow one another.
"""

from collections import defaultdict

from yalu.read.marks import SPEECH, Mark, Meanings, Name, Sentence

_KEPT = ("trigger", "pass", "cue")


def speech(sentence: Sentence) -> Sentence:
    """The same sentence with the marks and names of speakers."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    marks.update({category: sentence.marks[category] for category in _KEPT})
    names = []
    for first, last, meaning in sentence.heard:
        for rule in meaning.rules:
            if rule.category in SPEECH:
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
