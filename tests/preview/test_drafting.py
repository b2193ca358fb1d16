"""Drafts: estimates where no voice has read, every sentence at its place, what a new draft shares with an old one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from bulletin.picture.render import PieceJob
from bulletin.picture.values import PROFILES
from bulletin.preview.drafting import Draft, asked_for, drafted
from bulletin.preview.priority import due
from bulletin.rundown.fit import NOTHING, Fit
from bulletin.speech.values import Take
from tests.desk.conftest import Newsroom, make_newsroom
from tests.preview.conftest import draft_of


def _takes(draft: Draft) -> dict[Any, Take]:
    """A take of two seconds for every sentence."""
    asked = asked_for(draft.inputs).items()
    return {
        spoken: Take(f"take {number}", 96_000, (*[96_000] * len(sentence.clauses),))
        for number, (sentence, spoken) in enumerate(asked)
    }


def test_before_a_voice_has_read_everything_it_reads_is_an_estimate(draft: Draft) -> None:
    assert draft.is_estimate
    assert all(not told.take for told in draft.told)
    spoken = [part for part in draft.parts if part.is_estimate]
    assert spoken and len(spoken) < len(draft.parts), "the opener needs no voice"


def test_every_sentence_stands_in_the_programme_in_the_order_it_is_heard(draft: Draft) -> None:
    words = [told.sentence.written for told in draft.told]
    assert words[0] == "Kính chào quý vị."
    assert words.index("Câu đầu tiên của tin này.") + 1 == words.index("Câu thứ hai đi với tranh hai.")
    starts = [told.span.start for told in draft.told]
    assert starts == sorted(starts)
    assert {told.slug for told in draft.told} == {"", "mot", "hai"}


def test_sentences_of_one_run_of_words_are_told_apart(tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    newsroom.edit("Một câu ngắn cho tin thứ hai.", "Câu này trước. Câu kia sau. Câu cuối cùng.")
    told = [told.sentence.written for told in draft_of(newsroom).told if told.slug == "hai"]
    assert told[-3:] == ["Câu này trước.", "Câu kia sau.", "Câu cuối cùng."]


def test_takes_take_the_place_of_estimates(still_newsroom: Newsroom, draft: Draft) -> None:
    spoken = draft_of(still_newsroom, _takes(draft))
    assert not spoken.is_estimate
    assert [told.span.length for told in spoken.told] == [50] * len(spoken.told)


def test_shots_that_a_draft_shares_with_the_one_before_keep_their_chunks(tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    before = draft_of(newsroom)
    after = drafted(before.inputs, _takes(before), before.look, None, before)
    alone = drafted(before.inputs, _takes(before), before.look)
    assert after.parts == alone.parts != before.parts
    shared = {part.key: part.job for part in before.parts}
    assert any(part.job is shared.get(part.key) for part in after.parts)


def test_another_size_of_the_frame_shares_no_chunk(draft: Draft) -> None:
    final = replace(draft.look, profile=PROFILES["final"])
    other = drafted(draft.inputs, {}, final, None, draft)
    assert other.parts == drafted(draft.inputs, {}, final).parts
    assert not {part.key for part in other.parts} & {part.key for part in draft.parts}


def test_an_edited_sentence_leaves_every_other_shot_as_it_was(tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    before = draft_of(newsroom)
    newsroom.edit("Một câu ngắn cho tin thứ hai.", "Một câu khác hẳn và dài hơn nhiều cho tin thứ hai này.")
    after = draft_of(newsroom)
    fresh = {part.key for part in after.parts} - {part.key for part in before.parts}
    changed = {after.rundown.shots[part.shot].slug for part in after.parts if part.key in fresh}
    assert "hai" in changed and "mot" not in changed  # and the join behind it, which holds its last frame


def test_what_the_newest_edit_brought_is_made_first_then_what_is_seen_next(draft: Draft) -> None:
    keys = [part.key for part in draft.parts]
    last = next(part for part in reversed(draft.parts) if not part.job.pieces)
    jobs = due(draft, (), {last.key}, draft.first_story, with_estimates=True)
    assert jobs[0].key == last.key
    first = next(part for part in draft.parts if part.span.start >= draft.first_story and not part.job.pieces)
    assert jobs[1].key == first.key
    assert set(keys) >= {job.key for job in jobs if hasattr(job, "shot")}


def test_nothing_is_made_twice_and_estimates_only_when_the_voice_is_slow(draft: Draft) -> None:
    everything = due(draft, (), (), 0, with_estimates=True)
    assert len({job.key for job in everything}) == len(everything)
    certain = due(draft, (), (), 0, with_estimates=False)
    estimates = {part.key for part in draft.parts if part.is_estimate}
    assert certain and estimates.isdisjoint(job.key for job in certain)
    made = [job.key for job in everything]
    assert all(isinstance(job, PieceJob) for job in due(draft, made, (), 0, with_estimates=True))


def test_one_motion_piece_at_a_time_is_made_so_that_an_edit_finds_a_free_worker(draft: Draft) -> None:
    jobs = due(draft, (), (), 0, with_estimates=True)
    assert sum(isinstance(job, PieceJob) for job in jobs) == 1
    needing = {name for part in draft.parts for name in part.job.pieces}
    assert len(needing) > 1


def test_a_bulletin_off_its_slot_is_told_with_what_would_be_done(tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    newsroom.edit("tiêu đề:", "khung giờ: 5:00-7:00\ntiêu đề:")
    foreseen = draft_of(newsroom).foreseen
    assert [problem.severity for problem in foreseen.notes] == ["warning"]
    assert foreseen.gauge[0].text("vi").startswith("thiếu ")


def test_the_fit_that_rendering_would_make_is_told_and_can_be_applied(tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    newsroom.edit("Chuyên mục: Tay nghề", "Chuyên mục: Tay nghề\nƯu tiên: bỏ được")
    natural = draft_of(newsroom)
    seconds = natural.rundown.frames // 25 - 3
    newsroom.edit("tiêu đề:", f"khung giờ: 0:20-0:{seconds}\ntiêu đề:")
    draft = draft_of(newsroom)
    assert draft.foreseen.fit != NOTHING and draft.rundown.frames == natural.rundown.frames
    fitted = drafted(draft.inputs, {}, draft.look, draft.foreseen.fit)
    assert fitted.rundown.frames <= seconds * 25
    assert fitted.foreseen.fit == draft.foreseen.fit, "it stays as it is"
    assert fitted.foreseen.gauge[0].text("vi").startswith("thừa ")
    assert len(fitted.foreseen.gauge) > 1 and [note.severity for note in fitted.foreseen.notes] == ["warning"]


def test_a_take_at_another_pace_is_another_take(draft: Draft) -> None:
    hurried = asked_for(draft.inputs.fitted(Fit(paces=(("mot", 105),))))
    usual = asked_for(draft.inputs)
    other = {sentence.written for sentence, spoken in hurried.items() if usual[sentence] != spoken}
    assert "Câu đầu tiên của tin này." in other and "Một câu ngắn cho tin thứ hai." not in other
