"""Turn a newsroom's script into a finished television bulletin."""

__version__ = "0.1.0"
