"""The reference corridor as a hard-coded C++ program, built with g++ where there is one."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.corridor import Numbers
from twin.draws import Draws

SOURCE = Path(__file__).with_name("corridor.cpp")
PURPOSES = (
    "arrival",
    "step/disinfect/work",
    "step/quarantine/work",
    "step/quarantine/rest",
    "step/customs/work",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One replication: consignments cleared, the sum of their minutes, processor seconds."""

    cleared: int
    minutes: int
    seconds: float


def build(folder: Path) -> Path | None:
    """The program, compiled into `folder`; None without g++."""
    compiler = shutil.which("g++")
    if compiler is None:
        return None
    program = folder / "corridor"
    subprocess.run([compiler, "-O3", "-std=c++17", "-o", program, SOURCE], check=True)
    return program


def run(program: Path, numbers: Numbers, seed: int, replications: Sequence[int]) -> list[Run]:
    """The replications, with the draws that the kernel has for them."""
    keys = [
        " ".join(str(draws.key(purpose, "cars")) for purpose in PURPOSES)
        for draws in (Draws(seed, replication) for replication in replications)
    ]
    words = [str(value) for value in numbers.in_minutes()]
    done = subprocess.run(
        [program, *words], input="\n".join(keys), capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return [Run(int(cleared), int(sums), float(seconds)) for cleared, sums, seconds in lines]
