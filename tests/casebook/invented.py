"""Invented documents and claims for the casebook's tests; also a program that adds them.

    python invented.py

makes a writer, a process of its own, for every line `CASEBOOK FIRST LAST` that it
is told. The writer says `pid` and its number, then the digest of each document of
that range once it is kept; when it is gone, `ended` and its status are said.
"""

import datetime as dt
import importlib
import os
import sys
import traceback

import yalu.casebook
from yalu.vocabulary import Claim, Document, Kind, Mode, Quote, SourceClass, State, Step, When

Pair = tuple[Document, tuple[Claim, ...]]


def claim(document: Document, n: int, **fields: object) -> Claim:
    """The n-th claim of a document, all alike but for what `fields` say."""
    words = f"train {n}"
    plain = Claim(
        document=document.name,
        kind=Kind.SERVICE,
        gate=("north-gate", "south-gate")[n % 2],
        mode=(Mode.RAIL, Mode.ROAD, Mode.SEA)[n % 3],
        who="a harbour clerk",
        class_=SourceClass.ANONYMOUS,
        origin="harbour",
        state=State.RUNNING,
        when=When.on(dt.date(2022, 1, 1) + dt.timedelta(n)),
        number=n,
        value={"trains": n},
        quote=Quote(words, 0, len(words)),
        because=(Step("state", "en/service", 0, 5),),
    )
    return plain.replace(**fields)


def pair(number: int, length: int | None = None) -> Pair:
    """The document of a number, with none to 11 claims."""
    document = Document(
        name=f"reports/{number:04}.txt",
        text=f"단둥 report {number}: trains went.\n" * (1 + number % 40),
        published=f"2022-{1 + number % 12:02}-{1 + number % 28:02}",
        outlet="Harbour Times",
    )
    count = number * 7 % 12 if length is None else length
    return document, tuple(claim(document, n) for n in range(count))


def say(*words: object) -> None:
    """Print a line by one call to the system: a kill leaves the whole line, or none of it."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def add_range(where: str, first: int, last: int) -> None:
    """Add what is not there yet and print the digest of each when it is kept."""
    say("pid", os.getpid())
    with yalu.casebook.open(where) as book:
        for number in range(first, last):
            document, claims = pair(number)
            if book.has(document.digest):
                continue
            book.add(document, claims)
            say(document.digest)


def main() -> None:
    importlib.import_module("yalu.casebook.opening")  # once, so that writers begin at once
    while line := sys.stdin.readline():
        where, first, last = line.split()
        if (writer := os.fork()) == 0:
            status = 1
            try:
                add_range(where, int(first), int(last))
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        say("ended", os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]))


if __name__ == "__main__":
    main()
