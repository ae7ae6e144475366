"""Moves of a violation. What the proceeding does to it is the proceeding's own table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.exposures.models import Violation
from chuangcheng.exposures.models import ViolationState as S
from chuangcheng.kit.transitions import Move, TransitionTable, move_on


def _move(name: str, source: S | None, target: S, label: Any, *carries: str) -> Move:
    return Move(f"exposures.{name}", source and source.value, target.value, carries, label)


TABLE = TransitionTable(
    [
        _move("import_violations", None, S.IMPORTED, _("Import")),
        _move("propose_exposure", S.IMPORTED, S.PROPOSED, _("Propose to expose"), "text"),
        _move("set_aside_violation", S.IMPORTED, S.SET_ASIDE, _("Do not expose"), "text"),
        _move("annul_violation", S.IMPORTED, S.ANNULLED, _("The decision is annulled")),
        _move("annul_violation", S.SET_ASIDE, S.ANNULLED, _("The decision is annulled")),
        _move("annul_violation", S.PROPOSED, S.ANNULLED, _("The decision is annulled")),
    ],
    final=[S.ANNULLED.value],
)


def check(verb: str, violation: Violation, carried: Mapping[str, Any]) -> Move:
    """The move that the table allows, or Refused: `wrong_state`, `missing`."""
    wrong = _("This cannot be done while the violation is “%(state)s”.") % {"state": violation.get_state_display()}
    return TABLE.check(verb, violation.state, carried, wrong=wrong, missing=lambda _name: _("Please say why."))


def moved(violation: Violation, move: Move, **changes: Any) -> None:
    """Compare-and-set; Stale if somebody else was faster."""
    move_on(violation, move, _("Somebody else was faster. Look at it again."), **changes)
