"""`bulletin proof`: the bulletin is rendered where it is not there, its proof made once, the master left alone."""

from __future__ import annotations

import av
import pytest

from bulletin.desk.proofing import proof
from tests.desk.conftest import Newsroom, quietly

pytestmark = pytest.mark.media


def test_a_proof_is_made_of_the_whole_bulletin_and_only_once(newsroom: Newsroom) -> None:
    first = proof(newsroom.order(), "vi", quietly)
    before = (first.rendered.master.stat().st_mtime_ns, first.path.stat().st_mtime_ns)
    second = proof(newsroom.order(), "vi", quietly)
    assert first.path.parent.name == "proof" and first.size < 25_000_000
    assert (second.rendered.master.stat().st_mtime_ns, second.path.stat().st_mtime_ns) == before
    assert not second.rendered.is_new
    with av.open(str(first.path)) as container:
        assert sum(1 for _ in container.decode(video=0)) == first.rendered.facts["frames"]
