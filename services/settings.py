"""设置: every setting declared once; those that 解锁 needs live in a plain file, without any case data."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FILE = "terminal.json"
MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: where it is kept, what it is called, which values it may have (empty = any of its type)."""

    name: str
    title: str
    default: Any
    home: Literal["terminal", "vault"] = "vault"
    options: tuple[tuple[Any, str], ...] = ()
    hint: str = ""
    unit: str = ""
    minimum: float = 0
    maximum: float = 0

    def fits(self, value: Any) -> bool:
        """True for a value of the default's type that is on the list or in the range."""
        if isinstance(self.default, bool) or not isinstance(self.default, int | float):
            right_type = isinstance(value, type(self.default))
        else:
            right_type = isinstance(value, int | float) and not isinstance(value, bool)
        if not right_type:
            return False
        if self.options:
            return value in [v for v, _ in self.options]
        return not self.maximum or self.minimum <= value <= self.maximum


THEME = Setting(
    name="theme", title="主题", default="day", home="terminal",
    options=(("day", "日间"), ("sun", "强光"), ("night", "夜间")),
)  # fmt: skip
DPI = Setting(
    name="dpi", title="屏幕尺子", default=0.0, home="terminal", minimum=0, maximum=1000,
    hint="把屏幕上的线调到与身份证一样长，按键就不会太小", unit="点/英寸",
)  # fmt: skip
LAST_VAULT = Setting(name="last_vault", title="上次使用的保险库", default="", home="terminal")
INPUT_METHOD = Setting(
    name="input_method", title="中文输入法", default="auto", home="terminal",
    options=(("auto", "自动"), ("ibus", "IBus"), ("fcitx5", "Fcitx 5"), ("system", "跟随系统")),
    hint="改动在下次启动后生效",
)  # fmt: skip
AUTO_LOCK = Setting(
    name="auto_lock_minutes", title="无操作自动锁定", default=10, minimum=1, maximum=60, unit="分钟"
)
RECEIVER = Setting(
    name="receiver", title="定位接收机", default="", hint="串口名，如 /dev/ttyUSB0 或 COM3；空着就手工设点"
)
BAUD = Setting(name="baud", title="接收机波特率", default=9600, minimum=1200, maximum=921600)
PHOTO_FOLDER = Setting(
    name="photo_folder", title="照片来源文件夹", default="", hint="相机或传输软件存照片的地方"
)
SECOND_COPY = Setting(
    name="second_copy",
    title="第二份留存位置",
    default="",
    hint="存储卡或优盘上的文件夹；每次完成后写一份密文",
)
PRINTER = Setting(name="printer", title="打印机", default="", hint="空着用系统默认打印机")
SERIAL_FOOTER = Setting(name="serial_footer", title="文书页脚印编号", default=True)
MAP_FILE = Setting(name="map_file", title="离线底图", default="", hint="院里下发的图片瓦片文件；空着画示意图")
MAP_DATUM = Setting(
    name="map_datum", title="底图坐标系", default="wgs84",
    options=(("wgs84", "WGS-84（CGCS2000）"), ("gcj02", "GCJ-02")),
    hint="只影响显示；记录里一律存 WGS-84",
)  # fmt: skip
GEOCODER = Setting(
    name="geocoder",
    title="院内地址服务",
    default="",
    hint="网址由院里给；空着就不用，地址不会发出去",
)
GEOCODER_KIND = Setting(
    name="geocoder_kind", title="地址服务的接口", default="nominatim",
    options=(("nominatim", "Nominatim"), ("photon", "Photon")),
)  # fmt: skip
GEOCODER_DATUM = Setting(
    name="geocoder_datum", title="地址服务的坐标系", default="wgs84",
    options=(("wgs84", "WGS-84（CGCS2000）"), ("gcj02", "GCJ-02")),
)  # fmt: skip
STRAIGHT_PACE = Setting(
    name="straight_pace", title="路上每小时走多少公里（直线）", default=20, minimum=3, maximum=80, unit="公里",
    hint="道路弯绕已算在内，按本县路况调整",
)  # fmt: skip
MINUTES_AT_STOP = Setting(
    name="minutes_at_stop", title="每站停留", default=20, minimum=1, maximum=240, unit="分钟"
)
CHECK_IN_DUE = Setting(name="check_in_due", title="报平安响铃时刻", default="", home="terminal")
CHECK_IN_ANSWERED = Setting(
    name="check_in_answered", title="锁屏时点“我没事”的时刻", default="", home="terminal"
)
CHECK_IN = Setting(
    name="check_in_minutes", title="独自上门多久报一次平安", default=30, minimum=5, maximum=180, unit="分钟",
    hint="到时没有点“我没事”，本机响铃",
)  # fmt: skip

DECLARED: tuple[Setting, ...] = (
    THEME, DPI, LAST_VAULT, INPUT_METHOD, AUTO_LOCK, RECEIVER, BAUD, PHOTO_FOLDER, SECOND_COPY, PRINTER, SERIAL_FOOTER,
    MAP_FILE, MAP_DATUM, GEOCODER, GEOCODER_KIND, GEOCODER_DATUM, STRAIGHT_PACE, MINUTES_AT_STOP, CHECK_IN,
    CHECK_IN_DUE, CHECK_IN_ANSWERED,
)  # fmt: skip


def home() -> Path:
    """Where the terminal keeps its files: FIELDWORK_HOME if set, else the user's data folder."""
    chosen = os.environ.get("FIELDWORK_HOME")
    if chosen:
        return Path(chosen)
    import platformdirs  # noqa: PLC0415 - start-up: asked once, and not at all where a folder is given

    return Path(platformdirs.user_data_dir("court-fieldwork", appauthor=False))


def read_terminal(root: Path) -> Mapping[str, Any]:
    """The terminal's plain settings; anything missing, damaged or out of range is the default."""
    stored: Any = {}
    try:
        raw = (root / FILE).read_bytes()
        stored = json.loads(raw) if len(raw) <= MAX_BYTES else {}
    except (OSError, ValueError):
        stored = {}
    known = stored if isinstance(stored, dict) else {}
    own = (s for s in DECLARED if s.home == "terminal")
    return {s.name: known[s.name] if s.name in known and s.fits(known[s.name]) else s.default for s in own}


def write_terminal(root: Path, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Writes changed plain settings whole or not at all, and returns all of them; ValueError for a bad value."""
    declared = {s.name: s for s in DECLARED if s.home == "terminal"}
    for name, value in changes.items():
        if not declared[name].fits(value):
            raise ValueError(name)
    content = {**read_terminal(root), **changes}
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = root / (FILE + ".new")
    temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    temporary.replace(root / FILE)
    return content
