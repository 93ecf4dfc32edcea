"""`yalu add`: read documents and keep them with their claims."""

from contextlib import ExitStack

import click

import yalu
from yalu.brief.phrases import counted
from yalu.desk.cli import options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.intake import Intake
from yalu.desk.cli.knowledge import load_atlas, place
from yalu.desk.cli.render import line_of_json, progress


@options.command(
    click.argument("paths", nargs=-1, required=True, metavar="PATH|URL..."),
    options.published,
    options.as_json,
    examples="""
yalu add report.txt reports/
yalu add https://example.org/story.html
yalu add my-casebook-folder/ --casebook border.db
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
    """Read documents and keep them with their claims. Adding again changes nothing.

    PATH is a file, a folder, a folder with documents.jsonl and claims.jsonl, or - for standard
    input; an http or https URL is fetched. What cannot be read is set aside, told on standard
    error, and does not stop the rest.
    """
    from yalu import casebook

    atlas = load_atlas(env, corridor_files)
    intake = Intake(env, atlas, published, addresses=True)
    fresh = kept = total = 0
    opened: casebook.Casebook | None = None
    with ExitStack() as stack, progress(env, "adding", streams=as_json) as step:
        for document, claims in intake.read(paths, step):
            if opened is None:
                opened = stack.enter_context(casebook.open(place(env, casebook_name)))
            reader = yalu.__version__ if document.text else None
            added = opened.add(document, claims, reader=reader)
            fresh, kept, total = fresh + added, kept + (not added), total + len(claims)
            if as_json:
                line = {"document": document.name, "added": added, "claims": len(claims)}
                line_of_json(env, line)
                env.stdout.flush()
    if not as_json and opened is not None:
        there = f", {kept} already there" if kept else ""
        env.say(
            f"{counted(fresh, 'documents')} added{there}; {counted(total, 'claims')} read, "
            f"kept in {casebook_name}"
        )
    return intake.report()
