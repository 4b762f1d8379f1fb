"""保险库的信封: the header file that wraps the database key by the officer's secret and by the court's key.

The header holds no case data. The secret goes through argon2id (RFC 9106), then HKDF (RFC 5869) together with the
device secret and the vault's id, and the result wraps the random database key (AES key wrap, RFC 3394).
"""

from __future__ import annotations

import base64
import os
import re
import time
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from services.errors import BadInput, Damaged, NotAllowed, Refused
from services.late import age
from services.store.disk import replace_file
from services.store.driver import guarded

FORMAT = 1
FILE = "vault.json"
KEY_BYTES = 32
SALT_BYTES = 16
MAX_HEADER_BYTES = 64 * 1024

MIN_MEMORY_KIB, MAX_MEMORY_KIB = 64 * 1024, 1024 * 1024
MAX_ITERATIONS, MAX_LANES = 10, 8
WANTED_SECONDS = 0.75

SecretKind = Literal["pin", "passphrase"]


@dataclass(frozen=True, slots=True)
class Parameters:
    """The cost of one try with argon2id: memory in KiB, passes over it, lanes side by side."""

    memory_kib: int
    iterations: int
    lanes: int

    @property
    def bearable(self) -> bool:
        """True when strong enough to protect and small enough not to stall or starve the machine."""
        return (
            MIN_MEMORY_KIB <= self.memory_kib <= MAX_MEMORY_KIB
            and 1 <= self.iterations <= MAX_ITERATIONS
            and 1 <= self.lanes <= MAX_LANES
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands outside the encryption; `damaged` marks one that could not be read (then only `id` is set)."""

    id: str
    holder: str = ""
    court: str = ""
    kind: SecretKind = "passphrase"
    device_bound: bool = False
    parameters: Parameters = Parameters(MIN_MEMORY_KIB, 1, 4)
    salt: bytes = b""
    wrapped: bytes = b""
    recovery_recipient: str = ""
    recovery: bytes = b""
    format: int = FORMAT
    damaged: bool = False


def check_rules(secret: str, kind: SecretKind, device_secret: bytes | None) -> None:
    """Raises BadInput for a secret that is too weak, NotAllowed for a PIN without a device secret."""
    if kind == "pin":
        if not device_secret:
            raise NotAllowed(
                "这台设备没有可存放设备密钥的地方，不能用 6 位数字口令。请改用 8 个字以上的长口令。"
            )
        if not re.fullmatch("[0-9]{6}", secret):
            raise BadInput("数字口令必须正好是 6 位数字，请重新输入。")
        return
    text = unicodedata.normalize("NFC", secret)
    if len(text) < 8:
        raise BadInput("长口令至少 8 个字（汉字、字母、数字都算），请重新输入。")
    if len(set(text)) == 1:
        raise BadInput("长口令不能是同一个字的重复，请重新输入。")


def seal(
    header: Header,
    key: bytes,
    secret: str,
    kind: SecretKind,
    device_secret: bytes | None,
    parameters: Parameters,
) -> Header:
    """The header with the key wrapped anew by this secret; the recovery wrap stays as it is."""
    check_rules(secret, kind, device_secret)
    if not parameters.bearable:
        raise NotAllowed("口令的计算强度不在允许的范围内，没有设置。")
    fresh = replace(
        header,
        kind=kind,
        device_bound=bool(device_secret),
        parameters=parameters,
        salt=os.urandom(SALT_BYTES),
    )
    return replace(fresh, wrapped=aes_key_wrap(_wrapping_key(fresh, secret, device_secret), key))


def open_seal(header: Header, secret: str, device_secret: bytes | None) -> bytes | None:
    """The database key, or None when secret or device secret is not the right one."""
    try:
        return aes_key_unwrap(_wrapping_key(header, secret, device_secret), header.wrapped)
    except InvalidUnwrap:
        return None


def seal_for_court(header: Header, key: bytes, recipient: str) -> Header:
    """The header with the second wrap: the key as an age file to the court's recovery key; BadInput if no such key."""
    try:
        to = age().x25519.Recipient.from_str(recipient)
    except age().RecipientError as error:
        raise BadInput("院里的恢复公钥格式不对，没有采用。请向院里索取新的注册文件。") from error
    return replace(header, recovery_recipient=recipient, recovery=age().encrypt(key, [to]))


def open_for_court(header: Header, identity: str) -> bytes:
    """The database key by the court's recovery key; raises NotAllowed without a second wrap, Refused if it differs."""
    if not header.recovery:
        raise NotAllowed("这个保险库没有设置院里的恢复密钥，不能用它打开。")
    try:
        return bytes(age().decrypt(header.recovery, [age().x25519.Identity.from_str(identity.strip())]))
    except (age().IdentityError, age().DecryptError, OSError) as error:
        raise Refused("恢复密钥不是这个保险库的，没有打开。请核对后再试。") from error


def _wrapping_key(header: Header, secret: str, device_secret: bytes | None) -> bytes:
    stretched = Argon2id(
        salt=header.salt,
        length=KEY_BYTES,
        iterations=header.parameters.iterations,
        lanes=header.parameters.lanes,
        memory_cost=header.parameters.memory_kib,
    ).derive(unicodedata.normalize("NFC", secret).encode())
    bound = device_secret if header.device_bound and device_secret else b""
    info = f"court-fieldwork vault key {FORMAT} {header.id}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=header.salt, info=info).derive(stretched + bound)


def calibrate() -> Parameters:
    """Parameters that take 0.5–1 s on this machine when it is idle; never less than 64 MiB."""
    lanes = 4
    started = time.perf_counter()
    Argon2id(
        salt=bytes(SALT_BYTES), length=KEY_BYTES, iterations=1, lanes=lanes, memory_cost=MIN_MEMORY_KIB
    ).derive(b"calibration")
    per_kib = (time.perf_counter() - started) / MIN_MEMORY_KIB
    # Three passes over as much memory as the time allows, at most 256 MiB: a tablet has other things to hold.
    memory = int(WANTED_SECONDS / (3 * per_kib)) // MIN_MEMORY_KIB * MIN_MEMORY_KIB
    memory = min(max(memory, MIN_MEMORY_KIB), 256 * 1024)
    iterations = round(WANTED_SECONDS / (per_kib * memory))
    return Parameters(memory, min(max(iterations, 1), MAX_ITERATIONS), lanes)


def write(folder: Path, header: Header) -> None:
    """Puts the header into the vault's folder, whole or not at all; raises NoSpace."""
    content = msgspec.to_builtins(header)
    content.pop("damaged")
    for name in ("salt", "wrapped", "recovery"):
        content[name] = base64.b64encode(getattr(header, name)).decode()
    with guarded():
        replace_file(folder / FILE, msgspec.json.format(msgspec.json.encode(content), indent=2))


def read(folder: Path) -> Header:
    """The header of the vault in this folder.

    Raises NotAllowed when a newer program has written it, Damaged when it cannot be used.
    """
    try:
        raw = (folder / FILE).read_bytes()[: MAX_HEADER_BYTES + 1]
        content = msgspec.json.decode(raw)
        if (
            isinstance(content, dict)
            and isinstance(content.get("format"), int)
            and content["format"] > FORMAT
        ):
            raise NotAllowed("这个保险库由更新版本的程序建立，本版本打不开。请先升级程序。")
        header = msgspec.convert(content, Header)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Damaged("保险库的信封文件读不出来，没有打开。请停止使用本机并联系院里技术人员。") from error
    if len(raw) > MAX_HEADER_BYTES or not _sound(header):
        raise Damaged("保险库的信封文件内容不对，没有打开。请停止使用本机并联系院里技术人员。")
    return header


def _sound(header: Header) -> bool:
    return (
        header.parameters.bearable
        and len(header.salt) == SALT_BYTES
        and len(header.wrapped) == KEY_BYTES + 8
        and bool(header.id)
        and not header.damaged
    )
