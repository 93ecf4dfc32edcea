"""The folder that `yalu simulate` and `yalu compare` write: figures, charts, a report, a log."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from yalu import __version__
from yalu.desk.cli.written import write_whole

if TYPE_CHECKING:
    from yalu.brief.twin.drawn import Picture
    from yalu.desk.cli.modelled import Start
    from yalu.desk.cli.simulate import Asked
    from yalu.simulate.ensemble import Ensemble
    from yalu.simulate.outcome import Outcome


def write(folder: Path, start: "Start", found: "Ensemble", asked: "Asked") -> list[str]:
    """Write what was asked for, each file whole or not at all; the names of the files."""
    from yalu.brief.twin import courses, spans
    from yalu.brief.twin.page import figures_page
    from yalu.desk.cli.simulated import outcome, tables, whole

    folder.mkdir(parents=True, exist_ok=True)
    pictures = [*filter(None, (spans.times(found), spans.use(found))), *courses.pictures(found)]
    files: dict[str, bytes] = {}
    if asked.stringline is not None:
        from yalu.brief.twin.stringline import stringline

        pictures.append(stringline(replication(start, found.seed, asked.stringline)))
    if asked.log is not None:
        files |= logged(start, found.seed, asked.log, asked.epcis)
    if asked.stress:
        files |= stressed(start, found)
    figures = found.intervals()
    page = figures_page(
        start.model, found, pictures, list(tables(figures)), outcome(found, figures), start.believed
    )
    numbers = found.replications
    files |= {
        "index.html": page.encode(),
        "figures.json": whole(found),
        f"replications-{numbers[0]}-{numbers[-1] + 1}.npz": found.to_bytes(),
    }
    return put(folder, files, pictures)


def put(folder: Path, files: dict[str, bytes], pictures: "Iterable[Picture]") -> list[str]:
    """The files and pictures in a folder; their names."""
    folder.mkdir(parents=True, exist_ok=True)
    files = files | {f"{each.name}.svg": each.file("svg") for each in pictures}
    for name, content in files.items():
        write_whole(folder / name, content)
    return sorted(files)


def replication(start: "Start", seed: int, number: int, log: bool = False) -> "Outcome":
    """One replication made again from its address."""
    from yalu.simulate.compile import compiled
    from yalu.simulate.run import run

    return run(compiled(start.model), seed, number, log=log, state=start.state, sides=start.sides)


def logged(start: "Start", seed: int, number: int, epcis: bool) -> dict[str, bytes]:
    """The event log of a replication as Parquet, and as EPCIS where it is asked for."""
    from yalu.simulate.log import events, parquet

    outcome = replication(start, seed, number, log=True)
    files = {f"log-{number}.parquet": parquet(outcome)}
    if epcis:
        from yalu.vocabulary.epcis import document

        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        found = document(events(outcome, zone(start), now), now)
        files[f"log-{number}.jsonld"] = (json.dumps(found, ensure_ascii=False) + "\n").encode()
    return files


def zone(start: "Start") -> dt.tzinfo:
    """The time zone of the model's clock: that of the first side of its corridor's home, else UTC."""
    from zoneinfo import ZoneInfo

    from yalu import corridors

    if start.model.corridor is None:
        return dt.UTC
    atlas = corridors.load()
    corridor = atlas.corridors.get(start.model.corridor)
    if corridor is None:
        return dt.UTC
    sides = atlas.gates[atlas.home(corridor.id)].sides
    return ZoneInfo(corridor.sides[sides[0]].time_zone) if sides else dt.UTC


def stressed(start: "Start", found: "Ensemble") -> dict[str, bytes]:
    """The STRESS-DES report as Markdown and as a page."""
    from yalu.brief.twin.page import stress_page
    from yalu.simulate.stress import Experiment, markdown, report

    experiment = Experiment(
        len(found.replications), found.seed, start.state is not None, __version__
    )
    sections = report(start.model, experiment)
    return {
        "stress.md": markdown(start.model, sections).encode(),
        "stress.html": stress_page(start.model, sections).encode(),
    }
