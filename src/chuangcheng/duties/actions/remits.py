"""What each group looks after, and the number from which leads are too many."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from chuangcheng.duties.models import Remit, Threshold
from chuangcheng.duties.queries.tables import known_for_remits, remit_rows
from chuangcheng.duties.rules import LEAST, THRESHOLDS, RemitRow, changes, sift
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Area, SiteType
from chuangcheng.units.models import Group, Unit


def set_remit(
    *,
    by: Actor,
    at: datetime,
    group: Group,
    contents: Sequence[str] = (),
    site_types: Sequence[str] = (),
    areas: Sequence[str] = (),
    units: Sequence[str] = (),
) -> RemitRow:
    """Say anew what a group looks after, by codes of contents or standards, site types, areas and units."""
    by.must("duties.set_remit")
    with act("duties.set_remit", by=by, at=at, on=group) as record:
        row = RemitRow(group.code, tuple(contents), tuple(site_types), tuple(areas), tuple(units))
        _replace(_sound([row]))
        record.note(group=group.code, contents=contents, site_types=site_types, areas=areas, units=units)
    return row


def import_remits(*, by: Actor, at: datetime, rows: Sequence[RemitRow]) -> dict[str, int]:
    """Say anew what the groups of a table look after; other groups stay."""
    by.must("duties.import_remits")
    with act("duties.import_remits", by=by, at=at) as record:
        found = changes(remit_rows(), _sound(rows))
        _replace([change.after for change in found if change.after])
        told = {kind: sum(change.kind == kind for change in found) for kind in ("added", "changed")}
        record.note(**told)
    return told


def _sound(rows: Sequence[RemitRow]) -> list[RemitRow]:
    kept, problems = sift(rows, known_for_remits())
    if problems:
        raise Refused("rows_refused", _("%(count)s rows cannot stand. Look at the preview.") % {"count": len(problems)})
    return kept


def _replace(rows: Sequence[RemitRow]) -> None:
    groups = dict(Group.objects.values_list("code", "pk"))
    site_types = dict(SiteType.objects.values_list("code", "pk"))
    areas = dict(Area.objects.values_list("code", "pk"))
    units = dict(Unit.objects.values_list("code", "pk"))
    Remit.objects.filter(group__code__in=[row.group for row in rows]).delete()
    made: list[Remit] = []
    for row in rows:
        parts = [
            *({"indicator_code": code} for code in row.contents),
            *({"site_type_id": site_types[code]} for code in row.site_types),
            *({"area_id": areas[code]} for code in row.areas),
            *({"unit_id": units[code]} for code in row.units),
        ]
        made += [Remit(group_id=groups[row.group], position=i, **part) for i, part in enumerate(parts)]  # type: ignore[arg-type]
    Remit.objects.bulk_create(made, batch_size=200)


def set_threshold(*, by: Actor, at: datetime, code: str, value: int) -> Threshold:
    """A number that the city sets for itself; the codes are those of `rules.THRESHOLDS`. Refused: `bad_threshold`."""
    by.must("duties.set_threshold")
    with act("duties.set_threshold", by=by, at=at) as record:
        least = LEAST.get(code, 1)
        if code not in THRESHOLDS or not least <= value <= 10_000:
            said = _("Choose a number from %(least)s to 10,000.") % {"least": least}
            raise Refused("bad_threshold", said, field="value")
        threshold, _made = Threshold.objects.update_or_create(code=code, defaults={"value": value})
        record.on(threshold, code=code, value=value)
    return threshold
