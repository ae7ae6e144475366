"""Links that open something to whoever holds them, without signing in.

A room declares what may be opened this way (`declare`); `accounts` keeps the rows, so that there is one list, one
way to revoke and one place that counts. `unlisted` marks the pages: no referrer, no index, no copy kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control

from chuangcheng.kit.actor import Actor

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a link opens. `may(actor, subject_id)` raises for a subject that the actor could not open without it;
    `url_name` is the page that takes the token, `lasts` how long at most, `subject_page` its maker's own page of it."""

    code: str
    label: Any
    url_name: str
    lasts: timedelta
    may: Callable[[Actor, int], object]
    subject_page: str = ""


_purposes: dict[str, Purpose] = {}


def declare(purpose: Purpose) -> None:
    """A room says at start-up what its links open."""
    _purposes[purpose.code] = purpose


def purpose(code: str) -> Purpose:
    """The purpose with this code; LookupError for one that no room declared."""
    return _purposes[code]


def unlisted(view: View) -> View:
    """For pages behind a token: browsers tell nobody where they come from, search engines and caches keep nothing."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return marked  # type: ignore[return-value]
