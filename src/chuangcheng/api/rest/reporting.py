"""A report by another system. Its Idempotency-Key makes one report of however many attempts."""

import uuid
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from ninja import Header, Status
from pydantic import StringConstraints

from chuangcheng.api.rest import schemas
from chuangcheng.api.rest.problems import STATUSES, KeyReused, Problem
from chuangcheng.api.rest.reading import actor_of
from chuangcheng.api.rest.reading import router as router
from chuangcheng.cases.queries import Category
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.participation import queries
from chuangcheng.participation.actions import Passed, Said, pass_on_report
from chuangcheng.places.queries import Place
from chuangcheng.receipts.actions import receive_submission, settle_submission
from chuangcheng.receipts.queries import submission_by_id
from chuangcheng.receipts.rules import canonical, content_hash

VERB = "participation.pass_on_report"
KIND = "api_report"
OURS = uuid.UUID("5b0f7d52-6c19-4d0e-9c1b-3a7f5e2d8c40")
"""Namespace of ids made of a client and its key."""
KEY_HELP = "Made anew for each report, and sent again with each attempt: 8 to 100 signs."
IdempotencyKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._~-]{8,100}$")]


@router.post("/reports", response={201: schemas.Taken, STATUSES: Problem}, url_name="reports", tags=["reports"])
def post_report(
    request: HttpRequest,
    payload: schemas.NewReport,
    idempotency_key: Annotated[IdempotencyKey, Header(..., alias="Idempotency-Key", description=KEY_HELP)],
) -> Any:
    """Take a report in. The same key and content again: the same answer; the same key with another content: 422."""
    actor, at = actor_of(request, VERB), clock.now()
    client = request.auth.client  # type: ignore[attr-defined]
    uid = uuid.uuid5(OURS, f"{client.pk}/{idempotency_key}")
    # Kept is only what tells two contents apart, under the city's key: nothing of a text or a telephone number.
    marks = {"mark": salted_hmac(KIND, canonical(payload.model_dump(mode="json")), algorithm="sha256").hexdigest()}
    _check_key(actor, uid, content_hash(marks))
    said = _said(payload)
    with transaction.atomic():
        received = receive_submission(by=actor, at=at, uid=uid, kind=KIND, content=marks)
        passed = Passed(client, uid, media_urls=payload.media_urls)
        report = pass_on_report(by=actor, at=at, said=said, passed=passed)
        if received.is_new:
            settle_submission(by=SYSTEM, at=at, submission=received.submission)
    page = request.build_absolute_uri(reverse("portal:report_page", args=[report.code]))
    return Status(201, {"code": report.code, "state": report.state, "page": page})


def _check_key(actor: Actor, uid: uuid.UUID, sha256: str) -> None:
    try:
        known = submission_by_id(actor, uid)
    except NotFound:
        return
    if known.sha256 != sha256:
        raise KeyReused("key_reused", _("This Idempotency-Key came before with another content. Make a new one."))


def _said(payload: schemas.NewReport) -> Said:
    return Said(
        payload.description,
        _place(payload),
        _category(payload.category),
        payload.answers,
        phone=_line(payload.phone, "phone"),
        email=_email(payload.email),
    )


def _category(code: str | None) -> Category | None:
    """None where none was named. Refused `unknown_category`."""
    if not code:
        return None
    try:
        return queries.public_service(code)
    except NotFound:
        said = _("Citizens cannot choose this category, or it is not known.")
        raise Refused("unknown_category", said, field="category") from None


def _place(payload: schemas.NewReport) -> Place:
    """A point before an id before words. Refused `no_place`, `half_a_point` and what the place itself refuses."""
    address = _line(payload.address, "address")
    point = (payload.longitude, payload.latitude)
    if point[0] is not None and point[1] is not None:
        return queries.of_point(point[0], point[1], "wgs84", address)
    if point != (None, None):
        raise Refused("half_a_point", _("Give longitude and latitude, or neither."), field="longitude")
    if payload.address_id:
        return queries.of_reference(payload.address_id)
    if not address:
        raise Refused("no_place", _("Say where it is: a point, an address or the id of a place."), field="address")
    return queries.of_words(address)


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused("bad_email", _("This is no e-mail address."), field="email") from None
    return text


def _line(text: str, field: str) -> str:
    if not text.isprintable():
        raise Refused("control_characters", _("This is no line of text."), field=field)
    return text.strip()
