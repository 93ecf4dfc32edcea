"""`yalu read`: claims of documents, nothing stored."""

import click

from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.intake import Intake
from yalu.desk.cli.knowledge import load_atlas
from yalu.desk.cli.render import line_of_json, progress, table
from yalu.vocabulary import Claim


@options.command(
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    options.published,
    options.as_json,
    examples="""
yalu read report.txt
yalu read reports/ --json > claims.jsonl
yalu read --published 2022-09-26 - < page.html
""",
)
def command(
    env: Environment,
    paths: tuple[str, ...],
    published: str | None,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Read documents and print their claims. Nothing is stored.

    PATH is a text, HTML, PDF or feed file, a folder of them, a folder with documents.jsonl and
    claims.jsonl, or - for standard input. What cannot be read is set aside, told on standard
    error, and does not stop the rest.
    """
    intake = Intake(env, load_atlas(env, corridor_files), published)
    found: list[Claim] = []
    any_claims = False
    with progress(env, "reading", streams=as_json) as step:
        for _, claims in intake.read(paths, step):
            any_claims = any_claims or bool(claims)
            if not as_json:
                found.extend(claims)
                continue
            for claim in claims:
                line_of_json(env, claim.to_json())
    if found:
        table(env, ("document", "kind", "gate", "state", "when", "who", "said"), map(_row, found))
    status = intake.report()
    return status or (ExitStatus.DONE if any_claims else _nothing(env))


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
