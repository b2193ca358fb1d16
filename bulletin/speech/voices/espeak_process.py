"""The eSpeak NG server: a program of its own that speaks one sentence per forked child, asked over its standard input.

    espeak_process.py LIBRARY FOLDER      (FOLDER holds espeak-ng-data)

Question: 4 bytes length (little endian), JSON {"text", "voice", "rate"}. Answer: 4 bytes length, JSON, 4 bytes length,
PCM. The JSON is {"rate", "marks", "last"} or {"error", "last"}; `last` says that this server takes no further question.

eSpeak's sound depends on what the same process spoke before, so the parent only loads it and never speaks; where a
process cannot fork, it speaks once and ends. The library is GPL-3 and stays in this process. Standard library only.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import struct
import sys
from typing import Any, BinaryIO

SYNCHRONOUS = 2
CHARACTERS_UTF8 = 1
POSITION_CHARACTER = 1
PARAMETER_RATE = 1
EVENT_END = 0
EVENT_WORD = 1
DO_NOT_EXIT = 0x8000


class Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h; the union at its end is as wide as a pointer."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_void_p),
    ]


Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


def main(library_path: str, folder: str) -> None:
    # A data path of 160 characters or more is cut off by the library; "." never is.
    os.chdir(folder)
    library = ctypes.CDLL(library_path)
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, b".", DO_NOT_EXIT)
    forks = hasattr(os, "fork")
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    while (question := _receive(questions)) is not None:
        if rate <= 0:
            head, pcm = {"error": "eSpeak cannot read its voice data"}, b""
        elif forks:
            head, pcm = _in_a_child(library, rate, question)
        else:
            head, pcm = _speak(library, rate, question)
        _send(answers, json.dumps(head | {"last": not forks}).encode())
        _send(answers, pcm)
        answers.flush()
        if not forks:
            return


def _in_a_child(library: Any, rate: int, question: bytes) -> tuple[dict[str, Any], bytes]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            head, pcm = _speak(library, rate, question)
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


def _speak(library: Any, rate: int, question: bytes) -> tuple[dict[str, Any], bytes]:
    asked = json.loads(question)
    pcm = bytearray()
    marks: list[tuple[int, int]] = []

    def hear(samples: Any, count: int, events: Any) -> int:
        if count > 0:
            pcm.extend(ctypes.string_at(samples, 2 * count))
        index = 0
        while events[index].type != EVENT_END:
            if events[index].type == EVENT_WORD:
                marks.append((events[index].text_position - 1, events[index].audio_position * rate // 1000))
            index += 1
        return 0

    callback = Callback(hear)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(asked["voice"].encode()) != 0:
        return {"error": f"no voice {asked['voice']}"}, b""
    library.espeak_SetParameter(PARAMETER_RATE, asked["rate"], 0)
    text = asked["text"].encode()
    failed = library.espeak_Synth(text, len(text) + 1, 0, POSITION_CHARACTER, 0, CHARACTERS_UTF8, None, None)
    library.espeak_Synchronize()
    return ({"error": f"synthesis failed ({failed})"}, b"") if failed else ({"rate": rate, "marks": marks}, bytes(pcm))


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
    main(*sys.argv[1:3])
