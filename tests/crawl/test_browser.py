"""Some thirty pages in a real browser at both sizes: no barrier, nothing beyond the edge, no error in the console."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from chuangcheng.accounts.queries import Person
from chuangcheng.cases.queries import Case
from chuangcheng.draws.queries import Draw
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.queries import Round, Visit, stops_of
from chuangcheng.sample.staff import actor

EDGE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def pages_of_the_office() -> Iterator[str]:
    case = Case.objects.filter(state="closed").order_by("-pk")[0]
    standard = Case.objects.exclude(standard=None)[0].standard_id
    edition, draw = Edition.objects.order_by("pk")[0], Draw.objects.order_by("pk")[0]
    yield from ("/desk/", "/desk/inbox/", "/desk/cases/", f"/desk/cases/{case.pk}/", "/desk/cases/new/")
    yield from ("/desk/cases/map/", "/desk/rounds/", f"/desk/rounds/{Round.objects.order_by('pk')[0].pk}/")
    yield f"/desk/rounds/visits/{Visit.objects.filter(state='done').order_by('pk')[0].pk}/"
    yield from ("/desk/draws/", f"/desk/draws/{draw.pk}/", "/desk/draws/new/", "/desk/scores/", "/desk/editions/")
    yield from (f"/desk/editions/{edition.pk}/", f"/desk/standards/{standard}/", "/desk/duties/", "/desk/places/sites/")
    yield from ("/desk/duties/coverage/", "/desk/units/", "/desk/calendar/", "/desk/journal/", "/desk/account/")
    yield from ("/desk/dashboard/", "/desk/explorer/?rows=area&columns=item")
    yield from ("/desk/search/?q=公园", "/account/password/change/")


def look_at(page: Any, paths: list[str], axe: Callable[[Any], None]) -> list[str]:
    """What is wrong with each page, told together."""
    faults: list[str] = []
    page.on(
        "console", lambda message: faults.append(f"{page.url}: {message.text}") if message.type == "error" else None
    )
    for path in paths:
        if "#" in path:
            page.goto("about:blank")  # a screen of the app is an address within one page: begin that page anew
        answer = page.goto(path)
        if answer.status != 200 or not unquote(page.url).endswith(path):
            faults.append(f"{path}: {answer.status} at {page.url}")
            continue
        try:
            axe(page)
        except AssertionError as barrier:
            faults.append(str(barrier))
        if (beyond := page.evaluate(EDGE)) > 0:
            faults.append(f"{path}: {beyond} px beyond the edge")
    return faults


def as_person(page: Any, username: str, url: str) -> Any:
    """The page with that person's session: the sign-in form has its own test."""
    client = Client()
    client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    return page


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pages_have_no_barriers(
    served_city: datetime, open_page: Callable[..., Any], axe: Callable[[Any], None], live_server: Any, kind: str
) -> None:
    visit = next(stop for stop in stops_of(actor("suqing", served_city), served_city) if stop.kind == "drawn")
    field = [f"/field/app/{where}" for where in ("", "#/map", f"#/stop/v{visit.pk}", "#/free", "#/phone", "#/patrol")]
    serial = Draw.objects.filter(state="revealed")[0].serial
    public = ["/", "/draws/", f"/draws/{serial}/", "/account/login/"]
    faults = look_at(open_page(kind), public, axe)
    office = as_person(open_page(kind), "linyue", live_server.url)
    faults += look_at(office, list(pages_of_the_office()), axe)
    faults += look_at(as_person(open_page(kind), "suqing", live_server.url), field, axe)
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults)
