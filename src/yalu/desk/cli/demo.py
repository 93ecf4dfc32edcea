"""`yalu demo`: the shipped casebook and its brief, offline."""

from yalu.desk.cli import options
from yalu.desk.cli.brief import print_text, write_page
from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.knowledge import Knowledge, load_atlas, place
from yalu.desk.cli.render import progress

SERVICE = "dandong-sinuiju/rail"
PAGE = "yalu-demo.html"


@options.command(
    examples="""
yalu demo
yalu demo --casebook somewhere.db
""",
    default="yalu-demo.db",
)
def command(env: Environment, corridor_files: tuple[str, ...], casebook_name: str) -> ExitStatus:
    """Put the shipped casebook into a file and print its brief. Needs no network.

    Running it again changes nothing. The brief is of the last day that the casebook knows; its
    page is written to yalu-demo.html.
    """
    from yalu import casebook

    atlas = load_atlas(env, corridor_files)
    with casebook.open(place(env, casebook_name)) as opened:
        pairs = list(casebook.folder(casebook.reference()))
        with progress(env, "adding") as step:
            for number, (document, claims) in enumerate(pairs, 1):
                opened.add(document, claims)
                step(number, len(pairs))
        last = max(claim.known for _, claims in pairs for claim in claims if claim.known)
        known = Knowledge(opened, atlas, last)
        brief = known.brief(known.belief(atlas.service(SERVICE)))
    write_page(env, [brief], PAGE)
    print_text(env, [brief])
    for line in closing(casebook_name):
        env.say(line)
    return ExitStatus.DONE


def closing(casebook_name: str) -> list[str]:
    """Where things are, and what to try next."""
    named = f"--casebook {casebook_name}"
    return [
        f"The casebook is {casebook_name}; open {PAGE} in a browser for the chart and the evidence.",
        "Try next:",
        f"  yalu status {named}",
        f"  yalu timeline {SERVICE} {named}",
        f"  yalu why {SERVICE} --on 2021-11-04 {named}",
        f"  yalu brief {SERVICE} --known-by 2022-09-28 {named}",
    ]
