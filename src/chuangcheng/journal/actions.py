"""The one deed upon the journal itself."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def forget_personal(*, by: Actor, at: datetime, entry: Entry, reason: str) -> None:
    """Delete the personal text and its salt beside a row. The chain holds: only the digest was ever hashed."""
    by.must("journal.forget_personal")
    if not reason.strip():
        raise Refused("missing", _("Say why the text is to be forgotten."), field="reason")
    with act("journal.forget_personal", by=by, at=at, on=entry, row=entry.pk, reason=reason.strip()):
        Personal.objects.filter(pk=entry.pk).delete()
