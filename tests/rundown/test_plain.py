"""Frozen plans as JSON: what comes back is what was put in, whatever a story shows."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from bulletin.rundown import values
from bulletin.rundown.opening import Material, Stretch
from bulletin.rundown.plain import from_plain, to_plain
from bulletin.rundown.plan import parts_of
from bulletin.rundown.values import Asset, Coded, Shot, Still
from bulletin.speech.values import Voice

from .made import HOUSE, assets_of, narration_of, script_of

FOLDER = Path("/newsroom")
BODY = """\
## Một tin có đủ mọi thứ {#mot}

Chuyên mục: Công đoàn
Nơi: Bắc Ninh, 18.11
Nhãn: Thông tin doanh nghiệp

![Hình một. Ảnh tư liệu: A](a.jpg){vào mờ=10,10,20,20}
![Hình hai. Ảnh: B](b.jpg){tên="Nguyễn Thị Lan – công nhân"}

Câu một dài hơn, có hai vế. Câu hai của đoạn này.

### Một tít khác

> Một trích dẫn ngắn.
>
> — Trần Thị Hạnh, công nhân

- Mục một của bảng.
- Mục hai của bảng.

Bảng: Lương (đồng). Nguồn: Nghị định

| Vùng | Mức |
|------|----:|
| I    | 5.310.000 |

Đoạn dưới bảng.

![Cảnh. Video: Minh Quân](c.mp4){0:02-0:06}

Lời trên đoạn hình.

![Phát biểu: Nguyễn Thị Lan – công nhân. Video: Minh Quân](d.mp4){0:02-0:06}

> Lời của chị Lan.
"""


def stretch() -> Stretch:
    script = script_of(BODY)
    parts, problems = parts_of(Material(script, narration_of(script), assets_of(script), HOUSE))
    assert not [problem for problem in problems if problem.is_error]
    return next(part.stretch for part in parts if part.story)


def through_json(value: object, folder: Path = FOLDER) -> Any:
    return from_plain(json.loads(json.dumps(to_plain(value, folder))), folder)


def test_a_story_of_every_form_comes_back_the_same() -> None:
    told = stretch()
    assert len(told.shots) > 6
    assert told.clips
    assert through_json(told) == told


def test_what_equality_passes_over_comes_back_too() -> None:
    told = stretch()
    back = through_json(told)
    assert [(shot.slug, shot.place) for shot in back.shots] == [(shot.slug, shot.place) for shot in told.shots]


def test_chunks_come_back_with_their_shots() -> None:
    shot = Shot(120, Still(Asset("/newsroom/a.jpg", "d", 4, 3)), chunks=(Coded("k", 120),))
    assert through_json(shot).chunks == shot.chunks


def test_files_of_the_newsroom_move_with_it() -> None:
    asset = Asset("/newsroom/anh/a.jpg", "d", 4, 3)
    assert from_plain(to_plain(asset, FOLDER), Path("/elsewhere")).path == "/elsewhere/anh/a.jpg"


def test_files_elsewhere_and_voices_that_are_no_files_stay_as_they_are() -> None:
    assert through_json(Asset("/archive/a.jpg", "d", 4, 3)).path == "/archive/a.jpg"
    assert through_json(Voice("nháp", "espeak", "vi")) == Voice("nháp", "espeak", "vi")


def test_every_value_of_a_plan_can_be_kept() -> None:
    kinds = {kind for kind in vars(values).values() if isinstance(kind, type) and dataclasses.is_dataclass(kind)}
    plain = json.dumps(to_plain(stretch(), FOLDER))
    assert all(kind.__name__ in plain for kind in kinds & {values.Footage, values.Card, values.Still, values.Plate})


@pytest.mark.parametrize("plain", [{"is": "Popen"}, {"is": "Shot"}, {"kind": 1}, {"is": "Shot", "lenght": 1}])
def test_what_is_no_plan_is_refused(plain: Any) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        from_plain(plain, FOLDER)


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(TypeError):
        to_plain(object(), FOLDER)
