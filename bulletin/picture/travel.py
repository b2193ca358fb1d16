"""What a chunk needs where it is made, so that it can be made on another machine: its files by digest, its motion pieces by
key, and its values with the paths that these have there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from bulletin.brand.pack import Pack
from bulletin.brand.style import File
from bulletin.picture import keys, pieces
from bulletin.picture.values import Look
from bulletin.rundown.values import Asset, CodedFrame, Shot
from bulletin.store import Store

NOT_DRAWN = ("sounds", "pieces")
"""What of a pack no chunk is drawn from: motion pieces travel as the pictures they were made into."""


def cargo(shot: Shot, look: Look) -> dict[str, Path | Store]:
    """All that a shot is drawn from: files by digest, entries of a store by key.

    Raises LookupError when a motion piece was not made yet."""
    drawn = (getattr(look.pack, field.name) for field in dataclasses.fields(Pack) if field.name not in NOT_DRAWN)
    parts = tuple(_parts((shot, *drawn)))
    found: dict[str, Path | Store] = {
        part.digest: Path(part.path) for part in parts if not isinstance(part, CodedFrame)
    }
    store = Store(look.store)
    found |= dict.fromkeys((part.key for part in parts if isinstance(part, CodedFrame)), store)
    for name in keys.piece_names((shot,)):
        found |= dict.fromkeys(pieces.entry_keys(store, keys.piece_key(look, name)), store)
    return found


def moved(shot: Shot, look: Look, store: Store) -> tuple[Shot, Look]:
    """The same shot and look where all their cargo lies in a store."""
    return _moved(shot, store), Look(_moved_pack(look.pack, store.root), look.profile, store.root)


@lru_cache(maxsize=4)
def _moved_pack(pack: Pack, root: Path) -> Pack:
    moved: Pack = _moved(pack, Store(root))
    return moved


def _moved(value: Any, store: Store) -> Any:
    """A value with all files in it where the store has them."""
    changes: Mapping[str, Any]
    if isinstance(value, Asset | File):
        changes = {"path": str(store.payload_path(value.digest))}
    elif isinstance(value, tuple):
        return tuple(_moved(part, store) for part in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        before = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        after = {name: _moved(part, store) for name, part in before.items()}
        changes = {name: part for name, part in after.items() if part is not before[name]}
    else:
        return value
    return dataclasses.replace(value, **changes) if changes else value


def _parts(value: object) -> Iterator[Asset | File | CodedFrame]:
    """The files in a value, and what it shows of chunks."""
    if isinstance(value, CodedFrame):
        yield value
    elif isinstance(value, Asset | File):
        if value.digest:  # a pack may do without some file
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
