"""Decides places, levels and fades: from a rundown's voice and music cues to the plan of the programme's sound.

A section goes from one join to the next. The rundown has what follows a join begin with an AAC packet, and the bed begins
anew in each section, half a second before it: so a section sounds the same, packet for packet, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bulletin.rundown.values import ClipCue, MusicCue, MusicKind, VoiceCue
from bulletin.sound.ducking import NORMAL, Ducking, Speech, duck
from bulletin.sound.metering import QUIETEST
from bulletin.sound.sources import clip_source
from bulletin.sound.values import BED_CROSS, Cue, CueKind, Point, SoundPlan, Source
from bulletin.timing import SAMPLE_RATE, Span, samples

SPEECH = -23.0
"""LUFS that every voice is brought to in the mix; a deliverable's own level comes later."""

MOST_LIFTED, MOST_BACKGROUND_LIFTED = 20.0, 6.0
"""dB that a clip's sound may be lifted: someone speaking, a background."""

AnyCue = VoiceCue | MusicCue | ClipCue

_KINDS: dict[MusicKind, CueKind] = {
    "opener": "opener",
    "opener-short": "opener",
    "sting": "sting",
    "bed": "bed",
    "closer": "closer",
}
_BED_IN, _BED_OUT = SAMPLE_RATE, 2 * SAMPLE_RATE
_PIECE_OUT = SAMPLE_RATE // 100
_CUT, _CLIP_FADE = SAMPLE_RATE // 100, SAMPLE_RATE // 5
"""How fast a clip's sound comes and goes: at a cut to someone speaking, and as a background."""
_TONE_JOIN, _TONE_OUT = SAMPLE_RATE // 100, SAMPLE_RATE // 4
_STEPS_A_DB = 2


@dataclass(frozen=True, slots=True)
class Recorded:
    """A source and its measured loudness in LUFS: of the take's whole voice, or of the piece."""

    source: Source
    lufs: float
    samples: int = 0
    """How long the source of a take is: what goes beyond its cue is the room tone that fills the pause behind it."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How loud music is against speech, in LU over its whole length; the bed follows its own curve."""

    opener: float = 0.0
    sting: float = -4.0
    closer: float = -1.0
    bite: float = 0.0
    natural: float = -3.0
    package: float = 0.0
    low: float = -20.0
    ducking: Ducking = field(default=NORMAL)
    under: Ducking = field(default=Ducking(alone=-4.0, under=-14.0, solemn=-17.0))
    """The own sound of a clip that steps back while a voice speaks over it."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """Where the sound is: takes by their key, pieces of the pack by kind, what clips are heard by the digest of its source."""

    takes: Mapping[str, Recorded]
    pieces: Mapping[MusicKind, Recorded]
    clips: Mapping[str, Recorded] = field(default_factory=dict)


def arrange(
    frames: int, cues: tuple[AnyCue, ...], sounds: Sounds, balance: Balance = Balance(), joins: tuple[Span, ...] = ()
) -> SoundPlan:
    """The plan of a programme of so many frames with joins (frames) in it. Raises KeyError for a sound that `sounds` does
    not hold. The bed steps back for everything that is to be listened to: voices, bites, the sound of a place, finished
    pieces."""
    empty = SoundPlan(samples(frames), (), tuple(Span(samples(join.start), samples(join.length)) for join in joins))
    sections = _Sections(empty.length, empty.sections)
    voices = [cue for cue in cues if isinstance(cue, VoiceCue)]
    speeches = [Speech(cue.span, cue.solemn) for cue in voices]
    clips = [cue for cue in cues if isinstance(cue, ClipCue)]
    heard = [Speech(cue.span) for cue in clips if cue.role in ("bite", "natural", "package")]
    curve = duck([*speeches, *heard], balance.ducking)
    placed = list(_voices([(sounds.takes[cue.take], cue.span) for cue in voices], sections))
    for cue in cues:
        if isinstance(cue, MusicCue):
            placed += _music(cue, sounds.pieces[cue.kind], balance, sections, curve)
    behind = duck(speeches, balance.under)
    placed += [_clip(cue, sounds.clips[clip_source(cue).digest], balance, behind) for cue in clips]
    return replace(empty, cues=tuple(placed))


@dataclass(frozen=True, slots=True)
class _Sections:
    """Where the sections of a programme of `length` samples begin, the first one at 0."""

    length: int
    starts: tuple[int, ...]

    def end_of(self, at: int) -> int:
        """Where the section ends that a sample lies in."""
        return next((start for start in self.starts if start > at), self.length)

    def within(self, frames: Span) -> Span:
        """So many frames in samples, as far as the programme goes."""
        start = min(samples(frames.start), self.length)
        return Span(start, min(samples(frames.end), self.length) - start)

    def divided(self, span: Span) -> Iterator[tuple[Span, int]]:
        """The parts of a bed's span by sections, each with the sample of the bed that it begins with. A part that begins
        while a section comes in has the place in the music that it would have if it had come in with it."""
        comings = [start - BED_CROSS for start in self.starts[1:]]
        inner = [at for at in comings if span.start < at and at + BED_CROSS <= span.end]
        for here, there in pairwise((span.start, *inner, span.end)):
            late = next((here - at for at in comings if 0 <= here - at < BED_CROSS), 0)
            yield Span(here, there - here), late


def _voices(takes: Sequence[tuple[Recorded, Span]], sections: _Sections) -> Iterator[Cue]:
    """Takes, each going on as its own room tone until the next one begins or its section ends."""
    for index, (take, span) in enumerate(takes):
        following = takes[index + 1][1].start + _TONE_JOIN if index + 1 < len(takes) else sections.length
        limit = min(following, sections.end_of(span.start))
        tone = max(min(take.samples, limit - span.start) - span.length, 0)
        fade = _TONE_JOIN if span.end + tone == following else _TONE_OUT
        yield Cue(take.source, "voice", Span(span.start, span.length + tone), _gain(take), fade_out=min(fade, tone))


def _music(
    cue: MusicCue, piece: Recorded, balance: Balance, sections: _Sections, curve: tuple[Point, ...]
) -> Iterator[Cue]:
    gain, kind, span = _gain(piece), _KINDS[cue.kind], sections.within(cue.span)
    if kind != "bed":
        level = {"opener": balance.opener, "sting": balance.sting, "closer": balance.closer}[kind]
        yield Cue(piece.source, kind, span, gain + level, fade_out=min(_PIECE_OUT, span.length))
        return
    parts = list(sections.divided(span))
    for index, (part, offset) in enumerate(parts):
        is_last = index == len(parts) - 1
        heard = Span(part.start, part.length + (0 if is_last else BED_CROSS))
        fade_in = min(BED_CROSS if index else _BED_IN, heard.length // 2)
        fade_out = min(_BED_OUT if is_last else BED_CROSS, heard.length // 2)
        yield Cue(piece.source, kind, heard, gain, offset, fade_in, fade_out, curve)


def _clip(cue: ClipCue, own: Recorded, balance: Balance, behind: tuple[Point, ...]) -> Cue:
    """A clip's own sound. What is said in a bite is as loud as the voices; backgrounds are never lifted far, for that would
    lift their noise."""
    most = MOST_LIFTED if cue.role in ("bite", "package") else MOST_BACKGROUND_LIFTED
    levels = {"bite": balance.bite, "natural": balance.natural, "package": balance.package, "low": balance.low}
    gain = min(max(_gain(own), -MOST_LIFTED), most) + levels.get(cue.role, 0.0)
    fade = min(_CUT if cue.role in ("bite", "package") else _CLIP_FADE, cue.span.length // 2)
    curve = behind if cue.role == "full" else ()
    return Cue(own.source, "footage", cue.span, gain, fade_in=fade, fade_out=fade, curve=curve)


def _gain(recorded: Recorded) -> float:
    """The gain that brings a source to SPEECH, to the next half dB, so that one sentence more or less does not move a whole
    voice; none where the meter saw nothing, for that would lift noise by 47 dB."""
    return round((SPEECH - recorded.lufs) * _STEPS_A_DB) / _STEPS_A_DB if recorded.lufs > QUIETEST else 0.0
