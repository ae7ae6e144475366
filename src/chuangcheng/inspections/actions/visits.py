"""Visits outside the draw, and changes of who inspects."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.frameworks.models import EditionKind
from chuangcheng.frameworks.queries import Edition, edition_in_force
from chuangcheng.inspections.actions.assigning import holders, is_own
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
    _must_not_be_own([joining], visit.site, at)
    with act("inspections.replace_inspector", by=by, at=at, on=visit, reason=reason) as record:
        old = team[leaving.pk]
        VisitInspector.objects.filter(pk=old.pk).update(left_at=at)
        # Told to the inspectors, perhaps before the stop may be seen: its number says which, and not where.
        stop = f"{visit.round.code}-{visit.position}" if visit.round else visit.site.name_zh
        record.note(stop=stop, leaving=leaving.code, joining=joining.code)
        return VisitInspector.objects.create(
            visit=visit, post=joining, position=old.position, is_replacement=True, reason_zh=reason, joined_at=at
        )


def _must_not_be_own(posts: Sequence[Post], site: Site, at: datetime, *more: str) -> None:
    held = [*holders([site], at)[site.pk], *more]
    for post in posts:
        if is_own(post, held):
            raise Refused(
                "own_unit",
                _("%(unit)s holds this place: its own people do not inspect it.") % {"unit": post.unit.name},
            )


def _edition(at: datetime) -> Edition:
    edition = edition_in_force(EditionKind.CITY, at)
    if edition is None:
        raise Refused("no_edition", _("No edition of the framework is in force yet: publish one first."))
    return edition


def start_free_visit(*, by: Actor, at: datetime, site: Site) -> Visit:
    """A visit outside every round, begun by the inspector. What it finds becomes cases; it never enters a rate."""
    by.must("inspections.start_free_visit", area_path=site.area.path)
    if not by.post_ids:
        raise Refused("no_post", _("Only somebody who holds a post can visit."))
    edition = _edition(at)
    with act("inspections.start_free_visit", by=by, at=at) as record:
        visit = Visit.objects.create(edition=edition, site=site, kind=VisitKind.FREE, planned_at=at)
        VisitInspector.objects.create(visit=visit, post_id=by.post_ids[0], position=1, joined_at=at)
        record.on(visit, site=site.name_zh)
    return visit


def plan_recheck(*, by: Actor, at: datetime, case: Case, posts: Sequence[Post]) -> Visit:
    """回頭看: a closed case is looked at again, by people who do not belong to its unit. It never enters a rate."""
    by.must("inspections.plan_recheck")
    if case.site is None:
        raise Refused("no_site", _("This case does not lie at a site: it cannot be re-checked by a visit."))
    if not posts:
        raise Refused("missing", _("Choose who goes."), field="posts")
    _must_not_be_own(posts, case.site, at, *([case.unit.path] if case.unit else []))
    edition = case.check_point.edition if case.check_point else _edition(at)
    with act("inspections.plan_recheck", by=by, at=at) as record:
        visit = Visit.objects.create(edition=edition, site=case.site, kind=VisitKind.RECHECK, case=case, planned_at=at)
        VisitInspector.objects.bulk_create(
            VisitInspector(visit=visit, post=post, position=number, joined_at=at)
            for number, post in enumerate(posts, start=1)
        )
        record.on(visit, site=case.site.name_zh, case=case.number)
    return visit
