"""The neural voices of Piper, an extra: the newsroom's own model, offline, in a process of its own."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from bulletin.errors import BadConfig, Killed, Place, TryAgain
from bulletin.messages import Message, say
from bulletin.speech.values import Sound, Voice
from bulletin.speech.voices.program import Program, shortened
from bulletin.store import file_digest, versions

SPEAKER = Path(__file__).with_name("piper_process.py")
PACKAGES = ("piper-tts", "onnxruntime")
CONFIG = "bulletin.toml"
"""Where a newsroom names its voices."""


class Piper:
    """`variant` is the path of the model (.onnx), its settings (.onnx.json) beside it. One process for the model in use."""

    draft = False
    online = False

    def __init__(self) -> None:
        self._model = ""
        self._program: Program | None = None

    def availability(self) -> Message | None:
        if all(importlib.util.find_spec(name) for name in ("piper", "onnxruntime")):
            return None
        return say(
            "The voice {engine} is missing: install it with {command}",
            engine="piper",
            command="pip install 'bulletin[piper]'",
        )

    def version(self, voice: Voice) -> str:
        model = _model(voice)
        files = (model, Path(f"{model}.json"))
        digests = (_digest(path, path.stat().st_size, path.stat().st_mtime_ns) for path in files)
        return " ".join((*(() if self.availability() else versions(*PACKAGES)), *digests))

    def speak(self, spoken: str, voice: Voice) -> Sound:
        program = self._program_of(str(_model(voice)))
        head, pcm = program.ask({"text": spoken, "pace": voice.pace}, spoken)
        if head.get("unloaded"):
            raise BadConfig(
                say("The model of the voice {name} cannot be loaded: {reason}", name=voice.name, reason=head["error"]),
                hint=say(
                    "A model is an .onnx file made for Piper, its .onnx.json beside it: {path}", path=voice.variant
                ),
            )
        if "error" in head:
            kind = Killed if head.get("killed") else TryAgain
            reason, words = head["error"], shortened(spoken)
            raise kind(
                say('The voice {name} failed ({reason}) at "{words}"', name=voice.name, reason=reason, words=words)
            )
        return Sound(pcm, head["rate"])

    def close(self) -> None:
        if self._program:
            self._program.close()

    def _program_of(self, model: str) -> Program:
        if self._program is None or self._model != model:
            self.close()
            self._model, self._program = model, Program("piper", SPEAKER, model)
        return self._program


def _model(voice: Voice) -> Path:
    """The model of a voice. Raises BadConfig when it or its settings are not there."""
    model = Path(voice.variant).resolve()
    missing = [str(path) for path in (model, Path(f"{model}.json")) if not path.is_file()]
    if missing:
        raise BadConfig(
            say("The voice {name} lacks its model: there is no file {path}", name=voice.name, path=missing[0])
            if voice.variant
            else say("The voice {name} names no model", name=voice.name),
            Place(CONFIG),
            say(
                "Name the model in {file} as the variant of the voice, with its settings beside it: {names}",
                file=CONFIG,
                names="voices/mai.onnx, voices/mai.onnx.json",
            ),
        )
    return model


@cache
def _digest(path: Path, _size: int, _changed: int) -> str:
    return file_digest(path)
