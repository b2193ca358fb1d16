"""Entries as plain bytes, for the way to another machine and back: nothing in them is ever executed."""

from __future__ import annotations

import json

from bulletin.store import Entry

HEAD = 8
"""Bytes that say how long the facts are."""


def packed(entry: Entry) -> bytes:
    """An entry as bytes: the length of its facts, the facts as JSON, the payload."""
    facts = json.dumps(dict(entry.facts), sort_keys=True).encode()
    return b"".join((len(facts).to_bytes(HEAD, "big"), facts, entry.payload))


def unpacked(content: object) -> Entry:
    """The entry that `packed` was given. Raises ValueError for anything else."""
    if not isinstance(content, bytes):
        raise ValueError(f"expected bytes, not a {type(content).__name__}")
    end = HEAD + int.from_bytes(content[:HEAD], "big")
    if len(content) < end:
        raise ValueError("the bytes end before the facts do")
    facts = json.loads(content[HEAD:end])
    if not isinstance(facts, dict):
        raise ValueError("the facts are no JSON object")
    return Entry(facts, content[end:])
