"""Encoding: the same parameter sets everywhere, whole and proven chunks, and measures of every frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import av
import cv2
import numpy as np
import pytest

from bulletin.errors import Place, Rejected
from bulletin.picture import encode as encoding
from bulletin.picture.decode import decode, decoded_frame
from bulletin.picture.encode import TooManyBits, encode
from bulletin.picture.measure import Meter
from bulletin.picture.planes import Frame, frame_of
from bulletin.picture.standing import standing as standing_packets
from bulletin.picture.values import PROFILES, Chunk, Encoder, Profile
from bulletin.picture.x264 import open_encoder, packets_of, wrapped
from bulletin.store import Entry
from tests.picture.made import SMALL, grain

LENGTHS = (1, 2, 3, 4, 7, 25, 49, 50, 51, 52, 99, 100, 101, 125)


def moving(count: int, seed: int = 1) -> Iterator[Frame]:
    """Grain that pans."""
    picture = grain(320 + 2 * count, 180, seed, 12)
    for n in range(count):
        yield frame_of(np.ascontiguousarray(picture[:, 2 * n : 2 * n + 320]))


def flat(count: int, level: int = 0) -> Iterator[Frame]:
    for _ in range(count):
        yield frame_of(np.full((180, 320, 3), level, np.uint8))


def cutting(count: int) -> Iterator[Frame]:
    """Another picture in every frame."""
    for n in range(count):
        yield frame_of(cv2.GaussianBlur(grain(320, 180, n), (0, 0), 3).astype(np.uint8))


@pytest.fixture(scope="module")
def chunk() -> Chunk:
    return encode(moving(101), SMALL)


def test_parameter_sets_are_the_same_for_any_content_and_length(chunk: Chunk) -> None:
    sets = {encode(moving(length, length), SMALL).extradata for length in LENGTHS}
    sets |= {
        encode(flat(60), SMALL).extradata,
        encode(flat(1, 255), SMALL).extradata,
        encode(cutting(20), SMALL).extradata,
    }
    assert sets == {chunk.extradata}


@pytest.mark.parametrize(
    "encoder", [Encoder("superfast", 31), Encoder("superfast", 3), Encoder("superfast", 23, "crf")]
)
def test_parameter_sets_do_not_tell_the_quality(chunk: Chunk, encoder: Encoder) -> None:
    other = encode(moving(3), replace(SMALL, encoder=encoder))
    assert other.extradata == chunk.extradata
    assert other.packets[0] != chunk.packets[0]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_frame_is_there_once_in_decoding_order(length: int) -> None:
    made = encode(moving(length), SMALL)
    assert made.frames == length
    assert sorted(packet.display for packet in made.packets) == list(range(length))
    assert [packet.display for packet in made.packets if packet.is_key] == list(range(0, length, 50))
    for place, packet in enumerate(made.packets):
        assert packet.display >= place - 2, "more than two frames of reordering"
    assert [shown for shown, _ in decode(made)] == list(range(length))


# --- pictures that stand ----------------------------------------------------------------------------------------------

USUAL = replace(SMALL, encoder=PROFILES["final"].encoder)


def standing(count: int, seed: int = 5) -> Iterator[Frame]:
    """One picture, the same object every time."""
    frame = frame_of(grain(320, 180, seed, 12))
    yield from (frame for _ in range(count))


@pytest.mark.parametrize("before", [0, 1, 30, 48])
@pytest.mark.parametrize("stands", [1, 3, 49, 50, 99, 100, 150, 230])
@pytest.mark.parametrize("after", [0, 20])
@pytest.mark.parametrize("profile", [SMALL, USUAL], ids=["adaptive", "usual"])
def test_a_picture_that_stands_is_shown_in_every_frame_of_its_time(
    before: int, stands: int, after: int, profile: Profile
) -> None:
    shown = [*moving(before), *standing(stands), *moving(after, 3)]
    made = encode(iter(shown), profile)
    assert sorted(packet.display for packet in made.packets) == list(range(len(shown)))
    assert [packet.display for packet in made.packets if packet.is_key] == list(range(0, len(shown), 50))
    assert len(made.measures.table()) == len(shown)
    for (place, decoded), frame in zip(decode(made), shown, strict=True):
        assert cv2.PSNR(decoded, frame.luma) > 30, place


def given_to_x264(frames: Iterable[Frame], profile: Profile, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The frames, by their place, that x264 is asked to encode."""
    given: list[int] = []

    def noted(frame: Frame, shown: int) -> av.VideoFrame:
        given.append(shown)
        return wrapped(frame, shown)

    monkeypatch.setattr(encoding, "wrapped", noted)
    encode(frames, profile)
    return given


def test_x264_is_not_asked_for_what_stands_to_the_end_of_its_group(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = [*moving(15), *standing(120), *moving(10, 3)]
    given = given_to_x264(shown, USUAL, monkeypatch)
    assert given == [*range(17), 50, *range(100, 145)]


def test_a_picture_of_several_groups_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given_to_x264(standing(170), USUAL, monkeypatch) == [0]


def test_where_groups_are_built_as_the_pictures_ask_x264_is_given_every_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given_to_x264(standing(60), SMALL, monkeypatch) == list(range(60))


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 6, 7, 8, 33, 49, 50])
@pytest.mark.parametrize("size", [(16, 16), (320, 180), (1080, 1920)])
def test_what_stands_has_the_packets_that_x264_writes(length: int, size: tuple[int, int]) -> None:
    """x264 itself skips all of a frame that is flat and the same as before."""
    profile = Profile("any", *size, PROFILES["final"].encoder)
    grey = frame_of(np.full((size[1], size[0], 3), 90, np.uint8))
    context = open_encoder(profile)
    encoded = [context.encode(wrapped(grey, n) if n < length else None) for n in range(length + 1)]
    _, *others = packets_of(packet for packets in encoded for packet in packets)
    assert standing_packets(profile, length) == tuple(others)


def test_what_stands_keeps_its_picture_bit_by_bit() -> None:
    made = encode([*moving(18), *standing(32)], USUAL)
    *_, shown, last = (luma.copy() for place, luma in decode(made) if place >= 20)
    assert np.array_equal(shown, last)


@pytest.mark.parametrize(
    "encoder",
    [
        PROFILES["final"].encoder,
        PROFILES["final"].encoder.coarser(),
        PROFILES["archive"].encoder,
        Encoder("veryfast", 20, "crf"),
    ],
    ids=["usual", "coarser", "archive", "veryfast"],
)
def test_pictures_that_move_are_those_of_x264_alone(encoder: Encoder) -> None:
    profile = replace(SMALL, encoder=encoder)
    context = open_encoder(profile)
    encoded = [context.encode(wrapped(frame, n)) for n, frame in enumerate(moving(120))]
    alone = packets_of(packet for packets in (*encoded, context.encode(None)) for packet in packets)
    assert encode(moving(120), profile).packets == tuple(alone)


def test_a_picture_that_stands_does_not_hide_a_second_of_too_many_bits() -> None:
    """Nor is one second taken for two whose key frames x264 made one after the other."""
    shown = [*standing(50), *standing(50, 6), *standing(50, 7)]
    made = encode(shown, USUAL)
    encode(shown, USUAL, most_kbits=made.most_kbits)
    with pytest.raises(TooManyBits):
        encode(shown, USUAL, most_kbits=0.9 * made.most_kbits)


def test_groups_of_pictures_are_closed(chunk: Chunk) -> None:
    """No picture behind a key frame is shown before it."""
    behind = False
    for packet in chunk.packets:
        behind = behind or packet.display == 50
        assert (packet.display >= 50) == behind or packet.display >= 100


@pytest.mark.parametrize("count", [1, 2, 7, 63])
def test_a_frame_decoded_alone_is_the_one_of_the_whole_chunk(count: int) -> None:
    made = encode(moving(count), SMALL)
    whole = {shown: luma.copy() for shown, luma in decode(made)}
    assert len(whole) == count
    for shown, luma in whole.items():
        assert np.array_equal(decoded_frame(made, shown).luma, luma)


def test_the_bytes_are_the_same_every_time(chunk: Chunk) -> None:
    assert encode(moving(101), SMALL) == chunk


def test_the_second_that_takes_most_bits_is_known(chunk: Chunk) -> None:
    sizes = [len(packet.payload) for packet in chunk.packets]
    assert chunk.most_kbits == max(sum(sizes[at : at + 25]) for at in range(77)) * 8 / 1000
    assert encode(moving(3), SMALL).most_kbits > 0, "also in less than a second"


def test_the_stream_says_that_it_is_high_profile_bt709_limited(chunk: Chunk) -> None:
    context = av.CodecContext.create("h264", "r")
    context.extradata = chunk.extradata
    frames = [frame for packet in chunk.packets for frame in context.decode(av.Packet(packet.payload))]
    assert context.profile == "High"
    assert (frames[0].color_range, frames[0].colorspace) == (1, 1)
    assert (frames[0].color_primaries, frames[0].color_trc) == (1, 1)


def test_a_chunk_comes_back_from_its_entry_as_it_was(chunk: Chunk) -> None:
    entry = chunk.to_entry()
    assert Chunk.from_entry(entry) == chunk
    assert Chunk.from_entry(entry).fingerprint() == chunk.fingerprint()
    assert chunk.summed().sums == chunk.checksums()
    assert chunk.summed().to_entry() == entry


@pytest.mark.parametrize("change", [-1, 1])
def test_an_entry_of_another_length_is_no_chunk(chunk: Chunk, change: int) -> None:
    entry = chunk.to_entry()
    payload = entry.payload[:change] if change < 0 else entry.payload + b"\0"
    with pytest.raises(ValueError, match="bytes"):
        Chunk.from_entry(Entry(entry.facts, payload))


def test_an_encoder_that_shows_something_else_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def false(frame: Frame, shown: int) -> av.VideoFrame:
        return wrapped(next(flat(1, 90)) if shown == 59 else frame, shown)

    monkeypatch.setattr(encoding, "wrapped", false)
    with pytest.raises(Rejected) as caught:
        encode(moving(60), SMALL, Place("2026-11-22.md", 12))
    assert "PSNR" in str(caught.value)
    assert caught.value.place == Place("2026-11-22.md", 12)


def test_the_worst_grain_is_not_taken_for_a_broken_encoder() -> None:
    noise = np.random.default_rng(1)
    grainy = [frame_of(noise.integers(0, 256, (180, 320, 3)).astype(np.uint8)) for _ in range(3)]
    assert encode(grainy, Profile("poor", 320, 180, Encoder("superfast", 28))).frames == 3


def test_an_encoder_that_loses_a_picture_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "packets_of", lambda encoded: [p for p in packets_of(encoded) if p.display != 7])
    with pytest.raises(Rejected):
        encode(moving(20), SMALL)


def test_odd_settings_of_quality_still_prove_themselves() -> None:
    assert encode(moving(3), Profile("poor", 320, 180, Encoder("ultrafast", 23.5, "crf"))).frames == 3


# --- measures ---------------------------------------------------------------------------------------------------------


def test_measures_are_those_of_the_frames(chunk: Chunk) -> None:
    frames = list(moving(101))
    table, pictures = chunk.measures.table(), chunk.measures.pictures()
    assert len(table) == len(pictures) == 101
    for n in (0, 1, 50, 100):
        luma = frames[n].luma
        assert table["mean"][n] / 256 == pytest.approx(luma.mean(), abs=0.01)
        assert (table["minimum"][n], table["maximum"][n]) == (luma.min(), luma.max())
        blocks = luma.reshape(36, 5, 64, 5).mean(axis=(1, 3))
        assert np.abs(pictures[n] - blocks).max() <= 1
    step = np.abs(frames[50].luma.astype(int) - frames[49].luma).mean()
    assert table["difference"][50] / 256 == pytest.approx(step, abs=0.01)
    assert table["difference"][0] == 0


def test_the_share_of_red_is_measured() -> None:
    pixels = np.full((180, 320, 3), 90, np.uint8)
    pixels[:, :80] = (230, 10, 20)
    meter = Meter()
    meter.add(frame_of(pixels))
    assert meter.measures().table()["red"][0] == pytest.approx(2500, abs=100)


def test_of_a_large_frame_every_third_row_is_measured() -> None:
    grain = np.random.default_rng(5).integers(0, 256, (2, 1080, 1920, 3), np.uint8)
    frames = [frame_of(cv2.blur(pixels, (9, 9))) for pixels in grain]
    meter = Meter()
    for frame in frames:
        meter.add(frame)
    one, two = (frame.luma[::3].astype(int) for frame in frames)
    levels, picture = meter.measures().table()[1], meter.measures().pictures()[1]
    assert (levels["minimum"], levels["maximum"]) == (two.min(), two.max())
    assert levels["mean"] / 256 == pytest.approx(two.mean(), abs=0.01)
    assert levels["difference"] / 256 == pytest.approx(np.abs(two - one).mean(), abs=0.01)
    assert np.abs(picture - two.reshape(36, 10, 64, 30).mean(axis=(1, 3))).max() <= 1


def test_a_frame_shown_again_differs_by_nothing() -> None:
    frame = next(moving(1))
    meter = Meter()
    meter.add(frame)
    meter.add(frame)
    table = meter.measures().table()
    assert table["difference"].tolist() == [0, 0]
    assert table["mean"][0] == table["mean"][1]
