"""The programme's sound as work: an edit costs what it touches, and what comes out depends on the script alone."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bulletin import farm
from bulletin.desk.soundtrack import (
    KEPT_TOLERANCE,
    Levels,
    MeasureJob,
    Score,
    SegmentJob,
    Sounding,
    SoundWork,
    Speaker,
    key_of,
)
from bulletin.rundown.values import MusicCue, MusicKind, VoiceCue
from bulletin.sound import excerpts
from bulletin.sound.aac import decode
from bulletin.sound.delivery import Delivered
from bulletin.sound.levels import Aim, programme_gain
from bulletin.sound.profiles import Profile
from bulletin.sound.truepeak import true_peak
from bulletin.sound.values import SoundPlan, Source
from bulletin.store import Entry, Store, digest, file_digest
from bulletin.timing import SOUND_GRID, Span, frames_holding, samples
from tests.sound.tones import babble, meter

pytestmark = pytest.mark.media

PACK = Path(__file__).parents[2] / "templates" / "laodong" / "sound"
PIECES: tuple[MusicKind, ...] = ("opener-short", "sting", "bed")
SECTIONS = ((3.1, 2.2), (2.8, 1.7, 3.3), (2.4, 2.9))
"""Seconds of the sentences between joins."""


@pytest.fixture(autouse=True)
def short_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "SEGMENT", 150)


@dataclass(frozen=True)
class Told:
    """A programme whose sentences last so long; `loud` in dB for the voice as it was recorded."""

    sections: tuple[tuple[float, ...], ...] = SECTIONS
    loud: float = 0.0
    kept: tuple[float | None, ...] = ()
    """Gains of sections that an earlier programme decided, and how far it lifted its takes."""
    lifted: float = 0.0

    def score(self, store: Store) -> Score:
        at, voices, music, joins = 60, [], [MusicCue("opener-short", Span(0, 60))], []
        for number, sentences in enumerate(self.sections):
            if number:
                join = 20 + -(at + 20) % SOUND_GRID
                joins.append(Span(at, join))
                at += join
                music.append(MusicCue("sting", Span(at - 20, 50)))
                at += 8
            for length in sentences:
                key, count = self._take(length, store)
                voices.append(VoiceCue(key, Span(samples(at), count)))
                at += frames_holding(count) + 10
        music.append(MusicCue("bed", Span(30, at)))
        files = tuple((kind, Source(PACK / f"{kind}.flac", file_digest(PACK / f"{kind}.flac"))) for kind in PIECES)
        speaker = Speaker(tuple(dict.fromkeys(cue.take for cue in voices)))
        kept = Levels(self.kept, dict.fromkeys(speaker.takes, self.lifted) if self.lifted else {})
        return Score(at + 60, (*voices, *music), files, (speaker,), tuple(joins), kept)

    def _take(self, length: float, store: Store) -> tuple[str, int]:
        key = digest("take", length, self.loud)
        wave = babble(length, seed=round(10 * length))[:, :1] * 10 ** (self.loud / 20)
        if not store.holds(key):
            store.put(key, Entry({}, np.rint(np.clip(wave, -1, 1) * 32_767).astype("<i2").tobytes()))
        return key, len(wave)


def first_come(work: list[SoundWork]) -> int:
    return 0


def perform(
    told: Told, store: Store, choose: Callable[[list[SoundWork]], int] = first_come
) -> tuple[Delivered, list[SoundWork]]:
    """The sound, and the jobs it took, done in an order of one's own."""
    sounding = Sounding(told.score(store), store)
    work, done = list(sounding.first()), []
    while work:
        job = work.pop(choose(work))
        done.append(job)
        work += sounding.collect(job, pickle.loads(pickle.dumps(job)).run())
    return sounding.soundtrack(), done


def made(done: list[SoundWork]) -> tuple[int, int]:
    """How many sources were measured, how many segments were made."""
    sources = sum(len(job.sources) for job in done if isinstance(job, MeasureJob))
    return sources, sum(isinstance(job, SegmentJob) for job in done)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Delivered]:
    """A store in which the sound is finished, and the sound."""
    root = tmp_path_factory.mktemp("finished")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excerpts, "SEGMENT", 150)
        return root, perform(Told(), Store(root))[0]


@pytest.fixture
def warm(finished: tuple[Path, Delivered], tmp_path: Path) -> Store:
    shutil.copytree(finished[0], tmp_path / "warm")
    return Store(tmp_path / "warm")


def test_the_sound_is_as_loud_as_it_must_be_and_no_peak_passes_the_limit(finished: tuple[Path, Delivered]) -> None:
    heard = decode(finished[1].track)
    assert meter(heard) == pytest.approx(-14.0, abs=0.2)
    assert true_peak(heard) <= -1.0


def test_nothing_is_done_again_when_nothing_changed(finished: tuple[Path, Delivered], warm: Store) -> None:
    sound, done = perform(Told(), warm)
    assert not done
    assert sound == finished[1]


EDITS = {
    "a longer sentence": (((3.1, 2.2), (2.8, 1.9, 3.3), (2.4, 2.9)), 1),
    "a sentence more": (((3.1, 2.2), (2.8, 1.7, 3.3), (2.4, 2.1, 2.9)), 1),
    "two sections changed round": (((3.1, 2.2), (2.4, 2.9), (2.8, 1.7, 3.3)), 0),
}


@pytest.mark.parametrize(("sections", "new"), EDITS.values(), ids=EDITS)
def test_after_an_edit_the_sound_is_that_of_a_cold_run(
    warm: Store, tmp_path: Path, sections: tuple[tuple[float, ...], ...], new: int
) -> None:
    edited, done = perform(Told(sections), warm)
    cold, everything = perform(Told(sections), Store(tmp_path / "cold"))
    assert edited == cold
    assert made(done)[0] == new
    assert made(done)[1] <= made(everything)[1]


def test_a_longer_last_sentence_leaves_the_sections_before_it(warm: Store) -> None:
    """The sentence, what follows it, and nothing before."""
    told = Told((*SECTIONS[:2], (2.4, 3.0)))
    count = len(perform(Told(), warm)[0].segments)
    _, done = perform(told, warm)
    assert 0 < made(done)[1] <= 3 < count // 2


def test_what_was_made_for_one_programme_serves_another_with_the_same_section(warm: Store) -> None:
    _, done = perform(Told(((4.0, 2.2), *SECTIONS[1:])), warm)
    _, everything = perform(Told(((4.0, 2.2), *SECTIONS[1:])), Store(warm.root.parent / "cold"))
    assert made(done)[1] < made(everything)[1]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_in_which_jobs_are_done_does_not_matter(
    finished: tuple[Path, Delivered], tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    sound, done = perform(Told(), Store(tmp_path / "cold"), lambda work: dice.randrange(len(work)))
    assert sound == finished[1]
    assert made(done)[1] == len(sound.segments)


def test_two_processes_make_the_same_sound_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments are of their normal length here: the processes know of no other."""
    monkeypatch.undo()
    alone = perform(Told(), Store(tmp_path / "alone"))[0]
    store = Store(tmp_path / "both")
    sounding = Sounding(Told().score(store), store)
    farm.run(sounding.first(), 2, sounding.collect)
    assert sounding.soundtrack() == alone


def spoil(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"damaged" + content[len(content) // 2 + 7 :])


@pytest.mark.parametrize("harm", [spoil, Path.unlink])
def test_lost_and_damaged_results_only_cost_time(
    finished: tuple[Path, Delivered], warm: Store, harm: Callable[[Path], Any]
) -> None:
    score = Told().score(warm)
    keep = {take for speaker in score.speakers for take in speaker.takes}
    hurt = [key for key in warm.entries() if key not in keep]
    for key in hurt[:: 1 if harm is spoil else 2]:
        harm(warm.payload_path(key))
    assert perform(Told(), warm)[0] == finished[1]


def test_a_damaged_piece_is_decoded_again_before_it_is_mixed(warm: Store, tmp_path: Path) -> None:
    score = Told().score(warm)
    for _, source in score.pieces:
        spoil(warm.payload_path(key_of("samples", source)))
    told = Told(((3.1, 2.4), *SECTIONS[1:]))
    assert perform(told, warm)[0] == perform(told, Store(tmp_path / "cold"))[0]


def test_a_voice_that_was_recorded_louder_sounds_the_same(finished: tuple[Path, Delivered], tmp_path: Path) -> None:
    louder = perform(Told(loud=3.0), Store(tmp_path / "cold"))[0]
    assert louder.integrated == pytest.approx(finished[1].integrated, abs=0.1)


def test_a_programme_that_came_out_at_another_level_than_expected_is_made_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misled(plan: SoundPlan, profiles: Mapping[str, Profile], aim: Aim) -> float:
        return programme_gain(plan, profiles, replace(aim, off=aim.off + 0.4))

    monkeypatch.setattr("bulletin.desk.soundtrack.programme_gain", misled)
    sound, done = perform(Told(), Store(tmp_path / "cold"))
    assert sound.integrated == pytest.approx(-14.0, abs=0.15)
    assert made(done)[1] == 2 * len(sound.segments)


# --- gains that another programme decided -----------------------------------------------------------------------------


def levels(told: Told, store: Store) -> Levels:
    """How loud a finished sound was made."""
    sounding = Sounding(told.score(store), store)
    assert sounding.first() == ()
    return sounding.levels


OTHER = Told((SECTIONS[1], (4.0, 3.5), SECTIONS[2]))
"""Another programme that ends with the same section."""


def test_a_section_that_keeps_its_gain_is_the_same_packets(
    finished: tuple[Path, Delivered], warm: Store, tmp_path: Path
) -> None:
    gain = levels(Told(), warm).sections[2]
    own = perform(OTHER, Store(tmp_path / "cold"))[0]
    assert own.segments[-2:] != finished[1].segments[-2:], "its own gain is another"
    told = replace(OTHER, kept=(None, None, gain))
    sound, _ = perform(told, warm)
    assert sound.segments[-2:] == finished[1].segments[-2:]
    assert levels(told, warm).sections[2] == gain != levels(told, warm).sections[0]
    assert meter(decode(sound.track)) == pytest.approx(-14.0, abs=KEPT_TOLERANCE)


def test_a_gain_far_from_the_programmes_own_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "cold")
    perform(told := replace(OTHER, kept=(None, None, 7.0)), store)
    assert len(set(levels(told, store).sections)) == 1


def test_gains_that_leave_the_programme_too_quiet_are_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "cold")
    plain = perform(OTHER, store)[0]
    gain = levels(OTHER, store).sections[0]
    assert gain is not None
    sound, done = perform(replace(OTHER, kept=(None, gain - 0.9, gain - 0.9)), store)
    assert made(done)[1] > 0, "they were tried"
    assert sound == plain


def test_a_take_keeps_the_level_that_it_was_lifted_to(warm: Store) -> None:
    lifted = levels(Told(), warm).takes
    told = replace(Told(), lifted=next(iter(lifted.values())) + 0.5)
    perform(told, warm)
    assert levels(told, warm).takes == {key: gain + 0.5 for key, gain in lifted.items()}
