"""What is made first: what the newest edit changed, then what will be seen next, then the rest."""

from __future__ import annotations

from collections.abc import Collection

from bulletin.picture.render import ChunkJob, PieceJob, piece_jobs
from bulletin.preview.drafting import Draft, Part

BEHIND = 3
"""How much less what lies behind the player's place matters than what lies before it."""


def due(
    draft: Draft, made: Collection[str], fresh: Collection[str], playhead: int, *, with_estimates: bool
) -> tuple[ChunkJob | PieceJob, ...]:
    """The work to be done, in its order, each chunk once. `made` are the keys of what needs no work, `fresh` those that the
    newest edit brought. Of motion pieces only the first is asked for, so that an edit always finds a free worker; what
    needs one that is not there waits."""
    wanted = [part for part in draft.parts if part.key not in made and (with_estimates or not part.is_estimate)]
    wanted.sort(key=lambda part: (part.key not in fresh, _distance(part, playhead)))
    jobs = {part.key: part.job for part in wanted}.values()
    pieces = {piece.piece: piece for piece in piece_jobs([job.shot for job in jobs if job.pieces], draft.look)}
    ordered: list[ChunkJob | PieceJob] = []
    for job in jobs:
        missing = [pieces[name] for name in job.pieces if name in pieces]
        if not missing:
            ordered.append(job)
        elif not any(isinstance(other, PieceJob) for other in ordered):
            ordered += [piece for piece in missing[:1] if piece.key not in made]
    return tuple(ordered)


def _distance(part: Part, playhead: int) -> int:
    ahead = part.span.start - playhead
    return max(ahead, 0) if part.span.end > playhead else -ahead * BEHIND
