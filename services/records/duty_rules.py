"""法定义务的判断（任何外勤）: each function makes one duty, green only from draft, journal or docket."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from services.clock import local
from services.docket.party import Party
from services.records.duties import Duty, Situation
from services.records.events import DocumentIssued, PaperRole, PaperStep
from services.records.signing import signers
from services.records.values import Film, Person, Photo, Signature
from services.wording import listed

Condition = Callable[[Situation], bool]
FRAIL = ("未成年人", "老人", "病人", "残疾人", "孕妇")
_FRAIL_WORDS = ("未成年", "老人", "老年", "病", "残", "孕")


def debtors(situation: Situation) -> tuple[Party, ...]:
    """The debtors of all cases the act belongs to."""
    return tuple(d for case in situation.cases for d in case.debtors)


def debtor_is_citizen(situation: Situation) -> bool:
    """民诉法 256-1 asks for unit or grassroots presence where the debtor is a citizen."""
    return any(d.is_citizen for d in debtors(situation))


def present(situation: Situation, roles: Iterable[str]) -> tuple[Person, ...]:
    """The persons present in one of these roles, named."""
    wanted = set(roles)
    return tuple(p for p in situation.answer("present") or () if p.role in wanted and p.name)


def said_yes(name: str, words: str) -> Callable[[Situation], str]:
    """The evidence of a question answered 是, in these words; 否 and no answer are none."""
    return lambda situation: words if situation.answer(name) is True else ""


def two_officers() -> Duty:
    """P: at least two officers (ZX98 7)."""

    def evidence(situation: Situation) -> str:
        officers = dict.fromkeys(situation.answer("officers") or ())
        return listed(officers) if len(officers) >= 2 else ""

    return Duty(
        code="two_officers", sentence="两名以上执行人员在场", article="zx98-7", evidence=evidence,
        weight="practice", jump="officers", reasons=("只有一名执行人员，另有法警在场", "情况紧急，来不及等第二名执行人员"),
    )  # fmt: skip


def id_shown(when: Condition | None = None) -> Duty:
    """H: officers show their documents (民诉法 239, paragraph 2)."""

    return Duty(
        code="id_shown", sentence="出示工作证件", article="cpl-239",
        evidence=said_yes("id_shown", "已出示工作证件"), when=when, jump="id_shown",
        ask="答“是”后转绿", reasons=("现场没有其他人，无从出示证件",),
    )  # fmt: skip


def recording_told(when: Condition | None = None) -> Duty:
    """P: recorder on, and said so: the films alone do not tell that anyone was told."""

    def evidence(situation: Situation) -> str:
        if situation.answer("recorder_on") is not True:
            return ""
        films: tuple[Film, ...] = situation.answer("films") or ()
        return f"已告知，录音录像 {len(films)} 段" if films else "已告知全程录音录像"

    return Duty(
        code="recorder", sentence="全程录音录像并告知", article="zx98-7", evidence=evidence, weight="practice",
        when=when, jump="recorder_on", reasons=("执法记录仪电量耗尽，改用手机拍摄", "执法记录仪故障，已向庭长报告"),
    )  # fmt: skip


def place_and_time_recorded(moment: str = "arrived_at") -> Duty:
    """P: moment and position are in the record (domain.md §5.1)."""

    def evidence(situation: Situation) -> str:
        at, where = situation.answer(moment), situation.answer("located")
        return f"{local(at):%H:%M} {where.fix.text}" if at and where and where.fix else ""

    return Duty(
        code="place_and_time", sentence="时间、定位已记", article="cpl-239-2", evidence=evidence, weight="practice",
        jump="located", reasons=("地下车库内收不到卫星信号",),
    )  # fmt: skip


def photo_taken(slot: str, sentence: str) -> Duty:
    """W: a photo of that slot is in the record."""

    def evidence(situation: Situation) -> str:
        return f"已拍{slot}" if has_photo(situation, slot) else ""

    return Duty(
        code="photo_taken", sentence=sentence, article="ccdc-12", evidence=evidence, weight="warn", jump="photos",
        reasons=("光线太暗，照片无法辨认",),
    )  # fmt: skip


def care_noted(people: str = "present") -> Duty:
    """W: minors, elderly, sick, disabled or pregnant people present get a note of care (domain.md §5.1)."""

    def frail_present(situation: Situation) -> bool:
        noted = (p.note for p in situation.values.get(people) or ())
        return bool(situation.values.get("frail")) or any(w in note for note in noted for w in _FRAIL_WORDS)

    def evidence(situation: Situation) -> str:
        return situation.answer("care") or ""

    return Duty(
        code="care_noted", sentence="在场老幼病残孕已作照顾", article="cpl-239-2", evidence=evidence, weight="warn",
        when=frail_present, jump="care", reasons=("经询问，本人和家属均表示不需要照顾",),
    )  # fmt: skip


def signed_by_all(
    code: str, sentence: str, article: str, role: PaperRole, when: Condition | None = None
) -> Duty:
    """H, at 离场: everyone who has to sign has signed on screen or paper, or why not is written at his place."""

    def evidence(situation: Situation) -> str:
        given: tuple[Signature, ...] = situation.answer("signatures") or ()
        wanted = {name for name, _ in signers(situation.fields, situation.values)}
        done = {s.name for s in given if _stands(s)}
        on_paper = wet_signed(situation, role)
        if not wanted or not wanted <= done | on_paper:
            return ""
        if wanted <= done:
            return f"{len(wanted)} 人已签或已注明"
        return f"纸上已签（{listed(sorted(on_paper))}），已回拍"

    return Duty(
        code=code, sentence=sentence, article=article, evidence=evidence, at="leave", jump="signatures", when=when,
        ask="在纸上签的，打印后签名、回拍", reasons=("当事人已离开现场，未能签名",),
    )  # fmt: skip


def has_photo(situation: Situation, slot: str) -> bool:
    """True when a photo of that slot is among the answers."""
    photos: tuple[Photo, ...] = situation.answer("photos") or ()
    return any(p.slot == slot for p in photos)


def _stands(signature: Signature) -> bool:
    """Ink on the screen, or a note with its reason; what is signed on paper is proved by the sheet's photo alone."""
    if signature.way == "screen":
        return bool(signature.strokes and signature.bound)
    return signature.way != "paper" and bool(signature.reason)


def wet_signed(situation: Situation, role: PaperRole) -> set[str]:
    """Who has signed on a paper of that role whose signed sheet was photographed back and that was not voided."""
    found: set[str] = set()
    steps = [s for _, s in situation.said(PaperStep)]
    for issued in (e.id for e, said in situation.said(DocumentIssued) if said.role == role):
        own = [s for s in steps if s.issued == issued]
        photographed = any(s.step == "photographed" and s.photo is not None for s in own)
        if photographed and not any(s.step == "voided" for s in own):
            found |= {name for s in own if s.step == "signed" for name in s.persons}
    return found
