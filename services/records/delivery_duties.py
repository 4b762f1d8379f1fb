"""法定义务的判断（送达、张贴）: who may take a paper, how it may be left, what is served directly, what proves a posting."""

from __future__ import annotations

from typing import Any

from services.clock import local
from services.records import related as earlier
from services.records import service_address as addresses
from services.records.duties import Duty, Situation
from services.records.duty_rules import has_photo, said_yes
from services.records.values import Film, Handed, Person
from services.wording import listed

HIMSELF, FOR_HIM, UNIT, LEFT = "本人签收", "代收人签收", "单位签收", "留置送达"
ELECTRONIC, MAILED, NOT_SERVED = "电子送达", "邮寄送达", "未送达"
SELF, ADULT, LAWYER, NAMED = "受送达人本人", "同住成年家属", "诉讼代理人", "指定代收人"
HEAD, MAIL_ROOM = "法定代表人、主要负责人", "办公室、收发室、值班室"
MAY_TAKE = {HIMSELF: (SELF,), FOR_HIM: (ADULT, LAWYER, NAMED), UNIT: (HEAD, MAIL_ROOM)}
BY_WITNESS, BY_FILM = "见证人见证", "拍照、录像记录"
OUTSIDE = "住所以外当面"
PROCESS, CLOSE, WHOLE, SCREEN = "送达过程", "近景（内容可辨）", "全景（能认出地点）", "共享法庭屏幕"
PUBLIC_DELIVERY = "公告送达"
NEVER_LEFT = "调解书"
DIRECT_ONLY = ("拘传票", "履行到期债务通知", "到期债务通知", "支付令")


def papers_named() -> Duty:
    """H: every paper handed over stands on the 送达回证 with its copies (民诉法 87)."""

    def evidence(situation: Situation) -> str:
        papers: tuple[Handed, ...] = situation.answer("papers") or ()
        return f"{len(papers)} 种，共 {sum(p.copies for p in papers)} 份" if papers else ""

    return Duty(
        code="papers_named", sentence="送达的文书逐份写明", article="cpl-87", evidence=evidence, jump="papers",
    )  # fmt: skip


def taker_entitled() -> Duty:
    """H: whoever signs may sign: himself, an adult relative who is no opponent, agent, a unit's people (CPL 88)."""

    def evidence(situation: Situation) -> str:
        taker = _taker(situation)
        if taker is None or taker.role not in MAY_TAKE.get(situation.values.get("outcome") or "", ()):
            return ""
        if taker.role == SELF:
            return f"受送达人{taker.name}签收" if taker.name == situation.answer("receiver") else ""
        if taker.role == ADULT and (_opponent(situation, taker.name) or not taker.relation):
            return ""
        return f"{taker.name}（{taker.role}{f'，{taker.relation}' if taker.relation else ''}）签收"

    return Duty(
        code="taker_entitled", sentence="签收人有权签收", article="cpl-88", evidence=evidence, jump="taken_by",
        when=_signed_for, ask="家属代收的，写明与受送达人的关系；本人签收的，姓名与受送达人一致；对方当事人不得代收",
    )  # fmt: skip


def left_lawfully() -> Duty:
    """H: left before a witness from grassroots or unit, with the reason, or filmed or photographed (CPL 89, INT 130)."""

    def evidence(situation: Situation) -> str:
        if not situation.answer("refused_why"):
            return ""
        if situation.answer("left_by") == BY_WITNESS:
            witnesses: tuple[Person, ...] = situation.answer("witnesses") or ()
            return f"见证人{listed(p.name for p in witnesses)}" if witnesses else ""
        films: tuple[Film, ...] = situation.answer("films") or ()
        if films or has_photo(situation, PROCESS):
            return f"录像 {len(films)} 段" if films else "送达过程已拍照"
        return ""

    return Duty(
        code="left_lawfully", sentence="留置有见证人，或者全程拍照、录像", article="cpl-89", evidence=evidence,
        jump="left_by", when=_left, ask="写明拒收事由，再选见证人，或者拍照、录像送达过程",
    )  # fmt: skip


def filmed_outside() -> Duty:
    """H: refused away from his home, only photo or film makes it served; a witness alone does not (INT 131-2)."""

    def evidence(situation: Situation) -> str:
        films: tuple[Film, ...] = situation.answer("films") or ()
        if not films and not has_photo(situation, PROCESS):
            return ""
        return f"录像 {len(films)} 段" if films else "送达过程已拍照"

    return Duty(
        code="filmed_outside", sentence="住所以外拒签的，送达过程已拍照、录像", article="int-131-2", evidence=evidence,
        jump="films", when=lambda situation: _left(situation) and situation.values.get("left_at") == OUTSIDE,
        ask=f"拍“{PROCESS}”或录像；住所以外只有见证人不算送达",
    )  # fmt: skip


def direct_first() -> Duty:
    """H: papers are handed over directly; only where that is difficult do they go by mail (CPL 88, 91)."""

    def evidence(situation: Situation) -> str:
        return str(situation.answer("mailed_why") or "")

    return Duty(
        code="direct_first", sentence="先直接送达，有困难才邮寄", article="cpl-91", evidence=evidence, jump="mailed_why",
        when=lambda situation: situation.values.get("outcome") == MAILED, ask="写明直接送达有什么困难",
        reasons=("受送达人书面要求邮寄到其指定地址",),
    )  # fmt: skip


def mediation_not_left() -> Duty:
    """H: a 调解书 goes to the party himself and is never left (INT 133)."""

    def evidence(situation: Situation) -> str:
        papers: tuple[Handed, ...] = situation.answer("papers") or ()
        return "没有调解书" if papers and not any(NEVER_LEFT in p.title for p in papers) else ""

    return Duty(
        code="mediation_not_left", sentence="调解书不适用留置送达", article="int-133", evidence=evidence, jump="papers",
        when=_left,
    )  # fmt: skip


def direct_only() -> Duty:
    """H: 拘传票 and the notice to a third-party debtor are served directly (domain.md §5.5; 执行工作规定 45)."""

    def evidence(situation: Situation) -> str:
        papers: tuple[Handed, ...] = situation.answer("papers") or ()
        must = [p.title for p in papers if any(word in p.title for word in DIRECT_ONLY)]
        return "没有须直接送达的文书" if papers and not must else ""

    return Duty(
        code="direct_only", sentence="拘传票、到期债务通知须直接送达", article="zx98-45", evidence=evidence, jump="papers",
        when=lambda situation: situation.values.get("outcome") in (ELECTRONIC, MAILED),
    )  # fmt: skip


def electronic_consented() -> Duty:
    """H: electronic service only to the account that the receiver agreed to in his confirmation of address (INT 136)."""

    def evidence(situation: Situation) -> str:
        consent, to = situation.answer("consent"), situation.answer("electronic_to")
        return f"{consent}，送至{to}" if consent and to and situation.answer("sent_at") else ""

    return Duty(
        code="electronic_consented", sentence="受送达人已书面同意电子送达", article="int-136", evidence=evidence,
        jump="consent", when=lambda situation: situation.values.get("outcome") == ELECTRONIC,
    )  # fmt: skip


def why_not_served() -> Duty:
    """P: what kept the paper from being served is said (domain.md D15: 未送达原因)."""

    def evidence(situation: Situation) -> str:
        return str(situation.answer("not_served_why") or "")

    return Duty(
        code="why_not_served", sentence="未送达的写明原因", article="cpl-87", evidence=evidence, weight="practice",
        jump="not_served_why", when=lambda situation: situation.values.get("outcome") == NOT_SERVED,
    )  # fmt: skip


def posted_proof() -> Duty:
    """H: the posted paper is photographed from near and from afar (domain.md D04: the photo is the proof)."""

    def evidence(situation: Situation) -> str:
        taken = [slot for slot in (CLOSE, WHOLE) if has_photo(situation, slot)]
        return "已拍近景、全景" if len(taken) == 2 else ""

    return Duty(
        code="posted_proof", sentence="张贴件近景、全景都已拍照", article="cpl-95", evidence=evidence, jump="photos",
        reasons=("光线太暗，改用录像记录，已附录像",),
    )  # fmt: skip


def screen_shown() -> Duty:
    """P: what ran on a 共享法庭 screen is photographed there (domain.md §6)."""

    def evidence(situation: Situation) -> str:
        return "屏幕已拍照" if has_photo(situation, SCREEN) else ""

    return Duty(
        code="screen_shown", sentence="共享法庭屏幕播放已拍照", article="cpl-95", evidence=evidence, weight="practice",
        jump="photos", when=lambda situation: SCREEN in (situation.values.get("where") or ()),
        reasons=("屏幕当时检修，由庭务主任补拍后补交",),
    )  # fmt: skip


def cause_noted() -> Duty:
    """H: public service only where nothing else reaches him, with cause and course in the file (CPL 95)."""

    def evidence(situation: Situation) -> str:
        cause, course = situation.answer("cause"), situation.answer("course")
        return f"{cause}：{course}" if cause and course else ""

    return Duty(
        code="cause_noted", sentence="公告送达的原因和经过已记明", article="cpl-95", evidence=evidence, jump="cause",
        when=lambda situation: situation.values.get("purpose") == PUBLIC_DELIVERY,
        ask="写明下落不明还是其他方式送不到，以及试过哪些方式",
    )  # fmt: skip


def confirmed_tried() -> Duty:
    """W: before a public notice the address that he confirmed in a talk was tried: only what cannot be served otherwise
    is announced (CPL 95)."""

    def told(situation: Situation) -> dict[str, addresses.Confirmed]:
        known = addresses.confirmed(situation.cases, situation.related)
        receiver = situation.values.get("receiver") or ""
        return {name: one for name, one in known.items() if name in receiver or len(known) == 1}

    def asked(situation: Situation) -> bool:
        return situation.values.get("purpose") == PUBLIC_DELIVERY and bool(told(situation))

    def evidence(situation: Situation) -> str:
        tried: dict[str, str] = {}
        for happening in earlier.current(situation.related, "delivery"):
            said: Any = happening.said
            one = told(situation).get(said.receiver)
            if one is not None and local(said.served_at).date() >= one.on and not said.served:
                tried[said.receiver] = f"{local(said.served_at):%m-%d} {said.outcome}"
        return (
            listed(f"{n} {how}" for n, how in tried.items()) if tried.keys() >= told(situation).keys() else ""
        )

    return Duty(
        code="confirmed_tried", sentence="约谈确认的送达地址已经试过", article="cpl-95", evidence=evidence, weight="warn",
        when=asked, jump="course", ask="先按确认的地址或者电子账号送一次，没送到的记“送达：未送达”",
        reasons=("约谈确认的电话已停机，地址已核实搬离",),
    )  # fmt: skip


def sealed_paper() -> Duty:
    """H: what is posted is the court's sealed paper with its number (domain.md §2.2: no seal is made on site)."""

    def evidence(situation: Situation) -> str:
        papers: tuple[Handed, ...] = situation.answer("papers") or ()
        numbered = [p for p in papers if p.number]
        ready = situation.answer("sealed") is True and papers and len(numbered) == len(papers)
        return f"已盖院印，{listed(p.number for p in papers)}" if ready else ""

    return Duty(
        code="sealed_paper", sentence="张贴的是院里签发、盖章的文书", article="cpl-95", evidence=evidence, jump="sealed",
        ask="写明文号，并确认已盖院印",
    )  # fmt: skip


def numbers_masked() -> Duty:
    """W: identity numbers on what hangs in public are masked (domain.md §9, 15)."""

    return Duty(
        code="numbers_masked", sentence="公开张贴件上的身份号码已遮盖", article="cpl-95",
        evidence=said_yes("masked", "已遮盖"), weight="warn",
        jump="masked", reasons=("张贴件上没有身份号码、住址、电话",),
    )  # fmt: skip


def _taker(situation: Situation) -> Person | None:
    found: tuple[Person, ...] = situation.answer("taken_by") or ()
    return found[0] if len(found) == 1 else None


def _opponent(situation: Situation, name: str) -> bool:
    """True for a party on the other side than the receiver."""
    receiver = situation.answer("receiver")
    for case in situation.cases:
        sides = (case.creditors, case.debtors)
        for own, other in (sides, sides[::-1]):
            if any(p.name == receiver for p in own) and any(p.name == name for p in other):
                return True
    return False


def _signed_for(situation: Situation) -> bool:
    return situation.values.get("outcome") in MAY_TAKE


def _left(situation: Situation) -> bool:
    return situation.values.get("outcome") == LEFT
