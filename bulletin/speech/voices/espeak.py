"""The embedded voice: eSpeak NG in a process of its own, asked for one sentence at a time. A draft voice."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import struct
import subprocess
import sys
import threading
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO

from bulletin.errors import BadConfig, Killed, NotInstalled, TryAgain
from bulletin.messages import Message, say
from bulletin.speech.values import Sound, Voice
from bulletin.store import versions

PROGRAM = Path(__file__).with_name("espeak_process.py")
VARIANTS = ("vi", "vi-vn-x-central", "vi-vn-x-south")
NATURAL_RATE = 150
"""eSpeak's own measure; it reads 230 Vietnamese syllables a minute at this one."""
SLOWEST, FASTEST = 80, 450
PATIENCE = 60
"""Seconds for one sentence; it usually takes 0.02."""


class Espeak:
    """One server process, started when the first sentence is asked for; each sentence is spoken by a fresh fork of it."""

    draft = True
    online = False

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None

    def availability(self) -> Message | None:
        if importlib.util.find_spec("espeakng_loader") is None:
            return say("The embedded voice is missing: the package espeakng-loader is not installed")
        library, folder = _files()
        if not library.is_file() or not (folder / "espeak-ng-data").is_dir():
            return say("The embedded voice is incomplete: the files of espeakng-loader are missing")
        return None

    def version(self) -> str:
        try:
            return versions("espeakng-loader")[0]
        except metadata.PackageNotFoundError:
            return "espeakng-loader none"

    def speak(self, spoken: str, voice: Voice) -> Sound:
        variant = voice.variant or VARIANTS[0]
        if variant not in VARIANTS:
            raise BadConfig(
                say("The embedded voice has no variant {variant}", variant=variant),
                hint=say("Choose one of: {names}", names=", ".join(VARIANTS)),
            )
        rate = min(max(round(NATURAL_RATE * voice.pace / 100), SLOWEST), FASTEST)
        head, pcm = self._ask({"text": spoken, "voice": variant, "rate": rate}, spoken)
        if "error" in head:
            kind = Killed if head.get("killed") else TryAgain
            raise kind(
                say('The embedded voice failed ({reason}) at "{words}"', reason=head["error"], words=_shortened(spoken))
            )
        return Sound(pcm, head["rate"], tuple((offset, sample) for offset, sample in head["marks"]))

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            for stream in (server.stdin, server.stdout):
                if stream:
                    stream.close()
            server.wait()

    def _ask(self, question: dict[str, Any], spoken: str) -> tuple[dict[str, Any], bytes]:
        server = self._server = self._server or _started()
        assert server.stdin and server.stdout
        overdue = threading.Timer(PATIENCE, server.kill)
        overdue.start()
        try:
            content = json.dumps(question).encode()
            server.stdin.write(struct.pack("<I", len(content)) + content)
            server.stdin.flush()
            head: dict[str, Any] = json.loads(_received(server.stdout))
            pcm = _received(server.stdout)
        except (OSError, EOFError) as error:
            server.kill()
            self._abandon()
            raise Killed(
                say('The process of the embedded voice ended at "{words}"', words=_shortened(spoken)),
                hint=say("Run the command again; what is finished is kept. If memory is short, use fewer workers."),
            ) from error
        finally:
            overdue.cancel()
        if head["last"]:
            self.close()
        return head, pcm

    def _abandon(self) -> None:
        server, self._server = self._server, None
        assert server and server.stdin and server.stdout
        server.stdout.close()
        with contextlib.suppress(OSError):  # what was still to be written to a dead process
            server.stdin.close()
        server.wait()


def _started() -> subprocess.Popen[bytes]:
    library, folder = _files()
    command = [sys.executable, "-I", str(PROGRAM), str(library), str(folder)]
    try:
        return subprocess.Popen(  # noqa: S603 - our own program, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise NotInstalled(say("The embedded voice cannot be started: {reason}", reason=str(error))) from error


def _files() -> tuple[Path, Path]:
    """The library, and the folder that holds its data."""
    import espeakng_loader

    return Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path()).parent


def _received(stream: BinaryIO | Any) -> bytes:
    (length,) = struct.unpack("<I", _exactly(stream, 4))
    return _exactly(stream, length)


def _exactly(stream: BinaryIO | Any, length: int) -> bytes:
    content: bytes = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]}…"
