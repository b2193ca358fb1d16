"""Clips opened safely: what is no clip is refused by its own bytes, whatever its name says."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from bulletin.errors import BadInput, NotFound, Unsafe
from bulletin.footage.facts import examine
from bulletin.footage.opening import opened

from .conftest import Made
from .made import Recipe, Sound, make

pytestmark = pytest.mark.media


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("concat", "ffconcat version 1.0\nfile '{canary}'\n"),
        ("concat", "file '{canary}'\n"),
        ("HLS", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:{port}/a.ts\n"),
        ("HLS", "\ufeff#EXTM3U\n{canary}\n"),
        ("DASH", "<MPD><BaseURL>http://127.0.0.1:{port}/</BaseURL></MPD>"),
        ("XML", "<?xml version='1.0'?><MPD/>"),
        ("SDP", "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video {port} RTP/AVP 96\n"),
        ("PLS", "[playlist]\nFile1=http://127.0.0.1:{port}/a\n"),
    ],
)
def test_a_list_of_other_media_is_refused_and_nothing_it_names_is_touched(
    tmp_path: Path, kind: str, content: str
) -> None:
    """C7: a listener sees nobody, a FIFO is opened by nobody."""
    canary = tmp_path / "canary"
    os.mkfifo(canary)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        path = tmp_path / "clip.mp4"
        path.write_text(content.format(canary=canary, port=listener.getsockname()[1]), encoding="utf-8")
        with pytest.raises(Unsafe, match=kind) as failure:
            examine(path)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert failure.value.exit_code == 77
    with pytest.raises(OSError, match="No such device"):  # nobody reads the FIFO
        os.open(canary, os.O_WRONLY | os.O_NONBLOCK)


def test_no_protocol_is_open_to_a_demuxer(clips: Made) -> None:
    with opened(clips("25.mp4", Recipe())) as container:
        assert container.options["protocol_whitelist"] == "none"


@pytest.mark.parametrize("share", [48, 0.6])
def test_a_recording_that_was_not_finished_is_named_as_such(tmp_path: Path, share: float) -> None:
    """C1: no moov."""
    path = make(tmp_path / "open.mp4")
    content = path.read_bytes()
    path.write_bytes(content[: int(share if share > 1 else len(content) * share)])
    with pytest.raises(BadInput, match="incomplete recording"):
        examine(path)


@pytest.mark.parametrize(("content", "said"), [(b"", "is empty"), (b"hello " * 99, "not a clip of a known kind")])
def test_what_is_no_clip_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=said):
        examine(path)


def test_a_clip_that_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "clip.mp4")
    with pytest.raises(NotFound, match="not a regular file"):
        examine(tmp_path / "clip.mp4")
    with pytest.raises(NotFound, match="cannot be opened"):
        examine(tmp_path / "none.mp4")


@pytest.mark.parametrize("code", [b"zzzz", b"encv"])
def test_an_unknown_or_encrypted_codec_is_named(tmp_path: Path, code: bytes) -> None:
    """C9"""
    path = make(tmp_path / "odd.mp4")
    content = path.read_bytes()
    at = content.index(b"avc1", content.index(b"stsd"))
    path.write_bytes(content[:at] + code + content[at + 4 :])
    with pytest.raises(BadInput, match=rf"kind that is not known here \({code.decode()}\)"):
        examine(path)


def test_a_file_without_a_picture_is_refused(tmp_path: Path) -> None:
    """C10: no frames."""
    path = make(tmp_path / "sound.mkv", Recipe(0, sound=Sound()), [])
    with pytest.raises(BadInput, match=r"damaged: 0 pictures|no picture"):
        examine(path)


def test_facts_are_those_of_the_upright_picture(clips: Made) -> None:
    quarter = (0, -65536, 0, 65536, 0, 0, 0, 0, 1 << 30)
    facts = examine(clips("turned.mp4", Recipe(5, matrix_turn=quarter, sound=Sound(seconds=0.2))))
    assert (facts.width, facts.height, facts.frames, facts.has_sound) == (180, 320, 5, True)


def test_a_small_clip_is_told_to_be_soft(clips: Made) -> None:
    (warning,) = examine(clips("25.mp4", Recipe())).warnings
    assert "enlarged 6.0 times" in str(warning)
