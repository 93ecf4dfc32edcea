"""Other ways to run a corridor, to stand beside Yalu's kernel: for the benchmark and the tests.

The shipped scenario `reference` is a corridor that every tool can express; `corridor` reads its numbers
for `by_simpy`, `by_ciw` and `corridor.cpp`, which are written for that one corridor. `walk` runs any
model of the schema on SimPy with the draws of the kernel, event by event.
"""
