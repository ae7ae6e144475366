"""Visits outside the draw, and changes of who inspects."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.actions.assigning import city_edition, must_not_be_own, own_of, spot_of
from chuangcheng.inspections.models import Visit, VisitInspector, VisitKind
from chuangcheng.inspections.workflow import VISITS, check
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Site
from chuangcheng.units.models import Post


def replace_inspector(
    *, by: Actor, at: datetime, visit: Visit, leaving: Post, joining: Post, reason: str
) -> VisitInspector:
    """Somebody else goes, with a reason; who left stays in the record. Refused: `missing`, `not_inspecting`,
    `own_unit`, `already_there`, `already_finished`.
    """
    by.must("inspections.replace_inspector")
    reason = reason.strip()
    check(VISITS, "inspections.replace_inspector", visit, {"reason": reason})
    team = {one.post_id: one for one in VisitInspector.objects.filter(visit=visit, left_at=None)}
    if leaving.pk not in team:
        raise Refused("not_inspecting", _("This inspector does not go to this stop."), field="leaving")
    if team[leaving.pk].finished_at is not None:
        raise Refused("already_finished", _("This inspector has finished here already."), field="leaving")
    if joining.pk in team:
        raise Refused("already_there", _("This inspector goes there already."), field="joining")
    must_not_be_own([joining], spot_of(visit), at, *own_of(visit))
    with act("inspections.replace_inspector", by=by, at=at, on=visit, reason=reason) as record:
        old = team[leaving.pk]
        VisitInspector.objects.filter(pk=old.pk).update(left_at=at)
        # Told to the inspectors, perhaps before the stop may be seen: its number says which, and not where.
        stop = f"{visit.round.code}-{visit.position}" if visit.round else visit.where_zh
        record.note(stop=stop, leaving=leaving.code, joining=joining.code)
        return VisitInspector.objects.create(
            visit=visit, post=joining, position=old.position, is_replacement=True, reason_zh=reason, joined_at=at
        )


def start_free_visit(*, by: Actor, at: datetime, site: Site) -> Visit:
    """A visit outside every round, begun by the inspector. What it finds becomes cases; it never enters a rate."""
    by.must("inspections.start_free_visit", area_path=site.area.path)
    if not by.post_ids:
        raise Refused("no_post", _("Only somebody who holds a post can visit."))
    edition = city_edition(at)
    with act("inspections.start_free_visit", by=by, at=at) as record:
        visit = Visit.objects.create(edition=edition, site=site, kind=VisitKind.FREE, planned_at=at)
        VisitInspector.objects.create(visit=visit, post_id=by.post_ids[0], position=1, joined_at=at)
        record.on(visit, site=site.name_zh)
    return visit
