"""The files between court and terminal: only the right court's, officer's and device's, and only unchanged."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import msgspec
import pytest
import zstandard

from services.clock import ZONE
from services.docket.case import Case, Docket
from services.docket.court import Court, Officer
from services.docket.party import Party
from services.entries.keys import SigningKey
from services.errors import BadInput, Refused
from services.sync import age, protocol
from services.sync.age import AgeKey
from services.sync.envelope import open_envelope, seal

WHEN = dt.datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
COURT = Court(id="changshan", name="常山县人民法院", line="浙江省常山县人民法院", code="浙0822")
OFFICER = Officer(id="o1", name="徐某")
HUB, OTHER_HUB, DEVICE = SigningKey.generate(), SigningKey.generate(), SigningKey.generate()
DEVICE_AGE = AgeKey.generate()
DOCKET = Docket(
    court=COURT,
    officer=OFFICER,
    serial=3,
    made_at=WHEN,
    lease_days=14,
    colleagues=(),
    cases=(
        Case(
            number="（2026）浙0822执900001号",
            cause="买卖合同纠纷",
            filed_on=dt.date(2026, 1, 5),
            parties=(Party(id="p1", role="debtor", kind="person", name="何𬭎"),),
        ),
    ),
)
REQUEST = protocol.RequestFile(
    device="tablet-1",
    public=DEVICE.public.hex(),
    age_recipient=DEVICE_AGE.recipient,
    name="徐某",
    badge="33",
    made_at=WHEN,
    program="0.1.0",
)
ENROLMENT = protocol.EnrolmentFile(
    court=COURT,
    officer=OFFICER,
    device="tablet-1",
    public=DEVICE.public.hex(),
    hub_url="",
    hub_id="hub-1",
    epoch="e1",
    hub_public=HUB.public.hex(),
    hub_recipient=AgeKey.generate().recipient,
    recovery_recipient=AgeKey.generate().recipient,
    lease_days=14,
    pin_allowed=True,
    issued_at=WHEN,
    serial=1,
)


def read_enrolment(raw: bytes, trusted: str = "") -> protocol.EnrolmentFile:
    return protocol.read_enrolment(
        raw, device="tablet-1", public=DEVICE.public.hex(), trusted_fingerprint=trusted
    )


def docket_file(docket: Docket = DOCKET, signing: SigningKey = HUB, device: str = "tablet-1") -> bytes:
    return protocol.write_docket_file(
        docket, hub_id="hub-1", signing=signing, device=device, recipient=DEVICE_AGE.recipient
    )


def read_docket(raw: bytes, **changes: object) -> Docket:
    given: dict[str, object] = {
        "hub_key": HUB.public,
        "court_id": "changshan",
        "officer_id": "o1",
        "device": "tablet-1",
        "age_identity": DEVICE_AGE.identity,
    }
    return protocol.read_docket_file(raw, **{**given, **changes})  # type: ignore[arg-type]


def test_what_the_terminal_asks_reaches_the_court_unchanged() -> None:
    assert protocol.read_request(protocol.write_request(REQUEST, DEVICE)) == REQUEST


def test_what_the_court_answers_reaches_the_terminal_unchanged() -> None:
    raw = protocol.write_enrolment(ENROLMENT, HUB)
    assert read_enrolment(raw) == ENROLMENT
    assert read_enrolment(raw, trusted=ENROLMENT.fingerprint.lower().replace(" ", "")) == ENROLMENT


@pytest.mark.parametrize("sort", ["request", "enrolment"])
def test_any_changed_byte_is_refused(sort: str) -> None:
    raw = (
        protocol.write_request(REQUEST, DEVICE)
        if sort == "request"
        else protocol.write_enrolment(ENROLMENT, HUB)
    )
    read = protocol.read_request if sort == "request" else read_enrolment
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(Refused):
            read(changed)


def test_a_cut_or_lengthened_file_is_refused() -> None:
    raw = protocol.write_enrolment(ENROLMENT, HUB)
    for wrong in (raw[:-1], raw + b"\n", b"", b"{}", raw.replace(b'","', b'", "', 1)):
        with pytest.raises(Refused):
            read_enrolment(wrong)


def test_another_courts_enrolment_is_refused_when_the_installer_carried_the_fingerprint() -> None:
    other = replace(ENROLMENT, court=replace(COURT, name="别县人民法院"), hub_public=OTHER_HUB.public.hex())
    raw = protocol.write_enrolment(other, OTHER_HUB)
    with pytest.raises(Refused, match="别县人民法院"):
        read_enrolment(raw, trusted=ENROLMENT.fingerprint)


def test_an_enrolment_that_names_a_key_it_was_not_signed_with_is_refused() -> None:
    with pytest.raises(BadInput):
        protocol.write_enrolment(ENROLMENT, OTHER_HUB)
    with pytest.raises(Refused, match="公钥与签名不符"):
        read_enrolment(seal(protocol.ENROLMENT, msgspec.json.encode(ENROLMENT), OTHER_HUB))


@pytest.mark.parametrize("change", [{"device": "tablet-2"}, {"public": OTHER_HUB.public.hex()}])
def test_another_devices_enrolment_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(Refused, match="另一台设备"):
        read_enrolment(protocol.write_enrolment(replace(ENROLMENT, **change), HUB))


def test_a_request_signed_by_another_device_is_refused() -> None:
    with pytest.raises(Refused):
        protocol.read_request(seal(protocol.REQUEST, msgspec.json.encode(REQUEST), OTHER_HUB))


def test_a_file_of_another_sort_is_refused_even_with_the_right_signature() -> None:
    with pytest.raises(Refused, match="选错了文件"):
        read_enrolment(protocol.write_request(REQUEST, DEVICE))


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused, match="超过"):
        protocol.read_request(b"x" * (256 * 1024 + 1))


def test_the_docket_reaches_its_device() -> None:
    raw = docket_file()
    assert read_docket(raw) == DOCKET
    assert "何".encode() not in raw
    assert b"900001" not in raw


def test_before_the_court_knows_the_device_a_code_opens_the_docket() -> None:
    raw = protocol.write_docket_file(DOCKET, hub_id="hub-1", signing=HUB, code="青石-7183-球川-2264")
    assert read_docket(raw, code="青石-7183-球川-2264", device="any") == DOCKET
    with pytest.raises(Refused, match="一次性口令不正确"):
        read_docket(raw, code="青石-7183-球川-2265")


@pytest.mark.parametrize("given", [{}, {"recipient": "age1", "code": "x" * 12}, {"recipient": "age1"}])
def test_a_docket_goes_to_a_device_or_by_code_never_both(given: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        protocol.write_docket_file(DOCKET, hub_id="hub-1", signing=HUB, **given)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"court_id": "kaihua"}, "另一家法院"),
        ({"officer_id": "o2"}, "另一位执行人员"),
        ({"device": "tablet-2"}, "另一台设备"),
        ({"age_identity": AgeKey.generate().identity}, "不是发给这台设备"),
        ({"hub_key": OTHER_HUB.public}, "不是本院签发"),
        ({"newer_than": 4}, "旧"),
    ],
)
def test_a_docket_of_another_court_officer_device_or_an_older_one_is_refused(
    change: dict[str, object], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        read_docket(docket_file(), **change)


def test_the_docket_held_already_may_be_loaded_again() -> None:
    assert read_docket(docket_file(), newer_than=3) == DOCKET


def test_a_changed_byte_anywhere_in_a_docket_file_is_refused() -> None:
    raw = docket_file()
    for place in range(0, len(raw), 7):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(Refused):
            read_docket(changed)


def test_a_docket_that_unpacks_beyond_the_limit_is_refused() -> None:
    bomb = zstandard.ZstdCompressor().compress(b"0" * 300_000_000)
    raw = age.encrypt(seal(protocol.DOCKET, bomb, HUB), [DEVICE_AGE.recipient])
    assert len(raw) < 100_000
    with pytest.raises(Refused, match="允许的大小"):
        read_docket(raw, max_bytes=10_000_000)


def test_signed_garbage_is_refused_with_a_sentence() -> None:
    for payload in (b"", b"garbage", zstandard.ZstdCompressor().compress(b"[]\n{}")):
        with pytest.raises(Refused):
            read_docket(age.encrypt(seal(protocol.DOCKET, payload, HUB), [DEVICE_AGE.recipient]))


def test_the_envelope_names_who_signed() -> None:
    opened = open_envelope(seal("x", b"payload", DEVICE), "x")
    assert (opened.payload, opened.key) == (b"payload", DEVICE.public)


def test_secrets_are_not_shown_by_repr() -> None:
    assert DEVICE_AGE.identity not in repr(DEVICE_AGE)
