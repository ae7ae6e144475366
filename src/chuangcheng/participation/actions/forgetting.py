"""What is deleted: at the writer's wish by the secret link, contact details on schedule, each with a record."""

from datetime import datetime
from typing import Any

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.participation.actions.receiving import drop_file
from chuangcheng.participation.models import Contact, Passage, Report
from chuangcheng.participation.rules import CONTACT_KEPT
from chuangcheng.participation.workflow import check, moved

BATCH = 500


def erase_report(*, by: Actor, at: datetime, report: Report) -> Report:
    """Text, pictures, contact details and public words are gone; what stays is that there was a report, and its case,
    which is the city's own. The journal never held the text."""
    by.must("participation.erase_report")
    move = check("participation.erase_report", report, {})
    with act("participation.erase_report", by=by, at=at, on=report, code=report.shown_code) as record:
        photos = list(report.photos.select_related("file"))
        Contact.objects.filter(report=report).delete()
        Passage.objects.filter(report=report).delete()
        report.followers.all().delete()
        report.alerts.all().delete()
        report.replies.all().delete()
        report.photos.all().delete()
        empty = dict.fromkeys(("description", "public_zh", "objection", "address_zh", "decline_zh"), "")
        gone: dict[str, Any] = {
            "published_at": None,
            "longitude": None,
            "latitude": None,
            "answers": {},
            "satisfaction": None,
        }
        moved(report, move, ended_at=at, **empty, **gone)
        for photo in photos:
            drop_file(photo.file, at, "deleted at the writer's wish")
        record.note(photos=len(photos))
    return report


def forget_contacts(*, by: Actor, at: datetime) -> int:
    """Contact details of matters that ended long enough ago. Returns how many."""
    by.must("participation.forget_contacts")
    old = Report.objects.filter(ended_at__lt=at - CONTACT_KEPT)
    unanswered = Report.objects.filter(ended_at=None, answered_at__lt=at - CONTACT_KEPT)
    keys = [*old.filter(contact__isnull=False).values_list("pk", flat=True)[:BATCH]]
    keys += [*unanswered.filter(contact__isnull=False).values_list("pk", flat=True)[:BATCH]]
    if not keys:
        return 0
    with act("participation.forget_contacts", by=by, at=at, count=len(keys)):
        Contact.objects.filter(report__in=keys).delete()
    return len(keys)
