"""Messages as values: an English template with its fields, translated only when it is shown."""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
CATALOGUE = Path(__file__).with_name("locale")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people. `template` is English with `{name}` fields; a field may itself be a Message."""

    template: str
    fields: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: Language) -> str:
        """The sentence in the given language, its fields filled in."""
        shown = {name: value.text(language) if isinstance(value, Message) else value for name, value in self.fields}
        return _translations(language).gettext(self.template).format(**shown)


def say(template: str, /, **fields: object) -> Message:
    """A message. The template must be a literal: it is the key of the translation catalogue."""
    return Message(template, tuple(fields.items()))


def language_of(named: str | None, configured: str | None) -> Language:
    """The language to speak: what was named, else BULLETIN_LANG, else the newsroom's, else the locale's; Vietnamese by default."""
    for candidate in (
        named,
        os.environ.get("BULLETIN_LANG"),
        configured,
        os.environ.get("LC_ALL"),
        os.environ.get("LANG"),
    ):
        for language in LANGUAGES:
            if candidate and candidate.lower().startswith(language):
                return language
    return "vi"


@cache
def _translations(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("bulletin", CATALOGUE, [language])
