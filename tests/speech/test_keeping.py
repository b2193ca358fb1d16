"""Takes of online voices are inputs: kept beside the script without loss, found there first, never asked for twice."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from bulletin.errors import DiskFailed, Place, TryAgain
from bulletin.speech.flac import Damaged, packed, unpacked
from bulletin.speech.keeping import kept_folder
from bulletin.speech.takes import Asked, Booth, Takes, speak_all
from bulletin.speech.values import Sentence, Voice
from bulletin.store import Store
from bulletin.timing import SAMPLE_RATE
from tests.speech.loopback import Translate, mp3, spoken_answer

VOICE = Voice("mạng", "gtts")
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.media


def lines(count: int) -> list[Asked]:
    return [
        (Sentence(words, words, Place("tin.md", number), ((len(words), len(words)),)), VOICE)
        for number in range(1, count + 1)
        for words in (f"Đây là câu thứ {number}.",)
    ]


THREE = lines(3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return kept_folder(tmp_path / "2026-11-22.md")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def sounds(takes: Takes, store: Store) -> list[bytes]:
    entries = [store.get(take.key) for take in takes.takes]
    return [entry.payload for entry in entries if entry]


def test_a_file_gives_back_every_bit() -> None:
    noise = np.random.default_rng(1).integers(-32768, 32767, 48_001).astype("<i2").tobytes()
    content = packed("Một câu.", noise, (12_000, 48_001))
    assert content == packed("Một câu.", noise, (12_000, 48_001))
    assert unpacked(content) == (noise, (12_000, 48_001))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.1, 0.5, 0.8, 0.99])
def test_a_file_with_one_wrong_byte_is_damaged_or_the_same_take(share: float) -> None:
    noise = np.random.default_rng(2).integers(-9000, 9000, 30_000).astype("<i2").tobytes()
    content = bytearray(packed("Một câu.", noise, (30_000,)))
    content[int(share * len(content))] ^= 0x55
    with contextlib.suppress(Damaged):
        assert unpacked(bytes(content)) == (noise, (30_000,))


@pytest.mark.parametrize("content", [b"", b"fLaC", b"<html>", packed("x", b"\1\0" * 9000, (9000,))[:-3000]])
def test_what_is_no_whole_file_is_damaged(content: bytes) -> None:
    with pytest.raises(Damaged):
        unpacked(content)


def test_takes_lie_beside_the_script_as_files_a_player_opens(translate: Translate, store: Store, folder: Path) -> None:
    takes = speak_all(THREE, Booth(store, folder))
    assert folder.name == "2026-11-22.takes"
    assert sorted(takes.files) == sorted(folder.iterdir())
    for take, path, pcm in zip(takes.takes, takes.files, sounds(takes, store), strict=True):
        assert path.read_bytes()[:4] == b"fLaC"
        assert unpacked(path.read_bytes()) == (pcm, take.clause_ends)
        assert len(pcm) == 2 * take.samples
        assert 1.0 < take.samples / SAMPLE_RATE < 2.0


def test_losing_the_store_loses_no_take(translate: Translate, store: Store, folder: Path) -> None:
    before = speak_all(THREE, Booth(store, folder))
    heard = sounds(before, store)
    shutil.rmtree(store.root)
    after = speak_all(THREE, Booth(store, folder))
    assert (after.made, after.reused) == (0, 3)
    assert after.takes == before.takes
    assert sounds(after, store) == heard
    assert len(translate.asked) == 3


def test_what_another_bulletin_said_is_copied_and_not_asked_for(
    translate: Translate, store: Store, folder: Path, tmp_path: Path
) -> None:
    daily = speak_all(THREE, Booth(store, folder))
    weekly = speak_all(THREE, Booth(store, tmp_path / "2026-W47.takes"))
    assert weekly.takes == daily.takes
    assert [path.read_bytes() for path in weekly.files] == [path.read_bytes() for path in daily.files]
    assert len(translate.asked) == 3


def test_without_a_folder_the_store_remembers(translate: Translate, store: Store) -> None:
    assert speak_all(THREE, Booth(store)).takes == speak_all(THREE, Booth(store)).takes
    assert speak_all(THREE, Booth(store)).files == ()
    assert len(translate.asked) == 3


def test_the_bulletin_s_own_take_comes_before_the_store_s(translate: Translate, store: Store, folder: Path) -> None:
    own = speak_all(THREE[:1], Booth(store, folder))
    shutil.rmtree(store.root)
    translate.answers = [spoken_answer(mp3(1.7))]
    other = speak_all(THREE[:1], Booth(store))
    assert other.takes != own.takes
    assert speak_all(THREE[:1], Booth(store, folder)).takes == own.takes


def test_a_damaged_take_is_said_set_aside_and_made_anew(translate: Translate, store: Store, folder: Path) -> None:
    before = speak_all(THREE, Booth(store, folder))
    shutil.rmtree(store.root)
    path = before.files[1]
    path.write_bytes(path.read_bytes()[:-2000])
    after = speak_all(THREE, Booth(store, folder))
    (note,) = after.notes
    assert note.severity == "warning"
    assert note.place == Place("tin.md", 2)
    assert path.with_suffix(".damaged").is_file()
    assert translate.asked[3:] == [THREE[1][0].spoken]
    assert speak_all(THREE, Booth(store, folder)).notes == ()


def test_a_damaged_take_that_the_store_has_is_not_asked_for(translate: Translate, store: Store, folder: Path) -> None:
    before = speak_all(THREE, Booth(store, folder))
    before.files[0].write_bytes(b"")
    after = speak_all(THREE, Booth(store, folder))
    assert after.takes == before.takes
    assert len(after.notes) == 1
    assert len(translate.asked) == 3


def test_a_kept_take_needs_neither_network_nor_package(
    translate: Translate, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = speak_all(THREE, Booth(store, folder))
    shutil.rmtree(store.root)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert speak_all(THREE, Booth(store, folder)).takes == before.takes


def test_another_voice_of_the_service_is_another_take(translate: Translate, store: Store, folder: Path) -> None:
    speak_all(THREE, Booth(store, folder))
    other = [(sentence, Voice("mạng", "gtts", "com.vn")) for sentence, _ in THREE]
    assert speak_all(other, Booth(store, folder)).made == 3


def test_a_take_that_cannot_be_kept_is_told(translate: Translate, store: Store, folder: Path) -> None:
    folder.write_text("a file stands in the way", encoding="utf-8")
    with pytest.raises(DiskFailed, match=folder.name):
        speak_all(THREE, Booth(store, folder))


def test_a_sentence_that_waits_for_the_service_stops_when_another_one_fails(
    translate: Translate, store: Store, folder: Path
) -> None:
    both_asked, told_to_wait = threading.Barrier(2), threading.Event()
    translate.answers = [(429, {"Retry-After": "100"}, b"")]

    def refuse_the_second(words: str) -> None:
        both_asked.wait(30)  # whoever asks after the first one was told to wait would wait as well
        if words == THREE[1][0].spoken:
            told_to_wait.wait(30)
            translate.answers = [(400, {}, b"")]

    translate.before = refuse_the_second
    translate.after = lambda words: told_to_wait.set() if words == THREE[0][0].spoken else None
    with pytest.raises(TryAgain):
        speak_all(THREE[:2], Booth(store, folder), workers=2)
    assert len(translate.asked) == 2


KILLED = """
import sys
from pathlib import Path
import gtts
gtts.tts._translate_url = lambda tld="com", path="": f"http://127.0.0.1:{sys.argv[1]}/{path}"
from bulletin.speech.takes import Booth, speak_all
from bulletin.store import Store
from tests.speech.test_keeping import lines
speak_all(lines(100), Booth(Store(Path(sys.argv[2])), Path(sys.argv[3])), int(sys.argv[4]))
"""


@pytest.mark.parametrize("workers", [1, 4])
def test_a_killed_run_of_a_hundred_sentences_asks_only_for_the_missing_ones(
    translate: Translate, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    enough, over = threading.Event(), threading.Event()

    def stop_at_fifty(_: str) -> None:
        if len(translate.asked) > 50:
            enough.set()
            over.wait(30)

    translate.before = stop_at_fifty
    command = [sys.executable, "-c", KILLED, str(translate.port), str(store.root), str(folder), str(workers)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"NO_PROXY": "127.0.0.1"}) as run:
        assert enough.wait(60)
        run.send_signal(signal.SIGKILL)
    over.set()
    translate.close()
    with contextlib.closing(Translate(monkeypatch)) as again:
        takes = speak_all(lines(100), Booth(store, folder))
        assert speak_all(lines(100), Booth(store, folder)).made == 0
    # Of the fifty that were answered, each other thread may have had one in hand.
    assert 50 <= takes.made == len(again.asked) < 50 + workers
    assert {*translate.asked, *again.asked} == {sentence.spoken for sentence, _ in lines(100)}
