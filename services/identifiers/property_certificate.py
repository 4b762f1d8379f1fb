"""不动产权证书号: 浙（2018）常山县不动产权第0029272号; older certificates are free text and only warn."""

from __future__ import annotations

import re

from services.identifiers.finding import Finding, plain

_BRACKETS = str.maketrans("([〔【{)]〕】}", "（（（（（）））））")
_NUMBER = re.compile(r"([一-龥])（(\d{4})）([一-龥]{1,20})不动产(权|证明)第(\w+)号")
_FIGURES = 7
_SHORTEST = 4


def check(text: str) -> Finding[str]:
    """Check a certificate's number; what does not have the uniform form is kept as it is, with a warning."""
    written = plain(text).translate(_BRACKETS)
    if not written:
        return Finding(None, ("请填写不动产权证书号。",))
    if "*" in written:
        return Finding(None, ("证书号有遮盖，请填写完整号码。",))
    found = _NUMBER.fullmatch(written)
    if found:
        return _uniform(written, found[5])
    if "不动产" in written:
        return Finding(written, ("证书号格式不对，应如浙（2018）常山县不动产权第0029272号。",))
    if len(written) < _SHORTEST:
        return Finding(None, ("证书号太短，请填写完整号码。",))
    return Finding(written, (), ("不是不动产权证书的统一编号，已按旧式权证保存，请核对。",))


def _uniform(written: str, serial: str) -> Finding[str]:
    if not (serial.isascii() and serial.isdigit()):
        return Finding(written, (f"证书序号“{serial}”只能是数字。",))
    if len(serial) != _FIGURES:
        return Finding(written, (), (f"证书序号一般为{_FIGURES}位，现在是{len(serial)}位，请核对。",))
    return Finding(written)
