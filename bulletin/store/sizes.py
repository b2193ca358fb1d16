"""Sizes on a disk as people write them: “20 GB”."""

from __future__ import annotations

import re

from bulletin.messages import Message, say

UNITS = {"MB": 10**6, "GB": 10**9, "TB": 10**12}
_SIZE = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(MB|GB|TB)\s*", re.IGNORECASE)


def read_size(text: str) -> int | None:
    """The bytes of a size such as "20 GB", "1,5 TB" or "800MB"; None when it is none."""
    found = _SIZE.fullmatch(text)
    return round(float(found[1].replace(",", ".")) * UNITS[found[2].upper()]) if found else None


def size_words(size: int) -> Message:
    """So many bytes in words: whole megabytes, from a gigabyte on gigabytes with one decimal."""
    megabytes = round(size / 10**6)
    if megabytes < 1000:
        return say("{size} MB", size=megabytes)
    whole, tenth = divmod(round(size / 10**8), 10)
    return say("{whole}.{tenth} GB", whole=whole, tenth=tenth)
