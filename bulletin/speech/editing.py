"""What a voice gives, edited into a take: trimmed, levelled, faded at 48 kHz, its clauses found, disbelieved when wrong."""

from __future__ import annotations

import math
import warnings

import numpy as np

from bulletin.errors import TryAgain
from bulletin.messages import Message, say
from bulletin.speech.borders import quiet_borders
from bulletin.speech.plausible import disbelief
from bulletin.speech.values import Sentence, Sound, Voice
from bulletin.speech.voices.decoding import Samples, resampled
from bulletin.timing import SAMPLE_RATE

with warnings.catch_warnings():
    # pydub looks for an ffmpeg program when it is imported; raw PCM needs none.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

LEVEL = -20.0
"""dBFS (RMS over what is speech) that every take is brought to, so that voices match."""
CEILING = -2.0
"""dBFS that no sample passes; a take with higher peaks stays quieter."""
GATE = -20.0
"""dB under the loudest moment below which a moment is a pause and does not count for the level."""
THRESHOLD = -40.0
"""dB under the loudest sample below which the ends are silence."""
SILENT = -55.0
"""dBFS: a sound that never passes this is silence."""
MARGIN, FADE, MOMENT = 20, 5, 50
"""Milliseconds: kept before and after speech, faded in and out, looked at at once."""
PER_MILLISECOND = SAMPLE_RATE // 1000
CLAUSE_REACH = 0.25


def make_take(sentence: Sentence, voice: Voice, sound: Sound) -> tuple[bytes, tuple[int, ...]]:
    """A sound edited into a take: PCM (48 kHz, mono, signed 16 bit little endian) and the sample at which each clause ends.

    Silence before and after is cut to 20 ms, speech brought to LEVEL, both ends faded over 5 ms. Same input, same bytes.
    Raises TryAgain when the sound is not believed: silent, far too short or long for its words, with a hole, clipped."""
    samples = resampled(np.frombuffer(sound.pcm, "<i2").astype(np.int16), sound.rate, SAMPLE_RATE)
    # pydub counts in milliseconds: with whole ones nothing is lost or added anywhere below.
    samples = np.pad(samples, (0, -len(samples) % PER_MILLISECOND))
    segment = AudioSegment(samples.astype("<i2").tobytes(), sample_width=2, frame_rate=SAMPLE_RATE, channels=1)
    if not len(samples) or segment.max_dBFS < SILENT:
        raise _unbelievable(sentence, say("silence"))
    start, end = _speech(segment)
    edited = samples[start * PER_MILLISECOND : end * PER_MILLISECOND]
    found = disbelief(sentence, voice, edited)
    if found:
        raise _unbelievable(sentence, found)
    trimmed = segment[start:end]
    faded = trimmed.apply_gain(_gain(trimmed)).fade_in(FADE).fade_out(FADE)
    pcm: bytes = faded.raw_data
    return pcm, _clause_ends(sentence, sound, edited, start * PER_MILLISECOND)


def _speech(segment: AudioSegment) -> tuple[int, int]:
    """Where speech begins and ends, in whole milliseconds, its margin included."""
    threshold = segment.max_dBFS + THRESHOLD
    before = detect_leading_silence(segment, threshold, chunk_size=5)
    after = detect_leading_silence(segment.reverse(), threshold, chunk_size=5)
    return max(0, before - MARGIN), min(len(segment), len(segment) - after + MARGIN)


def _gain(segment: AudioSegment) -> float:
    """dB that bring the spoken moments to LEVEL without any sample passing CEILING."""
    moments = [segment[at : at + MOMENT].rms for at in range(0, len(segment), MOMENT)]
    gate = max(moments) * 10 ** (GATE / 20)
    spoken = [rms for rms in moments if rms >= gate]
    level = 10 * math.log10(sum(rms**2 for rms in spoken) / len(spoken) / 32768**2)
    peak: float = segment.max_dBFS
    return min(LEVEL - level, CEILING - peak)


def _unbelievable(sentence: Sentence, found: Message) -> TryAgain:
    return TryAgain(
        say(
            'The voice gave no believable sound for {syllables} syllables ({found}): "{words}"',
            syllables=sentence.syllables,
            found=found,
            words=sentence.written,
        ),
        sentence.place,
    )


def _clause_ends(sentence: Sentence, sound: Sound, edited: Samples, start: int) -> tuple[int, ...]:
    """Where clauses end: at the next clause's first word where the engine marked it, else by syllables and quiet."""
    offsets = [end for _, end in sentence.clauses]
    counts = [
        max(1, len(sentence.spoken[first:last].split()))
        for first, last in zip([0, *offsets[:-1]], offsets, strict=True)
    ]
    guessed = quiet_borders(edited, SAMPLE_RATE, counts, CLAUSE_REACH)
    ends: list[int] = []
    for offset, guess in zip(offsets[:-1], guessed[:-1], strict=True):
        mark = next((sample for at, sample in sound.marks if at >= offset - 1), None)
        at = guess if mark is None else mark * SAMPLE_RATE // sound.rate - start
        ends.append(min(max(at, ends[-1] if ends else 0, 0), len(edited)))
    return (*ends, len(edited))
