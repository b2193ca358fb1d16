"""The programme's sound, from cues to AAC packets: one call that runs in a process of its own beside the encoders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.errors import Place
from bulletin.rundown.values import MusicCue, MusicKind, Rundown, VoiceCue
from bulletin.sound.aac import Track
from bulletin.sound.arrangement import Recorded, Sounds, arrange
from bulletin.sound.delivery import deliver
from bulletin.sound.loudness import measure_parts, measure_samples
from bulletin.sound.mix import render_mix
from bulletin.sound.sources import read_music, read_pcm
from bulletin.sound.values import Source
from bulletin.store import Store


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """The levelled mix (a work file) and its AAC packets."""

    mix: Path
    track: Track


@dataclass(frozen=True, slots=True)
class SoundJob:
    """All that `make_soundtrack` needs, picklable. `pieces` are the pack's music files with their digests; `groups` the
    takes of each voice, levelled together; `folder` takes the work files."""

    frames: int
    cues: tuple[VoiceCue | MusicCue, ...]
    pieces: tuple[tuple[str, Path, str], ...]
    groups: tuple[tuple[str, ...], ...]
    store: Path
    folder: Path

    @property
    def weight(self) -> int:
        """More than any chunk, so that it begins first and nothing waits for it at the end."""
        return 100_000

    @property
    def name(self) -> str:
        return "sound"

    @property
    def place(self) -> Place | None:
        return None

    def run(self) -> Soundtrack:
        return make_soundtrack(self)


def sound_job(
    rundown: Rundown,
    pieces: Sequence[tuple[str, Path, str]],
    groups: Sequence[tuple[str, ...]],
    places: tuple[Path, Path],
) -> SoundJob:
    """The job for a rundown; `places` are the store and the folder for work files."""
    return SoundJob(rundown.frames, (*rundown.voice, *rundown.music), tuple(pieces), tuple(groups), *places)


def make_soundtrack(job: SoundJob) -> Soundtrack:
    """Mix, level and encode. Raises what reading music and writing work files raise."""
    mix, levelled = job.folder / "mix.pcm", job.folder / "levelled.pcm"
    render_mix(arrange(job.frames, job.cues, _sounds(job)), mix)
    delivered = deliver(mix, levelled)
    mix.unlink()
    return Soundtrack(levelled, delivered.track)


def _sounds(job: SoundJob) -> Sounds:
    """Where every sound lies and how loud it is; a voice is measured over all its takes, so that its own ups and downs
    stay and two voices match."""
    store = Store(job.store)
    takes: dict[str, Recorded] = {}
    for keys in job.groups:
        paths = {key: store.payload_path(key) for key in keys}
        loudness = measure_parts(read_pcm(path) for path in paths.values()).integrated
        takes |= {key: Recorded(Source(path, key, "pcm"), loudness) for key, path in paths.items()}
    files = {name: (path, digest) for name, path, digest in job.pieces}
    pieces: dict[MusicKind, Recorded] = {}
    for kind in {cue.kind: None for cue in job.cues if isinstance(cue, MusicCue)}:
        path, digest = files[kind]
        pieces[kind] = Recorded(Source(path, digest), measure_samples(read_music(path)).integrated)
    return Sounds(takes, pieces)
