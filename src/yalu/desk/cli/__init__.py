"""The command line: one module a command, loaded when it is called."""

from yalu.desk.cli.environment import Environment, ExitStatus
from yalu.desk.cli.main import main

__all__ = ["Environment", "ExitStatus", "main"]
