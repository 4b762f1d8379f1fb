"""拍照认牌: what the plate in a photo may be, read by a process of its own; a suggestion, which the officer confirms."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any

from services.errors import FieldworkError
from services.identifiers import plate as plates

CHILD = Path(__file__).with_name("plate_child.py")
PATIENCE_S = 60.0  # a slow tablet loads the engine in ten seconds and reads twelve megapixels in five
MOST = 4
_TURN_S = 0.1
_LONGEST_ANSWER = 1_000_000
_END_OF_A_PLATE = re.compile(r"[A-HJ-NP-Z0-9]{5,7}")
HOW_TO = "这台终端没有装认牌组件，号牌请手工输入。要用的，请管理员按说明书第 21 节“拍照认牌”里的命令加装。"


class NoReader(FieldworkError):
    """The extra `ocr` is not installed on this terminal."""

    message = HOW_TO


class NotRead(FieldworkError):
    """The reading process failed or took too long; the photo and everything else are as they were."""

    message = "这张照片没有认出来，号牌请手工输入。照片没有保存到任何地方。"


class Stopped(FieldworkError):
    """The officer did not wait."""

    message = "已停止认牌，号牌请手工输入。"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may stand on a plate: its bare signs, how sure the engine is (0 to 1), whether it is a whole plate."""

    plate: str
    score: float
    whole: bool


def installed() -> bool:
    """Whether the extra is there; says nothing of whether it works."""
    return util.find_spec("rapidocr") is not None and util.find_spec("onnxruntime") is not None


def read(
    raw: bytes, stopped: Callable[[], bool] = lambda: False, *, child: Sequence[str] = (), patience_s: float = PATIENCE_S
) -> tuple[Suggestion, ...]:  # fmt: skip
    """Asks the process about a photo (JPEG or PNG, checked before); the surest whole plate first. For a working lane.

    Raises NoReader without the extra, NotRead where the process fails, Stopped as soon as `stopped` says so.
    """
    if not child and not installed():
        raise NoReader
    said = _ask(raw, list(child) or [sys.executable, "-I", "-B", str(CHILD)], stopped, patience_s)
    return suggestions(_lines(said))


def suggestions(lines: Sequence[tuple[str, float]]) -> tuple[Suggestion, ...]:
    """The plates among lines of text, also one written over two lines; whole ones first, then ends of plates."""
    found: dict[str, Suggestion] = {}
    for words, score in (*lines, *_pairs(lines)):
        suggested = _plate(words, score)
        if suggested is not None and suggested.plate not in found:
            found[suggested.plate] = suggested
    whole = [s for s in found.values() if s.whole]
    ends = [s for s in found.values() if not s.whole and not any(w.plate.endswith(s.plate) for w in whole)]
    return tuple(sorted((*whole, *ends), key=lambda s: (not s.whole, -s.score))[:MOST])


def _pairs(lines: Sequence[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    """Two lines as one: large cars carry the office above the serial."""
    for (upper, one), (lower, other) in itertools.pairwise(lines):
        if len(plates.bare(upper)) == 2:
            yield upper + lower, min(one, other)


def _plate(words: str, score: float) -> Suggestion | None:
    checked = plates.check(words)
    if checked.value is not None:
        return Suggestion(checked.value, score, whole=True)
    bare = plates.bare(words)
    if _END_OF_A_PLATE.fullmatch(bare) and any(c.isdigit() for c in bare):
        return Suggestion(bare, score, whole=False)
    return None


def _ask(raw: bytes, command: list[str], stopped: Callable[[], bool], patience_s: float) -> bytes:
    """The process's whole answer; whatever comes of it, it is gone afterwards."""
    until = time.monotonic() + patience_s
    answers: list[bytes] = []
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_plain()
    ) as process:
        # In a thread and without a timeout: one that runs out drops what of the photo the process has not read yet.
        talk = threading.Thread(target=lambda: answers.append(process.communicate(raw)[0]), name="plate")
        talk.start()
        try:
            while talk.is_alive():
                if stopped():
                    raise Stopped
                if time.monotonic() > until:
                    raise NotRead
                talk.join(_TURN_S)
        finally:
            process.kill()
            talk.join()
    answer = b"".join(answers)
    if process.returncode != 0 or len(answer) > _LONGEST_ANSWER:
        raise NotRead
    return answer


def _lines(answer: bytes) -> list[tuple[str, float]]:
    try:
        said: Any = json.loads(answer)
        trouble = said.get("trouble", "")
        lines = [(str(words), float(score)) for words, score in said.get("lines", ())]
    except (ValueError, TypeError, AttributeError) as error:
        raise NotRead from error
    if trouble:
        raise NoReader if trouble == "absent" else NotRead
    return lines


def _plain() -> dict[str, str]:
    """Nothing of our own surroundings but where libraries lie, and one thread for the engine: the screen goes first."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    return {**kept, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
