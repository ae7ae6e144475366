"""Files that wait between preview and confirmation, so that nobody uploads twice."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.models import KeptUpload
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused

UPLOAD_LASTS = timedelta(days=1)
MOST_BYTES = 20 * 1024 * 1024


def keep_upload(*, by: Actor, at: datetime, page: str, filename: str, content: bytes) -> KeptUpload:
    """Keep an uploaded file for its own import page; the person's earlier one of that page goes."""
    if not by.person_id:
        raise NotAllowed("accounts.keep_upload")
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", _("The file is larger than 20 MB; split it."), field="file")
    with act("accounts.keep_upload", by=by, at=at, page=page, filename=filename, size=len(content)) as record:
        KeptUpload.objects.filter(person_id=by.person_id, page=page).delete()
        KeptUpload.objects.filter(kept_at__lt=at - UPLOAD_LASTS).delete()
        upload = KeptUpload.objects.create(
            person_id=by.person_id, page=page, filename=filename[:200], content=content, kept_at=at
        )
        record.on(upload)
    return upload
