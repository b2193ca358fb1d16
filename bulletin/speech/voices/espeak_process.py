"""eSpeak NG, loaded through ctypes in the process of process_server.py and nowhere else (it is GPL-3). Standard library only."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any

SYNCHRONOUS = 2
CHARACTERS_UTF8 = 1
POSITION_CHARACTER = 1
PARAMETER_RATE = 1
EVENT_END = 0
EVENT_WORD = 1
DO_NOT_EXIT = 0x8000

Answer = tuple[dict[str, Any], bytes]


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


def load(library_path: str, folder: str) -> Callable[[dict[str, Any]], Answer]:
    """What speaks a question {"text", "voice", "rate"}; `folder` holds espeak-ng-data."""
    # A data path of 160 characters or more is cut off by the library; "." never is.
    os.chdir(folder)
    library = ctypes.CDLL(library_path)
    rate: int = library.espeak_Initialize(SYNCHRONOUS, 0, b".", DO_NOT_EXIT)
    if rate <= 0:
        raise OSError("eSpeak cannot read its voice data")
    return lambda asked: _spoken(library, rate, asked)


def _spoken(library: Any, rate: int, asked: dict[str, Any]) -> Answer:
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
