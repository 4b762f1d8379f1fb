"""法定义务的判断（权属负担）: other courts in line, holders of pledge or lien, co-owners and mortgagees."""

from __future__ import annotations

from services.records.duties import Duty, Situation
from services.records.duty_rules import Condition
from services.records.seizure_duties import SECURED, measures_on, thing


def queue_checked() -> Duty:
    """W: sealed by another court already means waiting in line (CKD 26)."""

    def evidence(situation: Situation) -> str:
        said = situation.answer("queue")
        ranks = [m.rank for m in measures_on(situation) if m.rank]
        return said or (f"案件册：{ranks[-1]}" if ranks else "")

    return Duty(
        code="queue_checked", sentence="查明是否轮候查封", article="ckd-26", evidence=evidence, weight="warn",
        jump="queue", reasons=("登记机关已下班，回院后再查询",),
    )  # fmt: skip


def holder_keeps_custody() -> Duty:
    """W: who holds it as a pledge or by lien stays its custodian as a rule (CKD 11)."""

    def evidence(situation: Situation) -> str:
        holder, custodian = situation.answer("holder"), situation.answer("custodian")
        return f"由占有人 {custodian} 保管" if holder and custodian and custodian in holder else ""

    return Duty(
        code="holder_keeps_custody", sentence="质权人、留置权人占有的，一般由其保管", article="ckd-11", evidence=evidence,
        weight="warn", jump="custodian", when=lambda situation: situation.values.get("held_by") in SECURED,
        reasons=("不宜由其保管，其质权、留置权不因此消灭",),
    )  # fmt: skip


def co_owner_told() -> Duty:
    """W, soon: whoever owns it together with the debtor is told (CKD 12)."""
    return _told("co_owner_told", "及时通知共有人", "ckd-12", lambda s: bool(s.values.get("co_owner")))


def mortgagee_told() -> Duty:
    """W, soon: the mortgagee is told; a maximum mortgage's sum stands still from then on (CKD 25)."""

    def mortgaged(situation: Situation) -> bool:
        known = thing(situation)
        in_docket = known is not None and known.vehicle is not None and bool(known.vehicle.mortgagee)
        return in_docket or bool(situation.values.get("mortgagee"))

    return _told("mortgagee_told", "通知抵押权人", "ckd-25", mortgaged)


def _told(code: str, sentence: str, article: str, when: Condition) -> Duty:
    """The duty whose evidence is how someone was told: noted on the spot, or done at the office."""
    return Duty(
        code=code, sentence=sentence, article=article, evidence=lambda s: s.answer(code) or "", at="office",
        weight="warn", when=when, jump=code, ask="记下怎样通知、何时通知",
    )  # fmt: skip
