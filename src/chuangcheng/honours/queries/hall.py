"""好人街: what everybody may see of honours. Computed when it is read: what is over or suspended is gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.honours.models import Award, AwardState, Consent, NominationFile
from chuangcheng.honours.queries.awards import RELATED
from chuangcheng.honours.workflow import HELD
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.proceedings.queries import course_of, public_rows
from chuangcheng.proceedings.rules import is_public


def hall(at: datetime, *, programme: int = 0, words: str = "") -> QuerySet[Award]:
    """Honours in force that may be shown at a moment: published by their proceeding, neither over nor suspended by an
    open objection, and where people are named, with their consent. What was renewed stands there once."""
    published = public_rows(at).filter(published_from__lte=at)
    rows = Award.objects.filter(
        Q(nomination__consent=Consent.GIVEN) | Q(nomination__season__is_personal=False),
        state__in=HELD,
        proceeding__in=published.values("pk"),
    ).exclude(renewals__state__in=HELD)
    if programme:
        rows = rows.filter(nomination__season__programme=programme)
    if words.strip():
        rows = rows.filter(search_text__contains=search_text(words)[:60])
    return rows.select_related("nomination__site", *RELATED)


def is_award_public(award: Award, at: datetime) -> bool:
    """The same for one, by the engine's own rule."""
    proceeding = award.proceeding
    return (
        award.state in HELD
        and award.nomination.may_be_named
        and award.nomination.consent != Consent.WITHDRAWN
        and is_public(proceeding.rules, course_of(proceeding), at)
    )


def hall_page(pk: int, at: datetime) -> Award:
    """One laureate's page. NotFound as soon as it may not be shown."""
    found = hall(at).filter(pk=pk).first()
    if found is None or not is_award_public(found, at):
        raise NotFound("laureate")
    return found


def hall_picture(pk: int, at: datetime) -> NominationFile:
    """A released picture of a laureate who may be shown. NotFound otherwise."""
    row = NominationFile.objects.filter(pk=pk, is_public=True).select_related("file", "nomination").first()
    if row is None or not hall(at).filter(nomination=row.nomination_id).exists():
        raise NotFound("picture")
    return row


@dataclass(frozen=True, slots=True)
class Plaque:
    """What somebody learns who scans a plaque: the honour and whether it stands today; no more of one that does not."""

    standing: str
    programme: Any
    name: str = ""
    honour_class: str = ""
    awarded_at: datetime | None = None
    ends_at: datetime | None = None
    award: int = 0


def of_plaque(token: str, at: datetime) -> Plaque:
    """Raises NotFound for a token that no plaque carries. A question that is not decided is nobody's business."""
    award = Award.objects.filter(plaque=token).exclude(plaque="").select_related(*RELATED).first()
    if award is None:
        raise NotFound("plaque")
    programme = award.nomination.season.programme
    if award.state in (AwardState.REVOKED, AwardState.GIVEN_BACK):
        return Plaque("over", programme)
    if award.ends_at is not None and at >= award.ends_at:
        return Plaque("ended", programme, ends_at=award.ends_at)
    if not is_award_public(award, at):
        return Plaque("hidden", programme)
    nomination = award.nomination
    return Plaque(
        "in_force",
        programme,
        nomination.shown_name,
        nomination.honour_class,
        award.awarded_at,
        award.ends_at,
        award.pk,
    )
