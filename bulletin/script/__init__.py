"""The script language: Markdown text to a Script value, or all that is wrong with it, each with its line and column."""

from bulletin.script.reader import parse, read, read_text

__all__ = ["parse", "read", "read_text"]
