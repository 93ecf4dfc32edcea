"""`yalu eval`: how well the reader does on texts that people labelled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from yalu.brief.phrases import counted
from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import load_atlas
from yalu.desk.cli.labels import Labels, labels
from yalu.desk.cli.render import clean, line_of_json, one_line, progress, table
from yalu.vocabulary import STATE_FACTS, Claim, Kind

if TYPE_CHECKING:
    from yalu.corridors import Atlas
    from yalu.read.score import Comparison, Score

_HEAD = ("gold", "read", "P", "R", "F1", "dated F1", "full F1", "when", "stance", "class")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled document beside what was read in it."""

    name: str
    episode: str
    gold: tuple[Claim, ...]
    read: tuple[Claim, ...]

    def compared(self, kinds: Sequence[Kind]) -> "Comparison":
        """Its labels of some kinds paired with what was read."""
        from yalu.read.score import compare

        return compare(self.gold, self.read, kinds)


class Kinds(click.ParamType[tuple[Kind, ...]]):
    """Kinds of claims joined by commas."""

    name = "kinds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Kind, ...]:
        names = [name.strip() for name in str(value).split(",")]
        for name in names:
            if name not in set(Kind):
                self.fail(f"no kind {name!r}; there are {', '.join(Kind)}", param, ctx)
        return tuple(kind for kind in Kind if kind in names)


@options.command(
    click.argument("gold_folder", metavar="GOLD_DIR"),
    click.argument("documents_folder", metavar="DOCS_DIR"),
    click.option("--lang", metavar="LANG", help="Only documents in this language."),
    click.option("--kinds", type=Kinds(), metavar="KIND,...", help="Only these kinds of claims."),
    click.option(
        "--show",
        type=click.Choice(["misses", "extras", "wrong"]),
        help="Before the figures, the claims behind them.",
    ),
    click.option("--by", type=click.Choice(["episode"]), help="Figures of each episode, too."),
    options.as_json,
    examples="""
yalu eval labels/ reports/
yalu eval labels/ reports/ --lang en --by episode
yalu eval labels/ reports/ --kinds change,service --show misses
""",
)
def command(
    env: Environment,
    gold_folder: str,
    documents_folder: str,
    lang: str | None,
    kinds: tuple[Kind, ...] | None,
    show: str | None,
    by: str | None,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Compare what is read in documents with what people found in them.

    GOLD_DIR holds EPISODE/NAME.jsonl, a claim a line, whose `quote` is words of the document.
    DOCS_DIR holds EPISODE/NAME.txt, or NAME with another ending; EPISODE may be left out.
    """
    source = Labels(env.path(gold_folder), env.path(documents_folder))
    found = list(_read(env, source, load_atlas(env, corridor_files), lang))
    if not found:
        env.warn(f"{gold_folder}: no labelled documents" + (f" in {lang!r}" if lang else ""))
        return ExitStatus.NOTHING
    kinds = kinds or tuple(Kind)
    if show:
        _show(env, found, kinds, show, as_json)
    rows = list(_rows(found, kinds, by is not None))
    if as_json:
        for episode, name, score in rows:
            line_of_json(env, _line(episode, name, score) if by else _line(None, name, score))
        return ExitStatus.DONE
    env.say(counted(len(found), "documents"))
    first = ("episode", "kind") if by else ("kind",)
    table(env, (*first, *_HEAD), [((e, n) if by else (n,)) + _cells(s) for e, n, s in rows])
    return ExitStatus.DONE


def _read(env: Environment, source: Labels, atlas: "Atlas", lang: str | None) -> Iterator[Labelled]:
    """Every labelled document in a language, read."""
    from yalu.read import read

    files = source.files()
    with progress(env, "reading") as step:
        for number, path in enumerate(files):
            step(number, len(files))
            pages = source.pages(path)
            if lang is None or any(page.lang == lang for page in pages):
                gold = tuple(labels(path, pages, atlas))
                claims = tuple(claim for page in pages for claim in read(page, atlas))
                yield Labelled(pages[0].name, source.episode(path), gold, claims)


def _rows(
    found: Sequence[Labelled], kinds: Sequence[Kind], by_episode: bool
) -> Iterator[tuple[str, str, "Score"]]:
    """Episode, name and score of every row; the rows of all documents come last."""
    if by_episode:
        for episode in sorted({one.episode for one in found}):
            inside = [one for one in found if one.episode == episode]
            yield from ((episode, name, score) for name, score in _scores(inside, kinds))
    yield from (("all", name, score) for name, score in _scores(found, kinds))


def _scores(found: Sequence[Labelled], kinds: Sequence[Kind]) -> Iterator[tuple[str, "Score"]]:
    """The state facts where both kinds of them are asked for, then each kind that occurs."""
    from yalu.read.score import Score

    wanted = [(kind.value, (kind,)) for kind in kinds]
    groups = [("state facts", STATE_FACTS), *wanted] if set(STATE_FACTS) <= set(kinds) else wanted
    for name, group in groups:
        total = sum((one.compared(group).score for one in found), Score())
        if total.gold or total.read or name == "state facts":
            yield name, total


def _cells(score: "Score") -> tuple[str, ...]:
    shares = (score.precision, score.recall)
    harmonic = (score.f1, score.dated_f1, score.full_f1)
    slots = [score.of_found(slot) for slot in ("when", "stance", "class_")]
    return (
        str(score.gold),
        str(score.read),
        *(f"{share:.2f}" for share in shares),
        *(f"{share:.3f}" for share in harmonic),
        *(f"{share:.2f}" for share in slots),
    )


def _line(episode: str | None, name: str, score: "Score") -> dict[str, Any]:
    line: dict[str, Any] = {} if episode is None else {"episode": episode}
    return line | {
        "kind": name,
        "gold": score.gold,
        "read": score.read,
        "found": score.found,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "dated_f1": score.dated_f1,
        "full_f1": score.full_f1,
        "when": score.of_found("when"),
        "stance": score.of_found("stance"),
        "class": score.of_found("class_"),
    }


def _show(
    env: Environment, found: Sequence[Labelled], kinds: Sequence[Kind], show: str, as_json: bool
) -> None:
    """The claims behind the figures, document by document; the state facts pooled."""
    pooled = set(STATE_FACTS) <= set(kinds)
    apart = [(kind,) for kind in kinds if not (pooled and kind in STATE_FACTS)]
    for one in found:
        for group in ([STATE_FACTS] if pooled else []) + apart:
            for gold, read in _behind(one.compared(group), show):
                line: dict[str, Any] = {"show": show, "document": one.name}
                for name, claim in (("gold", gold), ("read", read)):
                    if claim:
                        line[name] = claim.to_json()
                line_of_json(env, line) if as_json else _tell(env, one.name, gold, read)


def _behind(compared: "Comparison", show: str) -> Iterator[tuple[Claim | None, Claim | None]]:
    """The label and the claim of each case that was asked for; one may be missing."""
    if show == "misses":
        yield from ((claim, None) for claim in compared.missed)
    elif show == "extras":
        yield from ((None, claim) for claim in compared.extra)
    else:
        yield from ((pair.gold, pair.read) for pair in compared.wrong)


def _tell(env: Environment, name: str, gold: Claim | None, read: Claim | None) -> None:
    env.say(clean(name))
    for word, claim in (("gold", gold), ("read", read)):
        if claim:
            env.say(clean(f"  {word}  {one_line(claim)}{_words(claim)}"))
    env.say()


def _words(claim: Claim) -> str:
    return f' "{" ".join(claim.quote.exact.split())}"' if claim.quote else ""
