"""A visit ends: finished with every check point answered, or recorded as not possible."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from chuangcheng.draws import queries as draws
from chuangcheng.draws.queries import Entry, StratumSelection
from chuangcheng.inspections.actions.assigning import SITES, drawn_posts, holders, is_own
from chuangcheng.inspections.actions.authorising import must_inspect, must_judge
from chuangcheng.inspections.actions.closing import close, must_be_complete
from chuangcheng.inspections.actions.planning import designed, sites_by_code
from chuangcheng.inspections.actions.readings import close_if_judged, end_reading, finish_reading
from chuangcheng.inspections.actions.rechecking import Seen, close_recheck, keep_unseen, outcome_said
from chuangcheng.inspections.models import FIRST, Visit, VisitInspector, VisitKind
from chuangcheng.inspections.workflow import VISITS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Site


def finish_visit(
    *,
    by: Actor,
    at: datetime,
    visit: Visit,
    note: str = "",
    recheck: Seen | None = None,
    visited_at: datetime | None = None,
) -> Visit:
    """Close the stop: every answer that was not met becomes a case in the same act.

    Where two judge apart, it ends one's own reading; the last of the two closes the stop. Refused `incomplete` while
    a check point has no verdict, or an answer lacks its number or its photo; a free visit need not answer everything.
    A re-check says in `recheck` what became of its case, or answers the case's check point; it opens no case of its
    own, for a relapsed one is opened again.
    `not_your_stop`, `round_not_open`, `wrong_state`, `already_finished` as everywhere.
    `visited_at`: when it was, if a phone without a network kept the record.
    """
    if visit.is_double:
        return finish_reading(by=by, at=at, visit=visit, note=note)
    reading = must_judge(by, "inspections.finish_visit", visit, at)
    move = check(VISITS, "inspections.finish_visit", visit, {})
    if recheck is None:
        must_be_complete(visit, reading)
    said = outcome_said(visit, recheck)
    with act("inspections.finish_visit", by=by, at=at, on=visit, site=visit.where_zh) as record:
        if said is None:
            close(visit, move, record, by=by, at=at, note=note, visited_at=visited_at)
        else:
            close_recheck(visit, move, record, said, by=by, at=at, note=note, visited_at=visited_at)
    return visit


def mark_not_possible(*, by: Actor, at: datetime, visit: Visit, reason: str) -> Visit | None:
    """Record that the site could not be visited; the next of the reserve list becomes a stop and is returned.

    None when the reserve is used up, or the stop was not drawn. Where two judge apart the first one's word counts: the
    second ends only the own reading, and nothing takes the stop's place.
    """
    reading = must_judge(by, "inspections.mark_not_possible", visit, at)
    mine = must_inspect(by, "inspections.mark_not_possible", visit, at)
    reason = reason.strip()
    move = check(VISITS, "inspections.mark_not_possible", visit, {"reason": reason})
    following = None
    with act("inspections.mark_not_possible", by=by, at=at, on=visit, reason=reason) as record:
        if visit.is_double:
            end_reading(mine, at, not_possible_reason_zh=reason)
        if reading == FIRST:
            moved(visit, move, not_possible_reason_zh=reason)
            following = _next_stop(visit, at) if visit.is_designed else None
            if visit.kind == VisitKind.RECHECK:
                keep_unseen(visit, reason, by=by, at=at)
        else:
            close_if_judged(visit, at)
        replaced_by = following.site.code if following and following.site else None
        record.note(site=visit.where_zh, replaced_by=replaced_by, reading=reading)
    return following


def _next_stop(visit: Visit, at: datetime) -> Visit | None:
    """The next of the stratum's reserve list, in draw order, takes the place of a stop."""
    assert visit.round is not None
    assert visit.round.draw is not None
    strata = draws.selection(visit.round.draw, SITES)
    stratum = next(one for one in strata if one.ordinal == visit.stratum_ordinal)
    drawn = Visit.objects.filter(round=visit.round)
    used = set(drawn.filter(stratum_ordinal=visit.stratum_ordinal).values_list("rank", flat=True))
    free = next((entry for entry in stratum.reserve if entry.rank not in used), None)
    if free is None:
        return None
    site = sites_by_code([free.code]).get(free.code)
    if site is None:
        raise Refused("unknown_site", _("The reserve list names a site that does not exist any more."))
    return _reserve_visit(visit, stratum, free, site, at)


def _reserve_visit(visit: Visit, stratum: StratumSelection, entry: Entry, site: Site, at: datetime) -> Visit:
    """The same inspectors go; whose own unit holds the new site makes room for the next in the order drawn."""
    assert visit.round is not None
    assert visit.round.draw is not None
    last = Visit.objects.filter(round=visit.round).aggregate(last=Max("position"))["last"]
    following = Visit.objects.create(
        round=visit.round,
        edition_id=visit.edition_id,
        site=site,
        kind=VisitKind.RESERVE,
        position=last + 1,
        day=visit.day,
        rank=entry.rank,
        replaces=visit,
        planned_at=at,
        is_double=visit.is_double,
        **designed(stratum),
    )
    team = list(VisitInspector.objects.filter(visit=visit, left_at=None).select_related("post__unit"))
    held = holders([site], at)[site.pk]
    posts = [one.post for one in team if not is_own(one.post, held)]
    for post in drawn_posts(visit.round.draw) if len(posts) < len(team) else ():
        if len(posts) < len(team) and post not in posts and not is_own(post, held):
            posts.append(post)
    if len(posts) < len(team):
        raise Refused("too_few_inspectors", _("No other inspector may go to %(site)s.") % {"site": site.name})
    VisitInspector.objects.bulk_create(
        VisitInspector(visit=following, post=post, position=number, joined_at=at)
        for number, post in enumerate(posts, start=1)
    )
    return following
