"""The casebook's own speed: documents kept a second, and what opening costs.

`python bench/keeping.py`, with `--rounds 5` or another number. The reference casebook goes into a
new file each round, every document durable before the next. Time is wall time, for it is the disk
that is waited for; the slowest and the fastest round are shown.
"""

import argparse
import tempfile
import time
from pathlib import Path

from yalu import casebook

OPENINGS = 20
"""Times a casebook is opened in a round; the fastest counts."""


def added_per_second(path: Path) -> float:
    """Documents of the reference casebook kept a second in a new file."""
    pairs = list(casebook.folder(casebook.reference()))
    with casebook.open(path) as book:
        began = time.perf_counter()
        for document, claims in pairs:
            book.add(document, claims)
        return len(pairs) / (time.perf_counter() - began)


def opening(path: Path) -> float:
    """Seconds to open a casebook that is up to date."""
    taken = []
    for _ in range(OPENINGS):
        began = time.perf_counter()
        casebook.open(path).close()
        taken.append(time.perf_counter() - began)
    return min(taken)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.db" for number in range(rounds)]
        speeds = sorted(map(added_per_second, paths))
        openings = sorted(map(opening, paths))
    print(f"documents added a second: {speeds[0]:.0f} to {speeds[-1]:.0f}")
    print(f"opening: {1000 * openings[0]:.1f} to {1000 * openings[-1]:.1f} ms")


if __name__ == "__main__":
    main()
