"""A report by another system: the key says who it is, its posts say whether it may."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.accounts.queries import ApiClient
from chuangcheng.api.open311.answers import Answer, Fault
from chuangcheng.api.open311.offered import OTHER, choices
from chuangcheng.api.permits import Permit, permit
from chuangcheng.cases.queries import Category
from chuangcheng.kit import clock
from chuangcheng.participation import queries
from chuangcheng.participation.actions import Passed, Said, pass_on_report, passage_token
from chuangcheng.participation.queries import ReportState
from chuangcheng.participation.rules import MOST_PHOTOS
from chuangcheng.places.queries import Place

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
VERB = "participation.pass_on_report"


def post(request: HttpRequest) -> Answer:
    """Take a report in. Its id comes back at once, or a token while a person has to look at it first."""
    at = clock.now()
    if request.content_type not in FORMS:
        raise Fault(400, _("Send a form: application/x-www-form-urlencoded or multipart/form-data."))
    holder = _permit(request, at)
    category = _service(request)
    said = Said(
        _description(request, category),
        _place(request),
        category,
        _answers(request, category),
        phone=_line(request, "phone", 30),
        email=_email(request),
    )
    if not holder.actor.may(VERB, area_path=said.place.area.path):
        raise Fault(403, _("This key may not report for this place."))
    passed = _passed(request, holder.client)
    report = pass_on_report(by=holder.actor, at=at, said=said, passed=passed)
    if report.state == ReportState.HELD:
        passage = queries.passage_of(report)
        known = {"token": passage_token(passed.client_id, passage.token_hash if passage else "")}
        notice = _("It is looked at first; ask for its id with the token.")
    else:
        known = {"service_request_id": report.code}
        page = request.build_absolute_uri(reverse("portal:report_page", args=[report.code]))
        notice = _("Its page: %(page)s") % {"page": page}
    return Answer("service_requests", "request", [{**known, "service_notice": notice, "account_id": None}], status=201)


def _permit(request: HttpRequest, at: datetime) -> Permit:
    found = permit(request.POST.get("api_key", ""), at)
    if found is None or not found.actor.may_anywhere(VERB):
        raise Fault(403, _("The key (api_key) is missing, unknown, revoked, or may not report."))
    return found


def _passed(request: HttpRequest, client: ApiClient) -> Passed:
    """Every file part is a picture, whatever it is called: clients name them media, or photo1, photo2…"""
    uploads = [upload for _name, uploads in request.FILES.lists() for upload in uploads]
    if any((upload.size or 0) > settings.MAX_UPLOAD_BYTES for upload in uploads):
        raise Fault(400, _("A picture has 20 MB at most."))
    if len(uploads) > MOST_PHOTOS:
        raise Fault(400, _("Six pictures at most."))
    urls = tuple(url for url in map(str.strip, request.POST.getlist("media_url")) if url)
    return Passed(client, uuid.uuid4(), [upload.read() for upload in uploads], urls)


def _service(request: HttpRequest) -> Category | None:
    code = request.POST.get("service_code", "").strip()
    if not code:
        raise Fault(400, _("Please give: %(field)s.") % {"field": "service_code"})
    return None if code == OTHER else queries.public_service(code)


def _description(request: HttpRequest, category: Category | None) -> str:
    """The specification lets it be left out: then the kind of matter is all that is said."""
    text = str(request.POST.get("description", ""))
    if not text.strip() and category is None:
        raise Fault(400, _("Please give: %(field)s.") % {"field": "description"})
    return text if text.strip() else str(category.name_zh if category else "")


def _place(request: HttpRequest) -> Place:
    """A point before an id before words."""
    address, known = _line(request, "address_string", 1000)[:200], _line(request, "address_id", 40)
    point = [request.POST.get(name, "").strip() for name in ("lat", "long")]
    if any(point):
        try:
            latitude, longitude = map(float, point)
        except ValueError:
            raise Fault(400, _("Give lat and long as numbers, or neither.")) from None
        return queries.of_point(longitude, latitude, "wgs84", address)
    if known:
        return queries.of_reference(known)
    if not address:
        raise Fault(400, _("Say where it is: lat and long, address_string or address_id."))
    return queries.of_words(address)


def _answers(request: HttpRequest, category: Category | None) -> dict[str, str]:
    """`attribute[KEY]` and `attribute[KEY][]`; what is required must be there, a choice must be one of ours."""
    found, faults = {}, []
    for question in category.extra_questions if category else []:
        key, allowed = str(question["key"]), choices(question)
        name = f"attribute[{key}]"
        given = [one.strip() for one in (*request.POST.getlist(name), *request.POST.getlist(f"{name}[]"))]
        given = [one for one in given if one]
        if (not given and question.get("required")) or any(allowed and one not in allowed for one in given):
            faults.append(_("Please give: %(field)s.") % {"field": name})
        elif not all(one.isprintable() and len(one) <= 200 for one in given):
            faults.append(_("This is no line of text: %(field)s.") % {"field": name})
        elif given:
            found[key] = ", ".join(allowed.get(one, one) for one in given)
    if faults:
        raise Fault(400, *faults)
    return found


def _email(request: HttpRequest) -> str:
    email = _line(request, "email", 200)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise Fault(400, _("This is no e-mail address.")) from None
    return email


def _line(request: HttpRequest, name: str, longest: int) -> str:
    text: Any = request.POST.get(name, "").strip()
    if len(text) > longest or not text.isprintable():
        raise Fault(400, _("This is no line of text: %(field)s.") % {"field": name})
    return str(text)
