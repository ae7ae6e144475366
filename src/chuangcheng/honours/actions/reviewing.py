"""現場核查: the round that goes to the sites of candidates, and what somebody decides upon what was found there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.models import File
from chuangcheng.honours.actions.admitting import must
from chuangcheng.honours.models import Nomination, NominationFile, NominationState, ReviewStop, Season, SiteReview
from chuangcheng.honours.models.candidacy import Recommendation
from chuangcheng.honours.queries.reviews import due_reviews, sites_of, visits_of
from chuangcheng.inspections.actions import Reviewed, plan_review_round
from chuangcheng.inspections.models import Round, VisitState
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import Site
from chuangcheng.units.models import Post
from chuangcheng.units.queries import holders_of


def plan_reviews(
    *,
    by: Actor,
    at: datetime,
    season: Season,
    chosen: Sequence[tuple[Nomination, Site]],
    posts: Sequence[Post],
    code: str,
    name_zh: str,
    opens_on: date,
    closes_on: date,
    inspectors_per_visit: int = 2,
    is_spread: bool = False,
) -> Round:
    """One round of inspection for the candidates chosen: a stop for each of their sites, by people of other units.

    Whoever recommended one of them is not sent. Refused: `not_due`, `not_its_site`, and as `plan_review_round`.
    """
    by.must("honours.plan_reviews")
    due = {one.pk: one for one in due_reviews(season)}
    if any(nomination.pk not in due for nomination, _site in chosen):
        raise Refused("not_due", _("One of these nominations needs no review on site now."), field="sites")
    sites = sites_of([due[pk] for pk in {nomination.pk for nomination, _site in chosen}], at)
    if any(site not in sites[nomination.pk] for nomination, site in chosen):
        raise Refused("not_its_site", _("One of these sites does not belong to its nominee."), field="sites")
    stops = [Reviewed(site, due[nomination.pk].unit) for nomination, site in chosen]
    with act("honours.plan_reviews", by=by, at=at, on=season, season=season.name_zh) as record:
        planned, visits = plan_review_round(
            by=by,
            at=at,
            code=code,
            name_zh=name_zh,
            stops=stops,
            posts=_impartial(posts, list(sites), at),
            opens_on=opens_on,
            closes_on=closes_on,
            inspectors_per_visit=inspectors_per_visit,
            is_spread=is_spread,
        )
        rows = [
            ReviewStop(nomination=due[nomination.pk], visit=visit)
            for (nomination, _site), visit in zip(chosen, visits, strict=True)
        ]
        ReviewStop.objects.bulk_create(rows)
        record.note(round=planned.code, count=len(sites), stops=len(rows))
    return planned


def _impartial(posts: Sequence[Post], nominations: Sequence[int], at: datetime) -> list[Post]:
    """Without the posts of those who recommended one of the nominees."""
    voices = Recommendation.objects.filter(nomination__in=nominations, person__isnull=False)
    people = set(voices.values_list("person_id", flat=True))
    held = holders_of([post.pk for post in posts], at)
    return [post for post in posts if post.pk not in held or held[post.pk].person_id not in people]


def review_site(
    *,
    by: Actor,
    at: datetime,
    nomination: Nomination,
    passes: bool,
    text: str,
    visited_on: date | None = None,
    reason: str = "",
    files: Sequence[File] = (),
) -> SiteReview:
    """What somebody of another unit decides upon what the round found at the nominee's sites.

    Only where there is no site is it written by hand: `visited_on`, and in `reason` why no round went there. Refused:
    `own_unit`, `same_person`, `no_candidate`, `missing`, `not_visited`, `has_site`, `in_future`.
    """
    must(by, "honours.review_site", nomination)
    text, reason = text.strip(), reason.strip()
    _must_review(by, nomination)
    if not text:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Finding")}, field="text")
    day = _visited_on(nomination)
    if day is None:
        day = _by_hand(nomination, visited_on, reason, at)
    else:
        reason = ""
    said: dict[str, Any] = {"text": text, **({"reason": reason} if reason else {})}
    with act("honours.review_site", by=by, at=at, on=nomination, number=nomination.number, **said) as record:
        made = SiteReview.objects.create(
            nomination=nomination,
            visited_on=day,
            passes=passes,
            finding_zh=text,
            reason_zh=reason,
            reviewed_at=at,
            reviewed_by_id=by.person_id,
        )
        stops = ReviewStop.objects.filter(nomination=nomination, visit__state=VisitState.DONE).update(review=made)
        rows = [NominationFile(nomination=nomination, file=file, review=made) for file in files]
        NominationFile.objects.bulk_create(rows, ignore_conflicts=True)
        record.note(review=made.pk, passes=passes, stops=stops)
    return made


def _must_review(by: Actor, nomination: Nomination) -> None:
    if nomination.state != NominationState.CANDIDATE:
        raise Refused("no_candidate", _("Only candidates are reviewed on site."))
    if nomination.unit is not None and by.belongs_to([nomination.unit.path]):
        raise Refused("own_unit", _("People of another unit decide on it."))
    if by.person_id is not None and nomination.recommendations.filter(person_id=by.person_id).exists():
        raise Refused("same_person", _("Somebody who did not recommend it decides on it."))


def _visited_on(nomination: Nomination) -> date | None:
    """The day of the last visit; None where no round went there. Refused `not_visited` while a stop waits."""
    visits = visits_of(nomination)
    if any(one.state == VisitState.PLANNED for one in visits):
        raise Refused("not_visited", _("A site has not been visited yet: the round goes there first."))
    moments = [one.visited_at for one in visits if one.state == VisitState.DONE and one.visited_at]
    return timezone.localdate(max(moments)) if moments else None


def _by_hand(nomination: Nomination, visited_on: date | None, reason: str, at: datetime) -> date:
    if sites_of([nomination], at)[nomination.pk]:
        raise Refused("has_site", _("There is a site: plan the round of inspection that goes there."))
    if visited_on is None:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Visited on")}, field="visited_on")
    if visited_on > timezone.localdate(at):
        raise Refused("in_future", _("This day has not come yet."), field="visited_on")
    if not reason:
        raise Refused("missing", _("Say why no round of inspection goes there."), field="reason")
    return visited_on
