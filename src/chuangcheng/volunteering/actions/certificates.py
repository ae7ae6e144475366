"""Certificates of service under a code that anybody may look up, and the export for the national system."""

import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.chosen_columns import must_be_columns, replace_columns
from chuangcheng.kit.refused import Refused
from chuangcheng.volunteering.actions.signing import own_volunteer
from chuangcheng.volunteering.models import Certificate, HoursColumn, Service, ServiceState
from chuangcheng.volunteering.rules import ALPHABET
from chuangcheng.volunteering.spreadsheet import SOURCES

CODE_LENGTH = 12


def issue_certificate(*, by: Actor, at: datetime) -> Certificate:
    """Of all one's own records that an organiser vouched for, frozen as they are now. Refused `nothing`."""
    by.must("volunteering.issue_certificate")
    with act("volunteering.issue_certificate", by=by, at=at) as record:
        volunteer = own_volunteer(by)
        vouched = Service.objects.filter(volunteer=volunteer, state=ServiceState.VOUCHED)
        rows = list(vouched.select_related("shift__campaign__unit").order_by("shift__starts_at"))
        if not rows:
            raise Refused("nothing", _("No organiser has vouched for a service of yours yet."))
        made = Certificate.objects.create(
            code="".join(secrets.choice(ALPHABET) for _sign in range(CODE_LENGTH)),
            volunteer=volunteer,
            minutes=sum(row.minutes for row in rows),
            service_count=len(rows),
            first_on=timezone.localdate(rows[0].shift.starts_at),
            last_on=timezone.localdate(rows[-1].shift.starts_at),
            lines=_lines(rows),
            issued_at=at,
        )
        record.on(made, count=len(rows))
    return made


def _lines(rows: list[Service]) -> list[list[str | int]]:
    """[campaign, organising unit, services, minutes] in order of name."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        found = counts[(row.shift.campaign.name_zh, row.shift.campaign.unit.name_zh)]
        found[0] += 1
        found[1] += row.minutes
    return [[campaign, unit, count, minutes] for (campaign, unit), (count, minutes) in sorted(counts.items())]


def export_hours(*, by: Actor, at: datetime, count: int) -> None:
    """Note that records with names left the house. The face writes the file from `queries.exported`."""
    by.must("volunteering.export_hours")
    with act("volunteering.export_hours", by=by, at=at, count=count):
        return


def set_hours_columns(*, by: Actor, at: datetime, columns: Sequence[tuple[str, str]]) -> None:
    """(header, source) of that file in order. Refused: `bad_source`."""
    by.must("volunteering.set_hours_columns")
    must_be_columns(columns, SOURCES)
    with act("volunteering.set_hours_columns", by=by, at=at, count=len(columns)):
        replace_columns(HoursColumn, columns)
