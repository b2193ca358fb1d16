"""The server of a speaking program: it loads an engine and speaks one sentence per forked child, asked over its standard input.

    process_server.py SPEAKER ARGUMENTS…    (SPEAKER is a file whose `load(*ARGUMENTS)` gives a function that speaks)

Question: 4 bytes length (little endian), JSON. Answer: 4 bytes length, JSON, 4 bytes length, PCM. The JSON is
{"rate", "marks", "last"} or {"error", "last"}, with "killed" when a signal ended the child and "unloaded" when the
engine could not be loaded; `last` says that this server takes no further question.

An engine's sound may depend on what the same process spoke before, so the parent only loads it and never speaks; where a
process cannot fork, it speaks once and ends. Engines under the GPL stay in this process. Standard library only.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

Answer = tuple[dict[str, Any], bytes]


def main(speaker: str, *arguments: str) -> None:
    try:
        speak: Callable[[dict[str, Any]], Answer] = runpy.run_path(speaker)["load"](*arguments)
        unloaded = None
    except Exception as error:  # whatever it is, the one who asks is told
        unloaded = f"{type(error).__name__}: {error}"
    forks = hasattr(os, "fork")
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while (question := _receive(questions)) is not None:
        if unloaded is not None:
            head, pcm = {"error": unloaded, "unloaded": True}, b""
        else:
            head, pcm = _in_a_child(speak, question) if forks else speak(json.loads(question))
        _send(answers, json.dumps(head | {"last": not forks}).encode())
        _send(answers, pcm)
        answers.flush()
        if not forks:
            return


def _in_a_child(speak: Callable[[dict[str, Any]], Answer], question: bytes) -> Answer:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            head, pcm = speak(json.loads(question))
            with os.fdopen(writing, "wb") as answers:
                _send(answers, json.dumps(head).encode())
                _send(answers, pcm)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        answered, spoken = _receive(answers), _receive(answers)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 0 and answered is not None and spoken is not None:
        return json.loads(answered), spoken
    ended = f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
    return {"error": ended, "killed": status < 0}, b""


def _receive(stream: BinaryIO) -> bytes | None:
    header = stream.read(4)
    if len(header) < 4:
        return None
    (length,) = struct.unpack("<I", header)
    content = stream.read(length)
    return content if len(content) == length else None


def _send(stream: BinaryIO, content: bytes) -> None:
    stream.write(struct.pack("<I", len(content)) + content)


if __name__ == "__main__":
    main(*sys.argv[1:])
