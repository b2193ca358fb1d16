"""The newsroom's people, read from their table in its folder."""

from __future__ import annotations

from bulletin.errors import BadConfig, Place
from bulletin.messages import say
from bulletin.newsroom import Newsroom
from bulletin.script.people import PEOPLE_FILE, People, read_people

MOST_BYTES = 5_000_000


def known_people(newsroom: Newsroom) -> People:
    """Everybody in nhan-vat.tsv; nobody where there is no such file. Raises BadConfig or Problems (78)."""
    path = newsroom.folder / PEOPLE_FILE
    if not path.is_file():
        return People()
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as broken:
        message = say("{file} cannot be read as a text in UTF-8", file=PEOPLE_FILE)
        raise BadConfig(message, Place(PEOPLE_FILE), say("Save it as text with tabs, in UTF-8.")) from broken
    return read_people(content, PEOPLE_FILE)
