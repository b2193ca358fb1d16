"""Piper, loaded in the process of process_server.py and nowhere else (it is GPL-3): a model that speaks the same each time."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = tuple[dict[str, Any], bytes]


def load(model: str) -> Callable[[dict[str, Any]], Answer]:
    """What speaks a question {"text", "pace"} with the .onnx model whose settings stand beside it as .onnx.json.

    Its noise is drawn from a fixed seed, and it computes in one thread: a process with more cannot fork."""
    import onnxruntime
    from piper import PiperVoice, SynthesisConfig
    from piper.config import PiperConfig
    from piper.phonemize_espeak import ESPEAK_DATA_DIR

    config = PiperConfig.from_dict(json.loads(Path(f"{model}.json").read_text(encoding="utf-8")))
    onnxruntime.set_seed(0)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    # Its eSpeak cuts off a data path of 160 characters or more; a relative one never is that long.
    os.chdir(ESPEAK_DATA_DIR.parent)
    voice = PiperVoice(session=session, config=config, espeak_data_dir=Path(ESPEAK_DATA_DIR.name))

    def speak(asked: dict[str, Any]) -> Answer:
        # Between double brackets it would read phonemes.
        text = asked["text"].replace("[", " ").replace("]", " ")
        slower = SynthesisConfig(length_scale=config.length_scale * 100 / asked["pace"])
        pcm = b"".join(part.audio_int16_bytes for part in voice.synthesize(text, slower))
        return {"rate": config.sample_rate, "marks": []}, pcm

    return speak
