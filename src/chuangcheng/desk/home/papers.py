"""Official documents that wait for a yes, or for the word that they have arrived."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.desk.home.rows import Work
from chuangcheng.documents import queries as documents
from chuangcheng.kit.actor import Actor


def waiting_papers(actor: Actor, at: datetime) -> list[Work]:
    """Documents that wait for this actor's yes, and those that have come to the actor's units."""
    return [
        *(
            Work(
                title=one.title_zh,
                detail=one.get_kind_display(),
                url=reverse("desk:document", args=[one.pk]),
                button=_("Read and approve"),
                due_at=one.sent_at,
                has_deadline=False,
                state=one.state,
                state_label=one.get_state_display(),
            )
            for one in documents.waiting_for_approver(actor)
        ),
        *(
            Work(
                title=f"{one.document.number} {one.document.title_zh}",
                detail=one.unit.name,
                url=reverse("desk:document", args=[one.document_id]),
                button=_("Acknowledge"),
                due_at=one.issued_at,
                has_deadline=False,
                state=one.document.state,
                state_label=one.document.get_state_display(),
            )
            for one in documents.waiting_for_units(actor, at)
        ),
    ]
