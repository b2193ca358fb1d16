from __future__ import annotations

import numpy as np
import pytest

from bulletin.sound.aac import LEAD_IN, LOOK_AHEAD, Track, decode, encode, packets_in
from bulletin.sound.agreement import compare, lag_between
from bulletin.sound.pcm import PACKET, Pcm
from tests.sound.tones import babble, noise, sine

pytestmark = pytest.mark.media


def encoded(sound: Pcm) -> Track:
    """A programme with a silent first packet as one encoder that never stops would give it."""
    track = encode(sound[PACKET:])
    return Track(track.config, track.packets[: packets_in(len(sound))])


def spliced(sound: Pcm, size: int) -> Track:
    """The same from segments of so many packets, each encoded by itself."""
    packets: list[bytes] = []
    for first in range(0, packets_in(len(sound)), size):
        start = max(first - LEAD_IN, 0)
        part = encode(sound[PACKET * (start + 1) : PACKET * (first + size + LOOK_AHEAD)])
        packets += part.packets[first - start :][: min(size, packets_in(len(sound)) - first)]
    return Track(part.config, tuple(packets))


def programme(sound: Pcm) -> Pcm:
    """The sound with the silent first packet that every programme has."""
    sound[:PACKET] = 0
    return sound


def clicks(seconds: float) -> Pcm:
    """Sudden noises at irregular times over a soft tone: the encoder changes its windows all the time."""
    rng = np.random.default_rng(7)
    sound = sine(300, -40, seconds)
    for at in np.cumsum(rng.integers(500, 9000, 400)):
        if at + 300 < len(sound):
            sound[at : at + 300] += rng.standard_normal((300, 2)).astype(np.float32) * 0.15
    return programme(sound)


def window(packet: bytes) -> tuple[int, int]:
    """Window sequence and shape of a packet's channel pair (ISO/IEC 14496-3, 4.4.2.1 and 4.4.6)."""
    bits = int.from_bytes(packet[:4], "big")
    start = 8 if bits >> 24 & 1 else 16
    return bits >> (32 - start - 3) & 3, bits >> (32 - start - 4) & 1


def noise_by_packet(meant: Pcm, heard: Pcm) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    count = min(len(meant), len(heard)) // PACKET
    difference = (heard[: count * PACKET] - meant[: count * PACKET]).astype(np.float64)
    return np.asarray(np.square(difference).reshape(count, -1).sum(axis=1))


def test_decoded_sound_lies_sample_on_sample_with_what_was_meant() -> None:
    sound = programme(babble(12))
    heard = decode(encoded(sound))
    assert len(heard) == packets_in(len(sound)) * PACKET
    found = compare(sound, heard[: len(sound)])
    assert (found.lag, found.lost) == (0, ())
    assert found.likeness > 0.99


def test_a_click_is_heard_at_its_own_sample() -> None:
    sound = np.zeros((96_000, 2), np.float32)
    sound[50_000] = 0.8
    assert int(np.abs(decode(encoded(sound))[:, 0]).argmax()) == 50_000


def test_the_first_packet_holds_nothing_but_a_trace_of_the_second() -> None:
    sound = noise(-20, 1) * np.clip((np.arange(48_000) - PACKET) / 480, 0, 1, dtype=np.float32)[:, None]
    power = np.square(decode(encoded(sound))).mean(axis=1)
    assert power[: PACKET // 2].mean() < 1e-2 * power[4 * PACKET :].mean()


def test_a_join_is_as_clean_as_the_rest() -> None:
    """Noise in the packets on both sides of every join, against an encoder that never stopped: within 1 dB on the whole."""
    sound = np.concatenate([programme(babble(12)), noise(-25, 4)])
    through = noise_by_packet(sound, decode(encoded(sound)))
    joined = noise_by_packet(sound, decode(spliced(sound, 60)))
    joins = np.arange(60, len(joined) - 1, 60)
    around = np.concatenate([joins - 1, joins])
    assert 10 * np.log10(joined[around].sum() / through[around].sum()) < 1.0
    assert 10 * np.log10(joined.sum() / through.sum()) < 0.5


def test_windows_fit_together_at_every_join() -> None:
    """A window's shape is agreed upon with the packet before: the segments must decide as one encoder would."""
    sound = clicks(20)
    through = [window(packet) for packet in encoded(sound).packets]
    assert len(set(through)) > 3
    assert [window(packet) for packet in spliced(sound, 37).packets] == through


def test_the_same_sound_gives_the_same_packets() -> None:
    assert encode(babble(3)) == encode(babble(3))


def test_the_configuration_says_lc_48_khz_stereo() -> None:
    bits = int.from_bytes(encode(noise(-30, 1)).config[:2], "big")
    assert (bits >> 11, bits >> 7 & 15, bits >> 3 & 15) == (2, 3, 2)


def test_a_lag_is_found() -> None:
    sound = babble(4)
    for lag in (1, 239, -239, 0):
        assert lag_between(sound, np.roll(sound, lag, axis=0)) == lag
        assert compare(sound, np.roll(sound, lag, axis=0)).lag == lag
    assert lag_between(sound, np.zeros_like(sound)) is None


def test_lost_and_foreign_sound_is_found_where_it_is() -> None:
    sound = noise(-20, 4)
    silent, other = sound.copy(), sound.copy()
    silent[96_000:99_840] = 0
    other[48_000:96_000] = sound[48_000:96_000][::-1]
    assert compare(sound, silent).lost == (50, 51)
    assert compare(sound, other).unlike == 25 and compare(sound, other).likeness < 0.5
    assert compare(sound[:-700], sound[:-700]).likeness == pytest.approx(1.0)
