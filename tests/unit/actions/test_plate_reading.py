"""拍照认牌: the process beside answers, fails, stays silent or is stopped; the officer is told, and only ever advised."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from services.actions import plate_reading
from services.actions.plate_reading import NoReader, NotRead, Stopped, Suggestion
from tests.patience import SECONDS

FACE = Path(__file__).parents[3] / "resources/fonts/screen/NotoSansSC-Bold.ttf"
needs_engine = pytest.mark.skipif(not plate_reading.installed(), reason="the extra ocr is not installed here")


def child(script: str) -> list[str]:
    """A process that speaks, or breaks, the protocol."""
    return [sys.executable, "-I", "-B", "-c", f"import sys, json\nraw = sys.stdin.buffer.read()\n{script}"]


def answer(lines: list[tuple[str, float]]) -> list[str]:
    return child(f"print(json.dumps({json.dumps({'lines': lines})}))")


def photo(plate: str) -> bytes:
    """A parked car's tail, as far as a plate needs one: blue plate on grey."""
    image = Image.new("RGB", (1280, 960), (112, 114, 116))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((320, 480, 960, 680), 16, fill=(20, 60, 160))
    draw.rounded_rectangle((328, 488, 952, 672), 12, outline="white", width=4)
    draw.text((360, 505), plate, font=ImageFont.truetype(str(FACE), 110), fill="white")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=85)
    return target.getvalue()


def test_what_the_process_read_is_suggested_surest_whole_plate_first() -> None:
    said = answer([("常山出租", 0.99), ("浙H·52318", 0.91), ("浙H 9A3K7", 0.97), ("K8E02", 0.99)])
    assert plate_reading.read(b"photo", child=said) == (
        Suggestion("浙H9A3K7", 0.97, whole=True),
        Suggestion("浙H52318", 0.91, whole=True),
        Suggestion("K8E02", 0.99, whole=False),
    )


def test_a_plate_over_two_lines_is_put_together_and_its_end_is_not_offered_twice() -> None:
    assert plate_reading.suggestions([("浙H", 0.9), ("A1234", 0.8)]) == (
        Suggestion("浙HA1234", 0.8, whole=True),
    )


def test_words_that_are_no_plate_suggest_nothing() -> None:
    assert plate_reading.suggestions([("TOYOTA", 0.99), ("13800000000", 0.9), ("小心驾驶", 0.9)]) == ()


def test_the_whole_photo_reaches_the_process_by_pipe_and_nothing_else_does(tmp_path: Path) -> None:
    raw = os.urandom(3_000_000)
    said = child(
        "import hashlib, os\n"
        "print(json.dumps({'lines': [['浙H' + str(len(raw))[:5], 0.5]], 'of': hashlib.sha256(raw).hexdigest()}))\n"
        f"open({str(tmp_path / 'env')!r}, 'w').write(' '.join(sorted(os.environ)))"
    )
    (found,) = plate_reading.read(raw, child=said)
    assert found.plate == "浙H30000"
    given = set((tmp_path / "env").read_text(encoding="utf-8").split())
    assert given <= {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "OMP_NUM_THREADS", "PYTHONUTF8", "LC_CTYPE"}


def test_a_process_that_is_slow_to_start_gets_the_whole_photo_too() -> None:
    late = "import sys, time, json\ntime.sleep(1)\nraw = sys.stdin.buffer.read()\n"
    said = f"{late}print(json.dumps({{'lines': [['浙H' + str(len(raw))[:5], 0.5]]}}))"
    (found,) = plate_reading.read(os.urandom(3_000_000), child=[sys.executable, "-I", "-B", "-c", said])
    assert found.plate == "浙H30000"


@pytest.mark.parametrize(
    "script",
    ["sys.exit(3)", "import os\nos.abort()", "print('no json')", "print('[1, 2]')", "print(json.dumps({'lines': [[1]]}))",
     "print(json.dumps({'trouble': 'unreadable'}))", "sys.stdout.write('{' + 'x' * 2_000_000)"],
)  # fmt: skip
def test_a_process_that_fails_says_so_in_one_sentence(script: str) -> None:
    with pytest.raises(NotRead) as refused:
        plate_reading.read(b"photo", child=child(script))
    assert "手工输入" in refused.value.sentence


def test_a_process_that_never_answers_is_ended_and_not_left_behind() -> None:
    with pytest.raises(NotRead):
        plate_reading.read(b"photo", child=child("import time\ntime.sleep(600)"), patience_s=1.0)
    assert not [one for one in psutil.Process().children() if "time.sleep(600)" in " ".join(one.cmdline())]


def test_an_officer_who_does_not_wait_stops_it_at_once() -> None:
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    with pytest.raises(Stopped):  # and not NotRead, as when it was waited for
        plate_reading.read(
            b"photo", stop.is_set, child=child("import time\ntime.sleep(600)"), patience_s=SECONDS
        )


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plate_reading.util, "find_spec", lambda name: None)
    with pytest.raises(NoReader) as refused:
        plate_reading.read(b"photo")
    assert "说明书第 21 节" in refused.value.sentence
    manual = (Path(__file__).parents[3] / "docs/manual.zh.md").read_text(encoding="utf-8")
    chapter = manual.partition("## 21 ")[2].partition("\n## ")[0]
    assert '--constraint constraints.txt --editable ".[ocr]"' in chapter, (
        "where the sentence leads, the command stands"
    )
    assert "手工输入" in refused.value.sentence


def test_the_child_itself_says_when_its_engine_is_not_there() -> None:
    code = (
        "import runpy, sys\nsys.modules['rapidocr'] = None\n"
        f"sys.argv = ['plate_child']\nrunpy.run_path({str(plate_reading.CHILD)!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], input=photo("浙H·52318"), capture_output=True, check=True
    )
    assert json.loads(done.stdout) == {"trouble": "absent"}
    with pytest.raises(NoReader):
        plate_reading.read(b"", child=child("print(json.dumps({'trouble': 'absent'}))"))


@needs_engine
@pytest.mark.parametrize("plate", ["浙H·52318", "皖A·D0193"])
def test_the_real_engine_reads_a_plate_from_a_photo(plate: str) -> None:
    found = plate_reading.read(photo(plate))
    assert found[0].plate == plate.replace("·", "")
    assert found[0].whole


@needs_engine
def test_the_real_engine_says_that_a_file_is_no_photo() -> None:
    with pytest.raises(NotRead):
        plate_reading.read(b"\xff\xd8\xff not a photo")
