"""Nominations as an actor may see them, and what stands in the way of one."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuangcheng.honours.access import within
from chuangcheng.honours.models import (
    Award,
    CheckResult,
    Consent,
    Nomination,
    NominationFile,
    NominationState,
    Season,
    SeasonState,
)
from chuangcheng.honours.veiling import opened_contact
from chuangcheng.honours.workflow import HELD, LIVE, NOMINATIONS
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.tokens import token_hash
from chuangcheng.kit.transitions import Move

OF_ENGINE = frozenset({"honours.settle_award", "honours.settle_refusal", "honours.end_season", "honours.nominate"})
"""Moves that follow from a decision or from the season's end, and are no buttons."""
OBSTACLES: dict[str, Any] = {
    "season": _("The deliberation is not concluded yet."),
    "consent": _("The nominee has not consented."),
    "check_open": _("An office has not answered yet."),
    "check_against": _("An office has something against it."),
    "no_review": _("Nobody has decided on the review on site yet."),
    "review_failed": _("What was found on site does not meet the criteria."),
    "held": _("The unit holds this honour, and its terms know no renewal."),
    "quota": _("As many as the programme allows have been put forward already."),
}


def nominations_for(actor: Actor, season: Season | None = None, *, state: str = "", words: str = "") -> Any:
    """Those the actor may see, newest first; by state and by words of the name."""
    rows: QuerySet[Nomination] = Nomination.objects.filter(within(actor)).select_related(
        "season__programme", "unit", "area"
    )
    if season is not None:
        rows = rows.filter(season=season)
    if words.strip():
        rows = rows.filter(alike__contains="".join(search_text(words).split())[:60])
    return rows.filter(state=state) if state in NominationState.values else rows


def get_nomination_for(actor: Actor, pk: int) -> Nomination:
    """The only door to one nomination; raises NotFound."""
    found: Nomination | None = nominations_for(actor).select_related("site", "proceeding").filter(pk=pk).first()
    if found is None:
        raise NotFound("nomination")
    return found


def get_nomination(pk: int) -> Nomination:
    """A nomination for a job. Raises NotFound."""
    found = Nomination.objects.select_related("season__programme", "unit", "proceeding").filter(pk=pk).first()
    if found is None:
        raise NotFound("nomination")
    return found


def nomination_of_token(token: str) -> Nomination:
    """The nomination that a link asks about. Raises NotFound."""
    rows = Nomination.objects.filter(consent_hash=token_hash(token)).exclude(consent_hash="")
    found = rows.select_related("season__programme", "unit", "proceeding").first()
    if found is None:
        raise NotFound("consent")
    return found


def find_alike(season: Season, key: str) -> Nomination | None:
    """The live nomination of the same nominee in the season."""
    rows = Nomination.objects.filter(season=season, alike=key, state__in=LIVE)
    return rows.select_related("season__programme", "unit").order_by("pk").first()


def nomination_moves(actor: Actor, nomination: Nomination) -> list[Move]:
    """What this actor may do now; whoever recommended it does not admit it."""
    path = nomination.unit.path if nomination.unit else ""
    own = recommended_by(nomination, actor) or (nomination.unit is not None and actor.belongs_to([path]))
    found = []
    for move in NOMINATIONS.leaving(nomination.state):
        if move.verb in OF_ENGINE or not actor.may(move.verb, unit_path=path):
            continue
        if move.verb in ("honours.admit_nomination", "honours.refuse_nomination") and own:
            continue
        if move.verb == "honours.propose_award" and obstacle(nomination):
            continue
        found.append(move)
    return found


def recommended_by(nomination: Nomination, actor: Actor) -> bool:
    """True if this person is among those who put it forward."""
    who = actor.person_id or 0
    return who > 0 and nomination.recommendations.filter(person_id=who).exists()


def chosen_count(season: Season) -> int:
    """How many are put forward or awarded."""
    return season.nominations.filter(state__in=(NominationState.PROPOSED, NominationState.AWARDED)).count()


def obstacle(nomination: Nomination) -> str:
    """What keeps a candidate from being put forward: a code of OBSTACLES, '' if nothing does."""
    season, terms = nomination.season, nomination.season.rules
    if season.state != SeasonState.CONCLUDED:
        return "season"
    if not nomination.may_be_named or nomination.consent in (Consent.DENIED, Consent.WITHDRAWN):
        return "consent"
    results = list(nomination.checks.values_list("result", flat=True))
    if CheckResult.AGAINST in results:
        return "check_against"
    if "" in results or (terms.checks and not results):
        return "check_open"
    if terms.site_review and (wrong := _review(nomination)):
        return wrong
    if not terms.is_renewable and _holds(nomination):
        return "held"
    return "quota" if chosen_count(season) >= terms.quota else ""


def _review(nomination: Nomination) -> str:
    last = nomination.reviews.order_by("-pk").first()
    if last is None:
        return "no_review"
    return "" if last.passes else "review_failed"


def _holds(nomination: Nomination) -> bool:
    """True if the same unit holds an honour of the same programme."""
    if nomination.unit_id is None or nomination.season.is_personal:
        return False
    rows = Award.objects.filter(nomination__unit=nomination.unit_id, nomination__alike=nomination.alike)
    return rows.filter(nomination__season__programme=nomination.season.programme_id, state__in=HELD).exists()


def nomination_file_for(actor: Actor, pk: int) -> NominationFile:
    """A file of a nomination that the actor may see. Raises NotFound."""
    found = NominationFile.objects.filter(within(actor, "nomination__unit__path"), pk=pk)
    row = found.select_related("file", "nomination").first()
    if row is None:
        raise NotFound("file")
    return row


def contact_of(actor: Actor, nomination: Nomination) -> str:
    """How the nominee is reached, for whoever asks for the consent."""
    return opened_contact(nomination.contact_sealed) if actor.may("honours.ask_consent") else ""
