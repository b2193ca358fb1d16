"""An MP3 from a service, checked before it is believed."""

from __future__ import annotations

import io

import av
import numpy as np

from bulletin.messages import say
from bulletin.speech.voices.decoding import Samples, TooLong, decoded, resampled
from bulletin.speech.voices.service import Refused

RATE = 24_000
"""Hz that both services send."""
FASTEST, SLOWEST, SLACK = 7.5, 1.5, 1.5
"""Syllables a second that speech at 100 per cent may have; a slow piece may be SLACK seconds longer."""
MOST_SECONDS = 600
RATES = (44_100, 48_000, 32_000)
KILOBITS = {
    True: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Of a frame of layer III, by whether it is MPEG 1; its sampling rate is that of RATES, else half or a quarter of it."""


def believed(mp3: bytes, syllables: int, pace: int = 100) -> Samples:
    """The samples, at RATE, of what is an MP3 as long as its syllables want at `pace` per cent. Raises Refused."""
    if not (mp3.startswith(b"ID3") or (len(mp3) > 1 and mp3[0] == 0xFF and mp3[1] & 0xE0 == 0xE0)):
        raise Refused(say("the answer is no MP3"))
    if _is_cut(mp3):
        raise Refused(say("the answer is cut off"))
    try:
        planes, rate = decoded(io.BytesIO(mp3), "mp3", MOST_SECONDS)
    except (av.FFmpegError, TooLong) as error:
        raise Refused(say("the answer is damaged")) from error
    seconds = len(planes) / rate if rate else 0.0
    expected = syllables * 100 / pace
    if not expected / FASTEST - 0.2 <= seconds <= expected / SLOWEST + SLACK:
        raise Refused(say("{seconds} seconds for {syllables} syllables", seconds=f"{seconds:.1f}", syllables=syllables))
    return resampled(np.clip(np.rint(planes * 32767), -32768, 32767).astype(np.int16), rate, RATE)


def _is_cut(mp3: bytes) -> bool:
    """Whether its last frame is not all there: a decoder leaves that out without a word."""
    at = 0
    if mp3.startswith(b"ID3"):
        at = 10 + sum(byte << shift for byte, shift in zip(mp3[6:10], (21, 14, 7, 0), strict=False))
    while length := _frame_length(mp3[at : at + 4]):
        at += length
    return at > len(mp3)


def _frame_length(header: bytes) -> int:
    """Bytes of the frame of layer III that begins so; 0 for anything else."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, kilobits, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or kilobits in (0, 15) or rate == 3:
        return 0
    is_first = version == 3
    hertz = RATES[rate] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if is_first else 72) * KILOBITS[is_first][kilobits - 1] * 1000 // hertz + (header[2] >> 1 & 1)
