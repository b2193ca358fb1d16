from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bulletin.errors import Bug
from bulletin.sound import aac, pcm
from bulletin.sound.aac import LEAD_IN, decode, encode, encode_segment, packets_in, segments_in, splice
from bulletin.sound.agreement import compare
from bulletin.sound.limiter import master_level
from bulletin.sound.pcm import PACKET, Pcm
from tests.sound.tones import babble, noise, sine, stored

pytestmark = pytest.mark.media


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


def heard(track: aac.Track) -> Pcm:
    return np.concatenate(list(decode(track)))


def test_decoded_sound_lies_sample_on_sample_with_what_was_meant(tmp_path: Path) -> None:
    path = stored(tmp_path / "x", programme(babble(12)))
    found = compare(path, decode(encode(path)))
    assert found.lag == 0
    assert found.snr_db > 20
    assert found.samples == packets_in(12 * 48_000) * PACKET


def test_a_click_is_heard_at_its_own_sample(tmp_path: Path) -> None:
    sound = np.zeros((96_000, 2), np.float32)
    sound[50_000] = 0.8
    out = heard(encode(stored(tmp_path / "x", sound)))
    assert int(np.abs(out[:, 0]).argmax()) == 50_000


def test_the_first_packet_holds_nothing_but_a_trace_of_the_second(tmp_path: Path) -> None:
    sound = noise(-20, 1) * np.clip((np.arange(48_000) - PACKET) / 480, 0, 1, dtype=np.float32)[:, None]
    power = np.square(heard(encode(stored(tmp_path / "x", sound)))).mean(axis=1)
    assert power[: PACKET // 2].mean() < 1e-2 * power[4 * PACKET :].mean()


def test_there_are_as_many_packets_as_hold_the_programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aac, "SEGMENT", 40)
    for samples in (PACKET * 80, PACKET * 80 + 1, PACKET * 81 - 1):
        track = encode(stored(tmp_path / "x", noise(-30, 2)[:samples]))
        assert len(track.packets) == packets_in(samples)
    assert segments_in(PACKET * 80 + 1) == 3


def test_a_join_is_as_clean_as_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noise in the packets on both sides of every join, against an encoder that never stopped: within 1 dB on the whole."""
    sound = np.concatenate([programme(babble(12)), noise(-25, 4)])
    path = stored(tmp_path / "x", sound)
    through = noise_by_packet(sound, heard(encode(path)))
    monkeypatch.setattr(aac, "SEGMENT", 60)
    spliced = noise_by_packet(sound, heard(encode(path)))
    joins = np.arange(60, len(spliced) - 1, 60)
    around = np.concatenate([joins - 1, joins])
    assert 10 * np.log10(spliced[around].sum() / through[around].sum()) < 1.0
    assert 10 * np.log10(spliced.sum() / through.sum()) < 0.5


def test_windows_fit_together_at_every_join(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window's shape is agreed upon with the packet before: the segments must decide as one encoder would."""
    path = stored(tmp_path / "x", clicks(20))
    through = [window(packet) for packet in encode(path).packets]
    assert len(set(through)) > 3
    monkeypatch.setattr(aac, "SEGMENT", 37)
    assert [window(packet) for packet in encode(path).packets] == through


def test_a_segment_depends_on_its_own_stretch_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aac, "SEGMENT", 60)
    sound = programme(babble(6))
    before = encode_segment(stored(tmp_path / "x", sound), 2)
    sound[: (120 - LEAD_IN) * PACKET] = 0
    sound[184 * PACKET :] *= 0.5
    after = encode_segment(stored(tmp_path / "x", sound), 2)
    assert after == before


def test_the_same_sound_gives_the_same_packets(tmp_path: Path) -> None:
    path = stored(tmp_path / "x", programme(babble(3)))
    assert encode(path) == encode(path)


def test_loudness_and_ceiling_hold_after_encoding(tmp_path: Path) -> None:
    mix = stored(tmp_path / "mix", programme(babble(20)))
    master_level(mix, tmp_path / "out")
    shown = compare(tmp_path / "out", decode(encode(tmp_path / "out"))).loudness
    assert shown.integrated == pytest.approx(-14.0, abs=0.2)
    assert shown.true_peak <= -1.0


def test_the_configuration_says_lc_48_khz_stereo(tmp_path: Path) -> None:
    config = encode(stored(tmp_path / "x", noise(-30, 1))).config
    bits = int.from_bytes(config[:2], "big")
    assert (bits >> 11, bits >> 7 & 15, bits >> 3 & 15) == (2, 3, 2)


def test_segments_that_do_not_follow_each_other_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aac, "SEGMENT", 40)
    path = stored(tmp_path / "x", noise(-30, 2))
    parts = [encode_segment(path, index) for index in range(3)]
    for wrong in ([], parts[1:], [parts[0], parts[2]], [parts[0], encode_segment(path, 1, 256_000)]):
        with pytest.raises(Bug):
            splice(wrong)
    with pytest.raises(ValueError, match="no segment"):
        encode_segment(path, 3)


def test_a_lag_is_found(tmp_path: Path) -> None:
    sound = babble(4)
    path = stored(tmp_path / "x", sound)
    late = np.concatenate([np.zeros((239, 2), np.float32), sound])
    assert compare(path, [late]).lag == 239
    assert compare(path, [sound[239:]]).lag == -239
    assert compare(path, pcm.blocks(path)).lag == 0
