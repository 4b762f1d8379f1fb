"""The deeds of the acts about money and search, as their journeys share them: begin from the case, fill, sign, finish."""

from __future__ import annotations

from services.docket.case import Case
from services.entries.entry import Entry
from services.records.record import Record
from services.store import journal
from tests.journeys import seizing
from tests.journeys.hands import Hands
from ui.components.choices import ChoiceTiles
from ui.dialogs.kinds import KindsSheet
from ui.pages.finished import FinishedPage


def begin(hands: Hands, case: Case, kind: type[Record]) -> None:
    """案件 → the debtor's name → the case → 更多种类 → the kind's tile."""
    name = case.debtors[0].name
    hands.press("找案件")
    hands.until(lambda: hands.on("案件"))
    hands.write(hands.page._search.line, name)
    hands.until(lambda: hands.page._search.text == name)
    hands.tap_row(case.number)
    hands.until(lambda: case.number in hands.read(hands.page))
    pick(hands, kind)


def pick(hands: Hands, kind: type[Record]) -> None:
    """更多种类 on the case's page, and the kind's tile."""
    hands.press("更多种类")
    hands.until(
        lambda: "时间、地点、干警已带入" in hands.read()
    )  # the tiles stand once the case has been read

    def tile() -> object:
        sheets = [s for s in hands.window.findChildren(KindsSheet) if s.isVisible()]
        tiles = [t for s in sheets for g in s.findChildren(ChoiceTiles) for t in g.tiles]
        return next((t for t in tiles if t.choice.value is kind and t.isVisible()), None)

    hands.until(lambda: tile() is not None)
    hands.tap(tile())  # type: ignore[arg-type]
    hands.until(lambda: hands.record.form is not None)


def confirm_part(hands: Hands) -> None:
    """对 for every prefilled answer of this part."""
    form = hands.record.form
    assert form is not None
    for name in type_of(hands).parts[form.part].names:
        if name in hands.draft.prefilled:
            hands.tap(hands.editor(name).frame.confirm_key)


def type_of(hands: Hands) -> type[Record]:
    """The kind of the draft on the screen."""
    assert hands.record.opened is not None
    return hands.record.opened.kind


def someone(hands: Hands, name: str, role: str, field: str = "present") -> None:
    """One person more, by name and role."""
    present = hands.editor(field)
    hands.tap(present.adder)
    hands.write(present.panel.name, name)
    hands.tap(next(k for k in present.panel.role.keys if k.text() == role))
    hands.press("好")


def colleague(hands: Hands, second: str) -> None:
    """The second officer, by one tap on the list."""
    officers = hands.editor("officers")
    hands.tap(officers.display)
    hands.tap(officers.key(second))


def tick(hands: Hands, name: str, *words: str) -> None:
    """Keys of a choice of several."""
    for word in words:
        hands.tap(hands.editor(name).key(word))


def take_payment(hands: Hands, case: Case, amount: str, receipt: str) -> Entry:
    """The debtor himself pays in cash at the door; counted, signed, finance's form in his hand."""
    debtor = case.debtors[0].name
    part(hands, "收多少")
    hands.tap(hands.editor("purpose").frame.confirm_key)
    choose(hands, "way", "现金")
    write(hands, "received", amount)
    hands.until(lambda: hands.draft.values["received"].used is not None)
    write(hands, "place", case.places[0].text)
    confirm_part(hands)
    part(hands, "谁交、谁收")
    choose(hands, "payer_is", "被执行人本人")
    someone(hands, debtor, "交款人")
    colleague(hands, hands.session.colleagues[0].name)
    yes(hands, "id_shown", "recorder_on")
    confirm_part(hands)
    part(hands, "票据与去向")
    yes(hands, "counted")
    write(hands, "receipt_number", receipt)
    yes(hands, "receipt_given")
    sign(hands)
    return finish(hands)


def finish(hands: Hands) -> Entry:
    """完成, until the finished record is on the screen; its entry."""
    page, code = hands.record, type_of(hands).code
    hands.until(lambda: not page.done_key.missing)
    hands.tap(page.done_key)
    hands.until(lambda: isinstance(hands.page, FinishedPage) and "已保存" in hands.read(hands.page))
    return hands.ask(lambda: journal.entries(hands.session.vault, kinds=(code,)))[-1]


part, choose, yes, write, sign = seizing.part, seizing.choose, seizing.yes, seizing.write, seizing.sign
