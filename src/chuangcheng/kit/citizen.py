"""A member of the public with an account, as portal and rooms see one: an opaque number and a name, never a telephone.

`config` attaches `request.citizen`; the accounts themselves are in the room `accounts`, which no public page knows.
A citizen is never a person of the staff: whoever is both signs in twice, and neither session knows the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, wraps
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from chuangcheng.kit.actor import Actor, Grant
from chuangcheng.kit.verbs import all_verbs

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Forgetter = Callable[[int, datetime], None]


@dataclass(frozen=True, slots=True)
class Citizen:
    """`name` is blank until it was given. Rooms above store the id alone."""

    id: int
    name: str


class CitizenRequest(HttpRequest):
    """Type only; never instantiated: what a view behind `citizen_required` gets."""

    citizen: Citizen
    at: datetime


@cache
def public_verbs() -> frozenset[str]:
    """The deeds that are open to every citizen with an account."""
    return frozenset(name for name, verb in all_verbs().items() if verb.is_public)


def actor_of(citizen: Citizen) -> Actor:
    """Who acts: nobody of the staff, with the public's verbs and nothing else. The record learns no person."""
    return Actor(person_id=0, name="", grants=(Grant(public_verbs()),), citizen_id=citizen.id)


def sign_in_address(back: str = "") -> str:
    """Where a citizen signs in, and comes back from."""
    query = f"?{urlencode({'next': back})}" if back else ""
    return reverse("citizen:sign_in") + query


def citizen_required(view: View) -> View:
    """For pages of a citizen: without one it leads to the sign-in; a script gets 401. No cache keeps the page."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request, "citizen", None) is None:
            return _signed_out(request)
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return asked  # type: ignore[return-value]


def _signed_out(request: HttpRequest) -> HttpResponseBase:
    wants_json = "application/json" in request.headers.get("Accept", "") or request.content_type == "application/json"
    if wants_json:
        return JsonResponse({"code": "signed_out"}, status=401)
    if request.method in ("GET", "HEAD"):
        return redirect(sign_in_address(request.get_full_path()))
    # A form cannot be sent again by itself: back to the page it stood on.
    return redirect(sign_in_address(urlsplit(request.headers.get("Referer", "")).path))


_forgetters: list[Forgetter] = []


def on_forgetting(forget: Forgetter) -> None:
    """A room says at start-up how it forgets a citizen. Called inside the deletion's transaction, before the account
    is gone."""
    if forget not in _forgetters:
        _forgetters.append(forget)


def forget_everywhere(citizen_id: int, at: datetime) -> None:
    """Every room lets go of what it knows of the citizen."""
    for forget in _forgetters:
        forget(citizen_id, at)
