"""Moves of an entry. What the proceeding does to it is the proceeding's own table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.integrity.models import Entry
from chuangcheng.integrity.models import EntryState as S
from chuangcheng.kit.transitions import Move, TransitionTable, move_on


def _move(name: str, source: S | None, target: S, label: Any, *carries: str) -> Move:
    return Move(f"integrity.{name}", source and source.value, target.value, carries, label)


TABLE = TransitionTable(
    [
        _move("enter_entry", None, S.ENTERED, _("Enter")),
        _move("discard_entry", S.ENTERED, S.DISCARDED, _("Discard"), "text"),
        _move("propose_entry", S.ENTERED, S.PROPOSED, _("Propose to publish"), "text"),
        _move("record_repair", S.PROPOSED, S.REPAIRED, _("Record the repair"), "document_zh"),
        _move("ask_correction", S.PROPOSED, S.PROPOSED, _("This is wrong"), "text"),
        _move("reject_correction", S.PROPOSED, S.PROPOSED, _("It is right"), "text"),
        _move("take_down_entry", S.PROPOSED, S.CORRECTED, _("It is wrong: take it down"), "text"),
        _move("discard_entry", S.PROPOSED, S.DISCARDED, _("Discard"), "text"),
    ],
    final=[S.REPAIRED.value, S.CORRECTED.value, S.DISCARDED.value],
)
NAMES: Mapping[str, Any] = {"text": _("Text"), "document_zh": _("Document")}


def check(verb: str, entry: Entry, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, `missing`."""
    wrong = _("This cannot be done while the entry is “%(state)s”.") % {"state": entry.get_state_display()}
    return TABLE.check(
        verb,
        entry.state,
        carried,
        wrong=wrong,
        missing=lambda name: _("Please give: %(field)s.") % {"field": NAMES[name]},
    )


def moved(entry: Entry, move: Move, **changes: Any) -> None:
    """Compare-and-set; Stale if somebody else was faster."""
    move_on(entry, move, _("Somebody else was faster. Look at it again."), **changes)
