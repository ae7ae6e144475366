"""Changes of the calendar. Whoever keeps deadlines hears of a new table through the journal."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars import models
from chuangcheng.calendars.queries import check_again, table_of_row
from chuangcheng.calendars.rules import Calendar, Season, YearTable
from chuangcheng.calendars.tables import missing_days_off
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def upload_year_table(
    *, by: Actor, at: datetime, tables: Sequence[YearTable], source_name: str = ""
) -> list[models.YearTable]:
    """Take over the tables of one file. Refused: `no_table`, `table_incomplete`, `nothing_changed`."""
    by.must("calendars.upload_year_table")
    with act("calendars.upload_year_table", by=by, at=at) as record:
        if not tables:
            raise Refused("no_table", _("The file holds no table of working days."))
        if any(missing_days_off(table) for table in tables):
            raise Refused("table_incomplete", _("A day that is off in every year is a working day in this table."))
        known = {row.year: row for row in models.YearTable.objects.filter(year__in=[t.year for t in tables])}
        new = [table for table in tables if not _is_same(known.get(table.year), table)]
        if not new:
            raise Refused("nothing_changed", _("These tables are already in force: nothing was changed."))
        rows = [_store(table, source_name, at) for table in new]
        record.on(rows[0], years=", ".join(str(row.year) for row in rows), source_name=source_name)
        record.note(tables=[{"year": row.year, "off": row.off, "worked": row.worked} for row in rows])
        _stamp()
    return rows


def set_working_hours(*, by: Actor, at: datetime, seasons: Sequence[Season]) -> list[models.Season]:
    """Replace the seasons of working hours; deadlines already set stay. Refused: `seasons_wrong`."""
    by.must("calendars.set_working_hours")
    with act("calendars.set_working_hours", by=by, at=at) as record:
        try:
            wanted = Calendar({}, tuple(sorted(seasons, key=lambda season: season.starts))).seasons
        except ValueError:
            raise Refused(
                "seasons_wrong", _("Give at least one season of working hours, each on a day of its own.")
            ) from None
        models.Season.objects.all().delete()
        rows = models.Season.objects.bulk_create(_row_of(season) for season in wanted)
        record.note(seasons="; ".join(_season_text(season) for season in wanted))
        _stamp()
    return rows


def _is_same(row: models.YearTable | None, table: YearTable) -> bool:
    if row is None:
        return False
    stored = table_of_row(row)
    return (stored.off, stored.worked) == (dict(table.off), dict(table.worked))


def _store(table: YearTable, source_name: str, at: datetime) -> models.YearTable:
    values = {
        "off": _plain(table.off),
        "worked": _plain(table.worked),
        "source_name": source_name[:200],
        "uploaded_at": at,
    }
    row, _made = models.YearTable.objects.update_or_create(year=table.year, defaults=values)
    return row


def _plain(days: Mapping[date, str]) -> dict[str, str]:
    return {day.isoformat(): name for day, name in sorted(days.items())}


def _row_of(season: Season) -> models.Season:
    spans = [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in season.spans]
    return models.Season(name_zh=season.name_zh, month=season.month, day=season.day, spans=spans)


def _season_text(season: Season) -> str:
    spans = ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in season.spans)
    return f"{season.month:02}-{season.day:02} {spans}"


def _stamp() -> None:
    """Every process sees with its next look that what it keeps is old."""
    models.Stamp.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})
    check_again()
