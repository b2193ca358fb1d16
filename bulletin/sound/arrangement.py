"""Decides levels and fades: from a rundown's voice and music cues to the plan of the programme's sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.rundown.values import MusicCue, MusicKind, VoiceCue
from bulletin.sound.ducking import NORMAL, Ducking, Speech, duck
from bulletin.sound.loudness import QUIETEST
from bulletin.sound.values import Cue, CueKind, Point, SoundPlan, Source
from bulletin.timing import SAMPLE_RATE, Span, samples

SPEECH = -23.0
"""LUFS that every voice is brought to in the mix; a deliverable's own level comes later."""

_KINDS: dict[MusicKind, CueKind] = {
    "opener": "opener",
    "opener-short": "opener",
    "sting": "sting",
    "bed": "bed",
    "closer": "closer",
}
_BED_IN, _BED_OUT = SAMPLE_RATE, 2 * SAMPLE_RATE
_PIECE_OUT = SAMPLE_RATE // 100


@dataclass(frozen=True, slots=True)
class Recorded:
    """A source and its measured loudness in LUFS: of the take's whole voice, or of the piece."""

    source: Source
    lufs: float


@dataclass(frozen=True, slots=True)
class Balance:
    """How loud music is against speech, in LU over its whole length; the bed follows its own curve."""

    opener: float = 0.0
    sting: float = -4.0
    closer: float = -1.0
    ducking: Ducking = field(default=NORMAL)


@dataclass(frozen=True, slots=True)
class Sounds:
    """Where the sound is: takes by their key, pieces of the pack by kind."""

    takes: Mapping[str, Recorded]
    pieces: Mapping[MusicKind, Recorded]


def arrange(
    frames: int, cues: tuple[VoiceCue | MusicCue, ...], sounds: Sounds, balance: Balance = Balance()
) -> SoundPlan:
    """The plan of a programme of so many frames. Raises KeyError for a take or a piece that `sounds` does not hold."""
    voices = [cue for cue in cues if isinstance(cue, VoiceCue)]
    curve = duck((Speech(cue.span, cue.solemn) for cue in voices), balance.ducking)
    placed = [_voice(cue, sounds.takes[cue.take]) for cue in voices]
    placed += [_music(cue, sounds.pieces[cue.kind], balance, curve) for cue in cues if isinstance(cue, MusicCue)]
    return SoundPlan(samples(frames), tuple(placed))


def _voice(cue: VoiceCue, take: Recorded) -> Cue:
    return Cue(take.source, "voice", cue.span, gain_db=_gain(take))


def _music(cue: MusicCue, piece: Recorded, balance: Balance, curve: tuple[Point, ...]) -> Cue:
    span = Span(samples(cue.span.start), samples(cue.span.length))
    gain = _gain(piece)
    kind = _KINDS[cue.kind]
    if kind == "bed":
        fade_in, fade_out = min(_BED_IN, span.length // 2), min(_BED_OUT, span.length // 2)
        return Cue(piece.source, kind, span, gain, fade_in=fade_in, fade_out=fade_out, curve=curve)
    level = {"opener": balance.opener, "sting": balance.sting, "closer": balance.closer}[kind]
    return Cue(piece.source, kind, span, gain + level, fade_out=min(_PIECE_OUT, span.length))


def _gain(recorded: Recorded) -> float:
    """The gain that brings a source to SPEECH; none where the meter saw nothing, for that would lift noise by 47 dB."""
    return SPEECH - recorded.lufs if recorded.lufs > QUIETEST else 0.0
