"""Files that commands write: whole, or not at all."""

import os
import tempfile
from pathlib import Path

from yalu.desk.cli.environment import Environment


def write(env: Environment, name: str, whole: bytes) -> None:
    """The bytes as a file of that name; what was there stays until all is written."""
    target = env.path(name)
    descriptor, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(whole)
        umask = os.umask(0)
        os.umask(umask)
        Path(beside).chmod(0o666 & ~umask)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
