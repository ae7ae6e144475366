"""Who may make a move on this case: the verb inside the case's unit and area, and never in one's own matter."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case, Submission
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def must(by: Actor, verb: str, case: Case) -> None:
    """Raise NotAllowed unless one grant covers the verb at the case's unit and area."""
    by.must(verb, unit_path=case.unit_path, area_path=case.area_path)


def must_be_impartial(by: Actor, case: Case, submission: Submission | None) -> None:
    """Verification is never by the unit's own people, nor by the one who submitted. Raises Refused."""
    if case.unit and by.belongs_to([case.unit.path]):
        raise Refused(
            "own_unit", _("Verification is never done by the unit's own people. Somebody from outside it must look.")
        )
    if submission and by.person_id is not None and submission.submitted_by_id == by.person_id:
        raise Refused("own_submission", _("Whoever submitted a case may not verify it. Another verifier must look."))
