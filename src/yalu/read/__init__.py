"""Read: a document in, its claims out. Deterministic, without models, span-exact.

The stages, one file each: view, zones, sentences, marks (tokens, one trie scan
over lexicons and gazetteer, times), clauses, scope, places, attach, sayings,
states, reader. Words live in `lang/LL/*.toml`, each rule with its examples.
"""

from yalu.read.reader import read

__all__ = ["read"]
