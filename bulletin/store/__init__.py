"""Results by digest: whatever was costly to make is kept under the digest of what it was made from.

Processes and machines may share a store on any disk whose renames replace a file at once, a network folder too. Promised is:
what `get` gives is what was put under that key, byte for byte, or nothing; a put that was cut off at any point leaves the
old entry, the new one, or none; what is lost or damaged is missing, and made again. None of this needs a lock. Leases do,
and are a courtesy: they keep pruning away from running work. Where locks do not reach, the worst that comes of it is a miss."""

from bulletin.store.digests import digest, file_digest, source_digest, versions
from bulletin.store.entries import Entry, Known, Store, borrowed
from bulletin.store.eviction import Pruning
from bulletin.store.files import sync_folder, write_whole
from bulletin.store.leases import Lease
from bulletin.store.sizes import read_size, size_words

__all__ = [
    "Entry",
    "Known",
    "Lease",
    "Pruning",
    "Store",
    "borrowed",
    "digest",
    "file_digest",
    "read_size",
    "size_words",
    "source_digest",
    "sync_folder",
    "versions",
    "write_whole",
]
