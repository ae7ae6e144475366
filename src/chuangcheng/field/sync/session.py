"""Who is signed in, and on which phone."""

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.accounts.actions import register_device
from chuangcheng.field.sync.answers import answer, json_view, object_of, uuid_of
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest


@json_view("GET")
def session(request: StaffRequest) -> HttpResponse:
    """The person and a fresh CSRF token."""
    return answer(
        {
            "person": {"id": request.actor.person_id, "name": request.actor.name},
            "csrf": get_token(request),
            "server_time": request.at.isoformat(),
            "language": get_language(),
        }
    )


@json_view("POST")
def devices(request: StaffRequest) -> HttpResponse:
    """Take up work on this phone; a phone that is known already is told so."""
    given = object_of(request)
    persisted = given.get("persisted")
    if persisted is not None and not isinstance(persisted, bool):
        raise Refused("malformed", _("Must be true, false or null."), field="persisted")
    name = given.get("name") or ""
    if not isinstance(name, str):
        raise Refused("malformed", _("Must be a text."), field="name")
    device = register_device(
        by=request.actor, at=request.at, uid=uuid_of(given.get("id"), "id"), name=name, is_kept=persisted
    )
    is_new = device.registered_at == request.at
    shown = {"id": str(device.uid), "name": device.name, "is_revoked": device.revoked_at is not None}
    return answer({"device": shown}, 201 if is_new else 200)
