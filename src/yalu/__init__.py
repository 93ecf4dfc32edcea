"""Yalu keeps watch on a border freight corridor and runs it forward."""

__version__ = "0.1.0"
