"""Documents a second: the reader beside libraries that do a part of its work.

`make bench`, or `python bench/run.py --rounds 5 --texts 12 --write results.jsonl`.

The texts are the English reports of tests/corpus, joined to articles of about 4 kB. Contestants
take turns text by text, so that a busy machine slows all of them alike; time is processor time. `dateparser` only finds dates, `trafilatura` only finds the article in a page: the
reader is to be compared with what it would cost to use them, not with what they are for.
"""

import argparse
import datetime as dt
import html
import json
import platform
import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yalu
from yalu.vocabulary import Document

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "documents"
ARTICLE = 4000
"""Characters, about the length of a news article."""


@dataclass(frozen=True)
class Contestant:
    """Something that is done to a document; `share` of the texts is enough to time it."""

    name: str
    does: Callable[[Document], object]
    share: float = 1.0


def articles() -> list[Document]:
    """The English reports of the corpus, those of one episode joined to articles."""
    found = []
    for episode in sorted(path for path in CORPUS.iterdir() if path.is_dir()):
        reports = [
            document
            for path in sorted(episode.glob("*.txt"))
            for document in yalu.read.formats.documents(path.read_bytes(), path.name)
            if document.lang == "en"
        ]
        found.extend(joined(reports, episode.name))
    return found


def joined(reports: Sequence[Document], name: str) -> Iterator[Document]:
    """Articles of at least ARTICLE characters; each has the date of its first report."""
    part: list[Document] = []
    for report in reports:
        part.append(report)
        if sum(len(one.text) for one in part) >= ARTICLE:
            text = "\n\n".join(one.text for one in part)
            yield Document(f"{name}/{part[0].name}", text, published=part[0].published)
            part = []


def contestants() -> list[Contestant]:
    import trafilatura
    from dateparser.search import search_dates

    atlas = yalu.corridors.load()

    def dates(document: Document) -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return search_dates(document.text, languages=["en"])

    def article(document: Document) -> object:
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in document.text.splitlines())
        page = f"<html><body><nav>Home</nav><article>{paragraphs}</article></body></html>"
        return trafilatura.extract(page)

    return [
        Contestant("yalu.read.read", lambda document: yalu.read.read(document, atlas)),
        Contestant("dateparser search_dates", dates, share=0.25),
        Contestant("trafilatura extract", article),
    ]


def timed(contestant: Contestant, document: Document) -> float:
    """Seconds of processor time that a document takes."""
    began = time.process_time()
    contestant.does(document)
    return time.process_time() - began


def measured(
    competing: Sequence[Contestant], texts: Sequence[Document], rounds: int
) -> dict[str, list[float]]:
    """Documents a second by contestant, one figure a round; the first call of each is not timed."""
    for contestant in competing:
        contestant.does(texts[0])
    found: dict[str, list[float]] = {contestant.name: [] for contestant in competing}
    for _ in range(rounds):
        spent: dict[str, list[float]] = {contestant.name: [] for contestant in competing}
        for place, document in enumerate(texts):
            for contestant in competing:
                if place % round(1 / contestant.share) == 0:
                    spent[contestant.name].append(timed(contestant, document))
        for name, seconds in spent.items():
            found[name].append(len(seconds) / sum(seconds))
    return found


def table(found: dict[str, list[float]]) -> Iterator[str]:
    """Median, range, and the median over rounds of the ratio to the reader."""
    own = next(iter(found.values()))
    yield f"{'':26}{'docs/s':>9}{'slowest':>9}{'fastest':>9}{'reader is':>13}"
    for name, speeds in found.items():
        ratio = statistics.median(one / other for one, other in zip(own, speeds, strict=True))
        yield (
            f"{name:26}{statistics.median(speeds):9.1f}{min(speeds):9.1f}{max(speeds):9.1f}"
            f"{ratio:8.2f} x as fast"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--texts", type=int, help="use only so many of the articles")
    options.add_argument("--write", type=Path, metavar="FILE", help="append the figures as JSON")
    given = options.parse_args()
    texts = articles()[: given.texts]
    length = statistics.mean(len(document.text) for document in texts)
    print(f"{len(texts)} English articles of {length:.0f} characters, {given.rounds} rounds")
    found = measured(contestants(), texts, given.rounds)
    print("\n".join(table(found)))
    if given.write:
        line = {
            "date": dt.date.today().isoformat(),
            "python": platform.python_version(),
            "machine": platform.machine(),
            "texts": len(texts),
            "docs_per_second": {name: statistics.median(all_) for name, all_ in found.items()},
        }
        with given.write.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
