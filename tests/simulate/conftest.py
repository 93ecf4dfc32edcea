"""What the tests of the twin share: the other ways to run a corridor, which live in `bench/`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
