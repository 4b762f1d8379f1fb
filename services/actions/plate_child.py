"""认牌进程: reads the words of one photo with rapidocr, in a process of its own that keeps nothing and calls nobody.

Started by its path, so it imports nothing of ours. The photo comes by stdin; one line of JSON goes out: {"lines": [[words,
score], …]} from top to bottom, or {"trouble": "absent" | "unreadable"}. The engine is loaded here and nowhere else: it takes
seconds and 300 MB, and whatever it does to a damaged photo, it does to this process alone.
"""

from __future__ import annotations

import io
import json
import os
import socket
import sys
from importlib import import_module
from typing import Any

MOST_BYTES = 80 * 1024 * 1024
SIDE = 2400  # px of the longer side: a plate across a street stays legible, and reading stays within seconds


def main() -> int:
    """Reads stdin, answers once; 0 also where there is nothing to read."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the engine talks while it loads
    _keep_to_itself()
    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    answers.write(json.dumps(_answer(raw), ensure_ascii=False) + "\n")
    answers.close()
    return 0


def _answer(raw: bytes) -> dict[str, Any]:
    try:
        engine_of, numpy, image = (import_module(n) for n in ("rapidocr", "numpy", "PIL.Image"))
        turned = import_module("PIL.ImageOps").exif_transpose
    except ImportError:
        return {"trouble": "absent"}
    try:
        with image.open(io.BytesIO(raw)) as photo:
            upright = turned(photo).convert("RGB")
            upright.thumbnail((SIDE, SIDE))
            pixels = numpy.asarray(upright)[:, :, ::-1]
    except (OSError, ValueError, SyntaxError):
        return {"trouble": "unreadable"}
    found = engine_of.RapidOCR()(pixels)
    words, scores = found.txts or (), found.scores or ()
    return {"lines": [[str(w), round(float(s), 4)] for w, s in zip(words, scores, strict=True)]}


def _keep_to_itself() -> None:
    """No core file, the last place in the queue for the processor, and no line to anywhere: models lie in the package."""
    if sys.platform != "win32":
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.nice(10)

    def refuse(*_given: object, **_named: object) -> int:
        raise OSError("this process has no line")

    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, refuse)


if __name__ == "__main__":
    sys.exit(main())
