"""`yalu read`: claims of documents, nothing stored."""

from collections.abc import Sequence
from dataclasses import dataclass

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.intake import Intake
from yalu.desk.cli.knowledge import load_atlas
from yalu.desk.cli.render import line_of_json, progress, table
from yalu.vocabulary import Claim, Document


@options.command(
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    options.published,
    options.as_json,
    click.option(
        "--explain",
        "explained",
        is_flag=True,
        help="The text with the words marked that filled a slot, and by which rules.",
    ),
    examples="""
yalu read report.txt
yalu read report.txt --explain
yalu read reports/ --json > claims.jsonl
yalu read --published 2022-09-26 - < page.html
""",
)
def command(
    env: Environment,
    paths: tuple[str, ...],
    published: str | None,
    as_json: bool,
    explained: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Read documents and print their claims. Nothing is stored.

    PATH is a text, HTML, PDF or feed file, a folder of them, a folder with documents.jsonl and
    claims.jsonl, or - for standard input. What cannot be read is set aside, told on standard
    error, and does not stop the rest.
    """
    if explained and as_json:
        raise click.UsageError("--explain is for people; with --json each line has `because`")
    intake = Intake(env, load_atlas(env, corridor_files), published)
    found: list[Claim] = []
    seen = Seen()
    with progress(env, "reading", streams=as_json or explained) as step:
        for document, claims in intake.read(paths, step):
            seen.note(env, document, claims)
            if explained:
                _explain(env, document, claims)
            elif as_json:
                for claim in claims:
                    line_of_json(env, claim.to_json())
            else:
                found.extend(claims)
    if found:
        table(env, ("document", "kind", "gate", "state", "when", "who", "said"), map(_row, found))
    status = intake.report()
    return status or (_nothing(env) if seen.silent else ExitStatus.DONE)


@dataclass(slots=True)
class Seen:
    """What came of the documents so far. `told`: one had a claim; `read`: one could be read;
    `unread`: one is in a language without rules."""

    told: bool = False
    read: bool = False
    unread: bool = False

    @property
    def silent(self) -> bool:
        """Whether documents that could be read, or none at all, gave no claim."""
        return not self.told and (self.read or not self.unread)

    def note(self, env: Environment, document: Document, claims: Sequence[Claim]) -> None:
        """Take in one document; tell where its language has no rules."""
        if claims:
            self.told = True
        elif document.text and not speaks(document.lang):
            self.unread = True
            env.warn(f"no rules for the language {document.lang!r} yet: {document.name}")
        else:
            self.read = True


def speaks(lang: str) -> bool:
    """Whether the reader has rules for a language."""
    from yalu.read.lexicon import rules

    return bool(rules(lang))


def _explain(env: Environment, document: Document, claims: Sequence[Claim]) -> None:
    from yalu.desk.cli.explained import explanation
    from yalu.read.explain import explain

    explanation(env, explain(document, claims))


def _nothing(env: Environment) -> ExitStatus:
    env.warn("no claims found")
    return ExitStatus.NOTHING


def _row(claim: Claim) -> tuple[str, ...]:
    said = claim.quote.exact if claim.quote else claim.gist or ""
    stance = "" if claim.stance.value == "asserts" else f" ({claim.stance.value})"
    return (
        claim.document,
        claim.kind.value + stance,
        f"{claim.gate}/{claim.mode.value}",
        claim.state.value if claim.state else "",
        claim.when.edtf() or claim.when.symbolic or "" if claim.when else "",
        f"{claim.who} ({claim.class_.value})",
        " ".join(said.split()),
    )
