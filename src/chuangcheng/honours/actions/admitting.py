"""我推薦: a nomination and what becomes of it before anybody deliberates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.models import File
from chuangcheng.honours.actions.subject import Subject
from chuangcheng.honours.models import (
    Nomination,
    NominationCounter,
    NominationFile,
    NominationState,
    Recommendation,
    Season,
    SeasonState,
)
from chuangcheng.honours.queries import find_alike
from chuangcheng.honours.queries.candidates import recommended_by
from chuangcheng.honours.veiling import alike, sealed_contact, voices_of
from chuangcheng.honours.workflow import NOMINATIONS, check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.places.models import Site
from chuangcheng.proceedings.actions import withdraw_proceeding

MOST_FILES = 12
MOST_TEXT = 6000
RECOMMENDATIONS_A_SEASON = 5
"""Of one account."""


def must(by: Actor, verb: str, nomination: Nomination) -> None:
    """Raise NotAllowed unless one grant covers the verb at the nominee's unit (people without one: the whole city)."""
    by.must(verb, unit_path=nomination.unit.path if nomination.unit else "")


def nominate(
    *,
    by: Actor,
    at: datetime,
    season: Season,
    subject: Subject,
    text: str,
    files: Sequence[File] = (),
) -> Nomination:
    """Put somebody forward; whoever was put forward before gets one more recommendation, and stays one nomination.

    A citizen's account is kept as an opaque key. Refused: `missing`, `closed`, `unknown_class`, `too_many`,
    `no_person`, `no_place`, `repeated`, `too_many_said`.
    """
    by.must("honours.nominate", unit_path=subject.unit.path if subject.unit else "")
    name, text = subject.name_zh.strip()[:100], text.strip()[:MOST_TEXT]
    carried = {"name": name, "honour_class": subject.honour_class, "text": text}
    check(NOMINATIONS, "honours.nominate", None, carried)
    _must_be_open(season, subject, files, at)
    within = (subject.unit and subject.unit.code, subject.site and subject.site.code)
    place = subject.area.code if subject.area and not any(within) else None
    with act("honours.nominate", by=by, at=at, name=name) as record:
        key = alike(name, *within, place)
        found = find_alike(season, key) or _new(season, subject, name, text, key, at)
        _recommended(found, by, text, at)
        rows = [NominationFile(nomination=found, file=file) for file in {one.pk: one for one in files}.values()]
        NominationFile.objects.bulk_create(rows, ignore_conflicts=True)
        record.on(found, number=found.number, season=season.pk, files=len(rows))
    return found


def _must_be_open(season: Season, subject: Subject, files: Sequence[File], at: datetime) -> None:
    if season.state != SeasonState.NOMINATING or timezone.localdate(at) > season.nominations_until:
        raise Refused("closed", _("This season takes no nominations any more."))
    terms = season.rules
    if subject.honour_class not in terms.classes:
        raise Refused("unknown_class", _("This season has no such class."), field="honour_class")
    if subject.is_minor and not terms.is_personal:
        raise Refused("no_person", _("Only people are under age."), field="is_minor")
    _must_take(season, subject.site)
    if len(files) > MOST_FILES:
        raise Refused("too_many", _("At most twelve files at once."), field="uploads")


def _must_take(season: Season, site: Site | None) -> None:
    if site and not season.rules.takes_site:
        raise Refused("no_place", _("This programme honours people, not places."), field="site")


def _new(season: Season, subject: Subject, name: str, text: str, key: str, at: datetime) -> Nomination:
    year = timezone.localtime(at).year
    serial = next_number(NominationCounter.objects.all(), str(year))
    return Nomination.objects.create(
        number=f"PX-{year}-{serial:04d}",
        season=season,
        honour_class=subject.honour_class,
        name_zh=name,
        alike=key,
        headline_zh=subject.headline_zh.strip()[:120],
        story_zh=text,
        unit=subject.unit,
        area=subject.area,
        site=subject.site,
        is_minor=subject.is_minor,
        contact_sealed=sealed_contact(subject.contact),
        nominated_at=at,
    )


def _recommended(nomination: Nomination, by: Actor, text: str, at: datetime) -> None:
    voices = voices_of(by.citizen_id) if by.citizen_id else []
    same = nomination.recommendations.filter(voice__in=voices) if voices else None
    if by.person_id:
        same = nomination.recommendations.filter(person_id=by.person_id)
    if same is not None and same.exists():
        raise Refused("repeated", _("You have recommended this nominee already."), field="name_zh")
    said = Recommendation.objects.filter(nomination__season=nomination.season_id, voice__in=voices)
    if voices and said.count() >= RECOMMENDATIONS_A_SEASON:
        raise Refused("too_many_said", _("You have said much in this season already."))
    Recommendation.objects.create(
        nomination=nomination, person_id=by.person_id or None, voice=(voices or [""])[0], text_zh=text, made_at=at
    )


def _another_judges(by: Actor, nomination: Nomination) -> None:
    """Whoever recommended somebody, and the nominee's own unit, do not say whether it goes on."""
    if recommended_by(nomination, by):
        raise Refused("same_person", _("You recommended this nominee: somebody else admits it or does not."))
    if nomination.unit is not None and by.belongs_to([nomination.unit.path]):
        raise Refused("own_unit", _("The nominee's own unit does not decide on its nomination."))


def admit_nomination(*, by: Actor, at: datetime, nomination: Nomination, site: Site | None = None) -> Nomination:
    """It becomes a candidate. Never by whoever recommended it. `site`: the place that the review goes to, where the
    nomination names none or another one. Refused: `same_person`, `own_unit`, `wrong_state`, `no_place`."""
    must(by, "honours.admit_nomination", nomination)
    _another_judges(by, nomination)
    move = check(NOMINATIONS, "honours.admit_nomination", nomination, {})
    _must_take(nomination.season, site)
    named = {"site": site} if site and site.pk != nomination.site_id else {}
    said: dict[str, Any] = {"site": site.code} if site and named else {}
    with act("honours.admit_nomination", by=by, at=at, on=nomination, number=nomination.number, **said):
        moved(nomination, move, admitted_by_id=by.person_id, **named)
    return nomination


def refuse_nomination(*, by: Actor, at: datetime, nomination: Nomination, reason: str) -> Nomination:
    """It does not go on, and why. Refused: `same_person`, `own_unit`, `missing`."""
    must(by, "honours.refuse_nomination", nomination)
    _another_judges(by, nomination)
    reason = reason.strip()
    move = check(NOMINATIONS, "honours.refuse_nomination", nomination, {"reason": reason})
    with act("honours.refuse_nomination", by=by, at=at, on=nomination, number=nomination.number, reason=reason):
        moved(nomination, move, reason_zh=reason, contact_sealed="", is_on_ballot=False)
    return nomination


def join_nomination(*, by: Actor, at: datetime, nomination: Nomination, into: Nomination | None) -> Nomination:
    """The same nominee was put forward twice: recommendations and evidence go to the other one.

    Refused: `missing`, `wrong_target` (itself, another season, or one that is over).
    """
    must(by, "honours.join_nomination", nomination)
    move = check(NOMINATIONS, "honours.join_nomination", nomination, {"into": into})
    assert into is not None
    fits = into.season_id == nomination.season_id and into.pk != nomination.pk
    if not fits or into.state not in (NominationState.RECEIVED, NominationState.CANDIDATE):
        raise Refused("wrong_target", _("Choose another nomination of this season that is open."), field="into")
    with act("honours.join_nomination", by=by, at=at, on=nomination, number=nomination.number) as record:
        moved(nomination, move, joined_to=into, contact_sealed="")
        known = set(into.recommendations.exclude(voice="").values_list("voice", flat=True))
        nomination.recommendations.exclude(voice__in=known).update(nomination=into)
        held = set(into.files.values_list("file_id", flat=True))
        nomination.files.exclude(file__in=held).update(nomination=into)
        record.note(into=into.number)
    return nomination


def withdraw_nomination(*, by: Actor, at: datetime, nomination: Nomination, reason: str) -> Nomination:
    """Taken back before anything was decided; an open proceeding about it ends too. Refused: `missing`."""
    must(by, "honours.withdraw_nomination", nomination)
    reason = reason.strip()
    move = check(NOMINATIONS, "honours.withdraw_nomination", nomination, {"reason": reason})
    with act("honours.withdraw_nomination", by=by, at=at, on=nomination, number=nomination.number, reason=reason):
        moved(nomination, move, reason_zh=reason, contact_sealed="", is_on_ballot=False)
        if nomination.proceeding is not None and nomination.proceeding.over_at is None:
            withdraw_proceeding(by=SYSTEM, at=at, proceeding=nomination.proceeding, text=reason)
    return nomination


def release_file(*, by: Actor, at: datetime, file: NominationFile) -> NominationFile:
    """A picture may be shown wherever the nominee may. Refused: `no_picture`."""
    must(by, "honours.release_file", file.nomination)
    if not file.file.is_image or file.file.state != "cleared":
        raise Refused("no_picture", _("Only pictures that have been checked are released."))
    with act("honours.release_file", by=by, at=at, on=file.nomination, number=file.nomination.number, file=file.pk):
        NominationFile.objects.filter(pk=file.pk).update(is_public=True)
        file.is_public = True
    return file


def hide_file(*, by: Actor, at: datetime, file: NominationFile) -> NominationFile:
    """It is shown to nobody outside any more."""
    must(by, "honours.hide_file", file.nomination)
    with act("honours.hide_file", by=by, at=at, on=file.nomination, number=file.nomination.number, file=file.pk):
        NominationFile.objects.filter(pk=file.pk).update(is_public=False)
        file.is_public = False
    return file
