"""回执包: what the hub answers to a bundle, as a file for one device alone: receipts, what it lacks, the docket.

The same answers as over HTTPS, signed by the hub and encrypted to the device's age key; whoever carries the stick
reads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from services.entries.keys import SigningKey
from services.errors import Refused
from services.sync import age, messages
from services.sync.envelope import open_envelope, seal
from services.sync.messages import Answer

REPLY, SUFFIX = "reply", ".cf-reply"
MAX_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    device: str
    answers: tuple[bytes, ...]
    papers: tuple[bytes, ...] = ()
    laws: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What a reply says, and the bytes of sealed papers and tables of law that lie in it."""

    answers: tuple[Answer, ...]
    papers: tuple[bytes, ...]
    laws: tuple[bytes, ...]


def write_reply(
    answers: Sequence[Answer],
    *,
    device: str,
    recipient: str,
    signing: SigningKey,
    papers: Sequence[bytes] = (),
    laws: Sequence[bytes] = (),
) -> bytes:
    """The file; the first answer speaks of the chains, each brings a page of changes.

    `papers` and `laws` are the bytes of sealed papers and of tables of law.
    """
    content = _Content(
        device=device, answers=tuple(map(messages.encode, answers)), papers=tuple(papers), laws=tuple(laws)
    )
    return age.encrypt(seal(REPLY, msgspec.msgpack.encode(content), signing), [recipient])


def read_reply(raw: bytes, *, hub_key: bytes, hub: str, device: str, age_identity: str) -> Opened:
    """What is in a file for this device; raises Refused for another device's, another hub's or a changed one."""
    if len(raw) > MAX_BYTES:
        raise Refused("文件超过 512 MB，不是回执包。请核对是否选错了文件。")
    opened = open_envelope(age.decrypt(raw, age_identity), REPLY, trusted=hub_key, max_bytes=MAX_BYTES)
    try:
        content = msgspec.msgpack.decode(opened.payload, type=_Content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused("回执包由另一版本的程序制作，没有采用。请更新程序后再试。") from error
    answers = tuple(messages.decode(one, Answer) for one in content.answers)
    if content.device != device or not answers or any(a.hub != hub for a in answers):
        raise Refused("这份回执包不是给本机的，没有采用。请向院里领取本机的回执包。")
    return Opened(answers, content.papers, content.laws)
