"""Identity numbers: a wrong check figure warns and may stand, for the card in the hand decides."""

from __future__ import annotations

from services.identifiers.finding import plain
from services.records.fields import ResidentId
from ui.forms.editor import Editor, editor_for
from ui.forms.editors.lines import LineEditor
from ui.forms.hints import Hints, Tools


class ResidentIdEditor(LineEditor):
    """Eighteen signs, typed in any width."""

    def taken(self, text: str) -> str:
        return plain(text).upper()


@editor_for.register
def _(field: ResidentId, name: str, hints: Hints, tools: Tools) -> Editor:
    return ResidentIdEditor(name, field, hints, tools)
