"""Fields and grounds as tables, the columns of the platform's file, campaigns, what is forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chuangcheng.integrity.models import Campaign, CampaignReport, Entry, Field, Ground, PlatformColumn
from chuangcheng.integrity.rules import is_sound
from chuangcheng.integrity.sealing import FORGOTTEN
from chuangcheng.integrity.spreadsheet import SOURCES
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.chosen_columns import must_be_columns, replace_columns
from chuangcheng.kit.refused import Refused
from chuangcheng.units.models import Unit

KEPT_DAYS = 180
"""After the last day of its publication, or after it was taken down."""


def import_grounds(
    *, by: Actor, at: datetime, fields: Iterable[Mapping[str, Any]], grounds: Iterable[Mapping[str, Any]]
) -> int:
    """Fields and grounds by their codes; what is left out stays. Refused: `bad_class` beyond the limits of a class."""
    by.must("integrity.import_grounds")
    count = 0
    with act("integrity.import_grounds", by=by, at=at) as record:
        for row in fields:
            Field.objects.update_or_create(code=row["code"], defaults={**row})
            count += 1
        known = {field.code: field for field in Field.objects.all()}
        for row in grounds:
            if row["field_code"] not in known or not is_sound(row["failing_class"], row["most_months"]):
                said = _("Ground %(code)s publishes longer than its class allows, or its field is not known.")
                raise Refused("bad_class", said % {"code": row["code"]})
            values = {name: row[name] for name in ("kind", "ground_zh", "legal_basis", "failing_class", "authority")}
            values |= {"field": known[row["field_code"]], "most_months": row["most_months"]}
            Ground.objects.update_or_create(code=row["code"], defaults=values)
            count += 1
        record.note(count=count)
    return count


def set_platform_columns(*, by: Actor, at: datetime, columns: Sequence[tuple[str, str]]) -> None:
    """(header, source) in order. Refused: `bad_source`."""
    by.must("integrity.set_platform_columns")
    must_be_columns(columns, SOURCES)
    with act("integrity.set_platform_columns", by=by, at=at, count=len(columns)):
        replace_columns(PlatformColumn, columns)


def export_entries(*, by: Actor, at: datetime, count: int) -> None:
    """Write down that a file for the platform was made."""
    by.must("integrity.export_entries")
    with act("integrity.export_entries", by=by, at=at, count=count):
        pass


def open_campaign(
    *,
    by: Actor,
    at: datetime,
    field: Field,
    name_zh: str,
    lead_unit: Unit,
    starts_on: date,
    ends_on: date,
    goal_zh: str,
) -> Campaign:
    """專項整治. Refused: `bad_days`."""
    by.must("integrity.open_campaign", unit_path=lead_unit.path)
    if ends_on < starts_on:
        raise Refused("bad_days", _("It ends before it begins."), field="ends_on")
    with act("integrity.open_campaign", by=by, at=at, name=name_zh.strip()) as record:
        made = Campaign.objects.create(
            field=field,
            name_zh=name_zh.strip(),
            lead_unit=lead_unit,
            starts_on=starts_on,
            ends_on=ends_on,
            goal_zh=goal_zh.strip(),
        )
        record.on(made)
    return made


def report_campaign(
    *, by: Actor, at: datetime, campaign: Campaign, reported_on: date, figures: Mapping[str, int], text_zh: str = ""
) -> CampaignReport:
    """Its figures since the report before: checked, found, put_right, punished. Refused: `bad_day`, `bad_figures`."""
    by.must("integrity.report_campaign", unit_path=campaign.lead_unit.path)
    if not campaign.starts_on <= reported_on <= localdate(at):
        raise Refused("bad_day", _("The day lies before the campaign or in the future."), field="reported_on")
    if figures["put_right"] > figures["found"] or figures["found"] > figures["checked"]:
        raise Refused("bad_figures", _("No more can be put right than was found, nor found than was checked."))
    with act("integrity.report_campaign", by=by, at=at, on=campaign, name=campaign.name_zh):
        return CampaignReport.objects.create(
            campaign=campaign, reported_on=reported_on, text_zh=text_zh.strip(), **figures
        )


def forget_parties(*, by: Actor, at: datetime) -> int:
    """Names and numbers go 180 days after the last day of publication or of being taken down; 500 at most at once."""
    by.must("integrity.forget_parties")
    day, moment = localdate(at) - timedelta(days=KEPT_DAYS), at - timedelta(days=KEPT_DAYS)
    rows = Entry.objects.exclude(name_sealed="").filter(Q(publish_until__lte=day) | Q(over_at__lte=moment))
    found = list(rows.order_by("pk").values_list("pk", flat=True)[:500])
    if found:
        with act("integrity.forget_parties", by=by, at=at, count=len(found)):
            Entry.objects.filter(pk__in=found).update(**FORGOTTEN)
            persons = Entry.objects.filter(pk__in=found, party_kind="person")
            persons.update(shown_name="***", shown_number="***")
    return len(found)
