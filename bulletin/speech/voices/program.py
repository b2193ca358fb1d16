"""A speaking program: an engine in a process of its own, asked for one sentence at a time over its standard input."""

from __future__ import annotations

import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

from bulletin.errors import Killed, NotInstalled
from bulletin.messages import say

SERVER = Path(__file__).with_name("process_server.py")
PATIENCE = 60
"""Seconds for one sentence; it usually takes less than one."""


class Program:
    """One server process, started when it is first asked; it speaks each sentence in a fresh fork of itself.

    `speaker` is the file that loads the engine, in that process alone, from `arguments`."""

    def __init__(self, engine: str, speaker: Path, *arguments: str) -> None:
        self._engine = engine
        self._command = [sys.executable, "-I", str(SERVER), str(speaker), *arguments]
        self._server: subprocess.Popen[bytes] | None = None

    def ask(self, question: dict[str, Any], words: str) -> tuple[dict[str, Any], bytes]:
        """The head of the answer and its PCM. `words` are named when it fails: Killed, or NotInstalled when it cannot start."""
        server = self._server = self._server or self._started()
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
            self.close()
            raise Killed(
                say(
                    'The process of the voice {engine} ended at "{words}"', engine=self._engine, words=shortened(words)
                ),
                hint=say("Run the command again; what is finished is kept. If memory is short, use fewer workers."),
            ) from error
        finally:
            overdue.cancel()
        if head["last"]:
            self.close()
        return head, pcm

    def close(self) -> None:
        """End the process; another one is started when it is asked again."""
        server, self._server = self._server, None
        if server is None:
            return
        for stream in (server.stdin, server.stdout):
            with contextlib.suppress(OSError):  # what was still to be written to a dead process
                if stream:
                    stream.close()
        server.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - our own program, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ
                | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},  # a process that forks has one thread
            )
        except OSError as error:
            raise NotInstalled(
                say("The voice {engine} cannot be started: {reason}", engine=self._engine, reason=str(error))
            ) from error


def shortened(words: str) -> str:
    """A sentence short enough for a message."""
    return words if len(words) <= 60 else f"{words[:57].rsplit(' ', 1)[0]}…"


def _received(stream: BinaryIO | Any) -> bytes:
    (length,) = struct.unpack("<I", _exactly(stream, 4))
    return _exactly(stream, length)


def _exactly(stream: BinaryIO | Any, length: int) -> bytes:
    content: bytes = stream.read(length)
    if len(content) < length:
        raise EOFError
    return content
