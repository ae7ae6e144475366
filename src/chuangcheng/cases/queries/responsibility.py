"""Who should have a case, and why, in words that the case keeps."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.cases.models import Case, Category
from chuangcheng.duties.queries import Candidate, reason_sentence, responsible_for
from chuangcheng.duties.queries import group_for as remit_of
from chuangcheng.frameworks.models import Indicator
from chuangcheng.frameworks.queries import standard_by_code
from chuangcheng.places.queries import Place
from chuangcheng.units.models import Group

CHOSEN = "chosen_by_hand"
AFTER_DISPUTE = "after_dispute"


def place_of_case(case: Case) -> Place | None:
    """The place reference of a case; None where not even an area is known."""
    if case.area is None:
        return None
    point = (case.longitude, case.latitude)
    return Place(case.area, case.segment, case.site, case.facility, *point, case.address_zh)


def candidates(case: Case, at: datetime) -> list[Candidate]:
    """Responsible units in order, each with its reason. At most five queries."""
    place = place_of_case(case)
    default_unit = case.category.default_unit if case.category else None
    if place is None:
        return []
    category = case.category.code if case.category else ""
    return responsible_for(case.standard, place, at, default_unit=default_unit, category=category)


def reason_of(candidate: Candidate) -> dict[str, Any]:
    """What a case keeps of a candidate's reason."""
    return {"code": candidate.reason_code, "params": candidate.reason_params}


def chosen(text: str, code: str = CHOSEN) -> dict[str, Any]:
    """What a case keeps when a person chose the unit and said why."""
    return {"code": code, "params": {"text": text}}


def reason_in_words(reason: dict[str, Any]) -> str:
    """The sentence that is shown wherever a case is dispatched; '' while there is none."""
    code, params = reason.get("code", ""), reason.get("params", {})
    if code == CHOSEN:
        return str(_("Chosen by hand: %(text)s") % params)
    if code == AFTER_DISPUTE:
        return str(_("After a dispute: %(text)s") % params)
    return reason_sentence(code, params) if code else ""


def group_of(case: Case) -> Group | None:
    """The working group in whose remit the case falls (one query)."""
    return remit_of(case.standard, case.site.site_type if case.site else None, case.area, case.unit)


def standard_of(category: Category | None, at: datetime) -> Indicator | None:
    """The standard that the category names, in the editions in force."""
    if category is None or not category.standard_code:
        return None
    return standard_by_code(category.standard_code, at)
