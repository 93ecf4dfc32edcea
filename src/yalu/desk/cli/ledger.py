"""`yalu ledger`: what each source's record is, and Yalu's own."""

import datetime as dt
from typing import TYPE_CHECKING

import click

from yalu.desk.cli import accounts, options
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge, knowledge
from yalu.desk.cli.published import show
from yalu.desk.cli.render import line_of_json, progress
from yalu.vocabulary import SourceClass

if TYPE_CHECKING:
    from yalu.believe import Account, Forecast

_MOST = 20


@options.command(
    click.argument("name", metavar="[ORIGIN|CLASS]", required=False),
    click.option("--by", type=click.Choice(["origin", "class"]), help="Whose. [default: origin]"),
    click.option("--published", is_flag=True, help="Yalu's own: what it told, and how it fared."),
    click.option("--truth", metavar="GOLD.json", help="With --published: the states that held."),
    options.known_by,
    click.option(
        "--most", type=click.IntRange(1), help=f"Rows. [default: {_MOST}; all with --json]"
    ),
    options.as_json,
    examples="""
yalu ledger
yalu ledger --by class
yalu ledger rfa
yalu ledger --known-by 2022-09-25 --json
yalu ledger --published
""",
)
def command(
    env: Environment,
    name: str | None,
    by: str | None,
    published: bool,
    truth: str | None,
    known_by: dt.date | None,
    most: int | None,
    as_json: bool,
    corridor_files: tuple[str, ...],
    casebook_name: str,
) -> ExitStatus:
    """Show how sources fared: how reliable, how fast, how often first, and their forecasts.

    A reliability stands with how many words it rests on and its 90 % interval. It is what the
    belief thinks of them, not a test against the truth. With an ORIGIN or a CLASS its forecasts are
    listed too. With --published it is about what `yalu status` and `yalu brief` have told: a later
    belief settles it, or GOLD.json, as `yalu score` takes it. The exit status is 1 where nothing is known.
    """
    if published and (name or by):
        raise click.UsageError("--published is about Yalu's own answers; it takes no ORIGIN.")
    if truth and not published:
        raise click.UsageError("--truth goes with --published.")
    with knowledge(env, casebook_name, corridor_files, known_by) as known:
        if published:
            return show(env, known, truth, as_json)
        foretold, found = _accounts(env, known, _side(name, by))
    if name:
        found = [each for each in found if accounts.called(known, each, name)]
        foretold = [one for one in foretold if found and accounts.belongs(one, found[0])]
    if not found:
        env.warn(f"no word of {name or 'anybody'} is known by {known.known_by}")
        return ExitStatus.NOTHING
    if as_json:
        for account in found[:most]:
            line_of_json(env, accounts.line(known, account, foretold if name else None))
    elif name:
        accounts.page(env, known, found[0], foretold)
    else:
        accounts.overview(env, known, found, most or _MOST)
    return ExitStatus.DONE


def _side(name: str | None, by: str | None) -> str:
    """Whether origins or classes are asked about."""
    return by or ("class" if name in set(SourceClass) else "origin")


def _accounts(
    env: Environment, known: Knowledge, by: str
) -> "tuple[list[Forecast], list[Account]]":
    """Every forecast, the latest told first, and every account."""
    from yalu import believe

    beliefs = []
    services = known.services(None)
    with progress(env, "weighing") as step:
        for number, service in enumerate(services):
            step(number, len(services))
            beliefs.append(known.belief(service))
    foretold = [one for belief in beliefs for one in known.forecasts(belief)]
    foretold.sort(key=lambda one: one.told or dt.date.min, reverse=True)
    account = believe.by_class if by == "class" else believe.by_origin
    return foretold, list(account(beliefs, foretold))
