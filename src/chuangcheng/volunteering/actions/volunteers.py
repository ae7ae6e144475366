"""A citizen becomes a volunteer, changes details, and is forgotten; a minor's guardian agrees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chuangcheng.accounts.actions import name_citizen
from chuangcheng.accounts.rules import plain_mobile
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.kit.tokens import new_token, token_hash
from chuangcheng.notices.actions import can_text, text_citizen
from chuangcheng.places.queries import Area, AreaLevel
from chuangcheng.volunteering.actions.signing import free_places
from chuangcheng.volunteering.models import Series, ServiceState, Team, Volunteer
from chuangcheng.volunteering.rules import YOUNGEST, age_on, is_minor, volunteer_number
from chuangcheng.volunteering.sealing import born_on, seal_born, seal_guardian

CONSENT_LASTS = timedelta(days=14)
MOST_SKILLS = 20


@dataclass(frozen=True, slots=True)
class Details:
    """What a volunteer says of themselves."""

    team: Team | None = None
    community: Area | None = None
    skills: Sequence[str] = ()
    takes_calls: bool = True
    guardian_name: str = ""
    guardian_phone: str = ""


def register_volunteer(*, by: Actor, at: datetime, name: str, born: date, details: Details) -> Volunteer:
    """The citizen gets a number. A minor may sign up once the guardian agreed, who is asked by short message.

    Refused `known`, `too_young`, `bad_date`, `guardian`, `bad_phone`, and what the account says of a name.
    """
    by.must("volunteering.register_volunteer")
    if not by.citizen_id:
        raise NotFound("citizen")
    if Volunteer.objects.filter(citizen_id=by.citizen_id).exists():
        raise Refused("known", _("You are a volunteer already."))
    today = timezone.localdate(at)
    if not 0 <= age_on(born, today) < 120:
        raise Refused("bad_date", _("This day of birth cannot be."), field="born")
    if age_on(born, today) < YOUNGEST:
        raise Refused("too_young", _("Children under eight come along with their parents."), field="born")
    columns = _columns(details)
    with act("volunteering.register_volunteer", by=by, at=at) as record:
        name_citizen(by=by, at=at, name=name)
        number = volunteer_number(today.year, next_number(Series.objects.all(), f"volunteer:{today.year}"))
        made = Volunteer(citizen_id=by.citizen_id, number=number, born_sealed=seal_born(born), joined_at=at, **columns)
        token = _guardian(made, details) if is_minor(born, today) else ""
        made.save()
        if token:
            _ask_guardian(at, details.guardian_phone, token)
        record.on(made)
    return made


def _columns(details: Details) -> dict[str, object]:
    if details.community is not None and details.community.level != AreaLevel.COMMUNITY:
        raise Refused("bad_area", _("Choose a community."), field="community")
    skills = list(dict.fromkeys(skill.strip()[:30] for skill in details.skills if skill.strip()))[:MOST_SKILLS]
    return {
        "team": details.team,
        "community": details.community,
        "skills": skills,
        "takes_calls": details.takes_calls,
    }


def _guardian(volunteer: Volunteer, details: Details) -> str:
    """Seal the guardian beside the volunteer; the token of the question to them."""
    name, phone = " ".join(details.guardian_name.split()), plain_mobile(details.guardian_phone)
    if not name:
        raise Refused("guardian", _("Under eighteen a guardian must agree: give their name."), field="guardian_name")
    if not phone:
        said = _("Give the guardian's mobile telephone number.")
        raise Refused("bad_phone", said, field="guardian_phone")
    token = new_token()
    volunteer.guardian_sealed = seal_guardian(name[:30], phone)
    volunteer.consent_hash, volunteer.consented_at = token_hash(token), None
    return token


def _ask_guardian(at: datetime, phone: str, token: str) -> None:
    if not can_text():
        raise Refused("no_sms", _("The city sends no short messages yet, so the guardian cannot be asked."))
    url = settings.PUBLIC_URL.rstrip("/") + reverse("portal:guardian_consent", args=[token])
    with override("zh-hans"):
        text = str(_("A minor named you as guardian and wants to volunteer. Do you agree? {url}")).format(url=url)
    until = at + CONSENT_LASTS
    text_citizen(by=SYSTEM, at=at, phone=plain_mobile(phone), text=text, purpose="volunteering", wanted_until=until)


def change_volunteer(*, by: Actor, at: datetime, details: Details) -> Volunteer:
    """Other skills, team or community. The guardian of a minor is asked again where another one is named."""
    by.must("volunteering.change_volunteer")
    found = Volunteer.objects.filter(citizen_id=by.citizen_id or 0).first()
    if found is None:
        raise NotFound("volunteer")
    columns = _columns(details)
    asks = bool(details.guardian_phone) and is_minor(born_on(found), timezone.localdate(at))
    with act("volunteering.change_volunteer", by=by, at=at, on=found):
        for column, value in columns.items():
            setattr(found, column, value)
        token = _guardian(found, details) if asks else ""
        found.save()
        if token:
            _ask_guardian(at, details.guardian_phone, token)
    return found


def give_consent(*, by: Actor, at: datetime, token: str) -> Volunteer:
    """The guardian agrees, by the link that came by short message. NotFound for a link that opens nothing."""
    by.must("volunteering.give_consent")
    found = Volunteer.objects.filter(consent_hash=token_hash(token), consented_at=None).first()
    if found is None:
        raise NotFound("consent")
    with act("volunteering.give_consent", by=by, at=at, on=found):
        Volunteer.objects.filter(pk=found.pk).update(consented_at=at, consent_hash="")
        found.consented_at = at
    return found


def forget_volunteer(*, by: Actor, at: datetime, citizen_id: int) -> None:
    """The person is gone; each record of service stays as a figure without person and moments. Places become free."""
    by.must("volunteering.forget_volunteer")
    found = Volunteer.objects.filter(citizen_id=citizen_id).first()
    if found is None:
        return
    with act("volunteering.forget_volunteer", by=by, at=at) as record:
        free_places(found, at)
        # Who has not checked out has served nothing yet that could stay as a figure.
        found.services.filter(state=ServiceState.PRESENT).delete()
        record.note(count=found.services.count())
        for service in found.services.all():
            service.corrections.all().delete()
        found.services.update(volunteer=None, arrived_at=None, left_at=None, client_id=None)
        found.delete()
