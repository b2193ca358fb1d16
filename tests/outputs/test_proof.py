"""The proof: a small file of the whole programme, its band telling story, state and time code at every frame."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from bulletin.brand.pack import read_pack
from bulletin.errors import BadInput
from bulletin.outputs.proof import (
    BAND,
    LIMIT,
    SOUND_RATE,
    Band,
    Face,
    Line,
    full_timecode,
    picture_rate,
    shortened,
    write_proof,
)
from bulletin.timing import FRAME_RATE, Span

LAODONG = Path(__file__).parents[2] / "templates" / "laodong"
LINES = (
    Line(Span(0, 30), "A1", "Điểm tin", "nháp"),
    Line(Span(30, 20), "B1", "Làm thêm giờ: ba mức lương người lao động cần nhớ", "đã duyệt"),
)


@pytest.fixture(scope="module")
def face() -> Face:
    fonts = read_pack(LAODONG).fonts
    return Face(fonts["semibold"].file.path, fonts["bold"].file.path)


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds in which the picture's brightness is the number of the frame."""
    path = tmp_path_factory.mktemp("master") / "tin.mp4"
    with av.open(str(path), "w", format="mp4") as output:
        video = output.add_stream("libx264", rate=FRAME_RATE, options={"qp": "10", "preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        audio = output.add_stream("aac", rate=48_000, layout="stereo")
        for number in range(50):
            planes = np.full((270, 320), 128, np.uint8)
            planes[:180] = 40 + 3 * number
            picture = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            picture.pts, picture.time_base = number, Fraction(1, FRAME_RATE)
            output.mux(video.encode(picture))
        sound = av.AudioFrame.from_ndarray(np.zeros((2, 96_000), np.float32), format="fltp", layout="stereo")
        sound.sample_rate = 48_000
        output.mux(audio.encode(sound))
        for stream in (video, audio):
            output.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("minutes", [1, 7, 16, 30])
def test_the_rates_leave_a_programme_of_any_length_below_the_limit(minutes: int) -> None:
    frames = minutes * 60 * FRAME_RATE
    assert (picture_rate(frames) + SOUND_RATE) * minutes * 60 / 8 <= LIMIT * 0.95
    assert picture_rate(frames) > 40_000


def test_the_time_code_counts_hours_minutes_seconds_and_frames() -> None:
    assert [full_timecode(frame) for frame in (0, 24, 25, 1500, 90_000)] == [
        "00:00:00:00",
        "00:00:00:24",
        "00:00:01:00",
        "00:01:00:00",
        "01:00:00:00",
    ]


@pytest.mark.parametrize(
    ("room", "shown"),
    [(99, "Ba mức lương, một quy định"), (14, "Ba mức lương…"), (10, "Ba mức…"), (2, "")],
)
def test_a_title_is_shortened_at_a_word(room: int, shown: str) -> None:
    assert shortened("Ba mức lương, một quy định", room, len) == shown


def test_the_band_changes_its_story_at_the_story_and_its_time_code_at_every_frame(face: Face) -> None:
    band = Band(640, LINES, face)
    strips = [band.at(frame)[0] for frame in (0, 1, 29, 30)]
    story = slice(0, 400)
    assert not np.array_equal(strips[0], strips[1]) and np.array_equal(strips[0][:, story], strips[1][:, story])
    assert np.array_equal(strips[0][:, story], strips[2][:, story])
    assert not np.array_equal(strips[2][:, story], strips[3][:, story])
    assert strips[0].shape == (BAND, 640)


@pytest.mark.media
def test_every_frame_is_there_above_its_own_time_code(master: Path, face: Face, tmp_path: Path) -> None:
    target = tmp_path / "proof.mp4"
    write_proof(master, target, LINES, face, lambda _: None)
    band = Band(640, LINES, face)
    with av.open(str(target)) as proof:
        frames = [frame.to_ndarray() for frame in proof.decode(video=0)]
    assert len(frames) == 50 and frames[0].shape == ((360 + BAND) * 3 // 2, 640)
    for number, planes in enumerate(frames):
        assert abs(float(planes[:360].mean()) - (40 + 3 * number)) < 1.5
        expected = band.at(number)[0].astype(int)
        others = [
            np.abs(planes[360:408].astype(int) - band.at(other)[0]).mean() for other in range(number + 1, number + 3)
        ]
        assert np.abs(planes[360:408] - expected).mean() < min(others)


@pytest.mark.media
def test_a_proof_is_the_same_bytes_again(master: Path, face: Face, tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        write_proof(master, tmp_path / name, LINES, face, lambda _: None)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.media
def test_a_master_that_is_not_as_long_as_its_rundown_is_refused(master: Path, face: Face, tmp_path: Path) -> None:
    longer = (*LINES, Line(Span(50, 5), "C1", "Lời kết", "nháp"))
    with pytest.raises(BadInput, match="50 frames, the rundown 55"):
        write_proof(master, tmp_path / "proof.mp4", longer, face, lambda _: None)


@pytest.mark.media
def test_a_master_that_is_none_is_refused(face: Face, tmp_path: Path) -> None:
    (tmp_path / "tin.mp4").write_bytes(b"no film")
    with pytest.raises(BadInput, match=r"tin\.mp4 cannot be decoded"):
        write_proof(tmp_path / "tin.mp4", tmp_path / "proof.mp4", LINES, face, lambda _: None)
