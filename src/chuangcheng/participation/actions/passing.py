"""A report that comes through another city system, under that system's own grants and in its name."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.models import ApiClient
from chuangcheng.evidence.actions import receive_file
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.tokens import token_hash
from chuangcheng.participation import guarding
from chuangcheng.participation.actions.receiving import Said, checked, hold_report, saved
from chuangcheng.participation.models import Channel, Passage, Report, ReportPhoto
from chuangcheng.participation.rules import LONGEST_PASSED_ON, MOST_PHOTOS
from chuangcheng.participation.workflow import check

LONGEST_URL = 500


@dataclass(frozen=True, slots=True)
class Passed:
    """The other system's side of a report: who it is, its own id of it, its pictures, addresses that it named."""

    client: ApiClient
    client_id: uuid.UUID
    pictures: Sequence[bytes] = ()
    media_urls: Sequence[str] = ()


def passage_token(client_id: uuid.UUID, stored: str = "") -> str:
    """With this the system asks for the report's code. It follows from the system's own id, and opens nothing else."""
    return guarding.token_of(str(client_id), "participation.passage", stored)


def pass_on_report(*, by: Actor, at: datetime, said: Said, passed: Passed) -> Report:
    """The same id again gives the same report. A system is held back by its key's limits, so only what is blocked is
    held for a look. Refused as `receive_report`, with 4,000 characters; `bad_url`, `too_many` pictures, and the codes
    of `evidence` for what is no picture.
    """
    by.must("participation.pass_on_report", area_path=said.place.area.path)
    if known := Report.objects.filter(client_id=passed.client_id).first():
        return known
    text = checked(said, LONGEST_PASSED_ON, 1)
    _check_passage(passed)
    check("participation.pass_on_report", None, {"description": text})
    try:
        with transaction.atomic(), act("participation.pass_on_report", by=by, at=at) as record:
            report = saved(said, text, passed.client_id, at, Channel.SYSTEM)
            _keep(report, passed, at)
            record.on(report, code=report.shown_code, client=passed.client.name, photos=len(passed.pictures))
            if guarding.is_blocked(text, said.phone):
                hold_report(by=SYSTEM, at=at, report=report, reason="blocked")
    except IntegrityError:  # the same report came twice at once
        return Report.objects.get(client_id=passed.client_id)
    return report


def _check_passage(passed: Passed) -> None:
    if len(passed.media_urls) > MOST_PHOTOS or not all(map(_is_url, passed.media_urls)):
        raise Refused("bad_url", _("This is no address of a page or picture."), field="media_url")
    if len(passed.pictures) > MOST_PHOTOS:
        raise Refused("too_many", _("Six pictures at most."), field="photos")


def _is_url(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text) <= LONGEST_URL and text.isprintable()


def _keep(report: Report, passed: Passed, at: datetime) -> None:
    Passage.objects.create(
        report=report,
        client=passed.client,
        token_hash=token_hash(passage_token(passed.client_id)),
        media_urls=list(passed.media_urls),
        passed_at=at,
    )
    files = {
        file.pk: file for file in (receive_file(by=SYSTEM, at=at, name="", content=one) for one in passed.pictures)
    }
    ReportPhoto.objects.bulk_create(
        ReportPhoto(report=report, client_id=passed.client_id, file=file, added_at=at) for file in files.values()
    )
