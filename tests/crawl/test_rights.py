"""Every address for every role: what the table grants opens, all else is a 404, nobody meets an error."""

import re
from datetime import datetime
from functools import cache

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, resolve, reverse

from chuangcheng.accounts.actions import register_person
from chuangcheng.accounts.queries import Person
from chuangcheng.config.middleware import RightsMiddleware
from chuangcheng.config.rights import RIGHTS, Right
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.queries import Role, Unit, actor_for
from tests.crawl.rows import model_of

pytestmark = pytest.mark.django_db

HOLDERS = {
    "campaign_office": "linyue",
    "leader": "denghai",
    "group_member": "dw08.head",
    "unit_head": "dw26.head",
    "unit_liaison": "dw26.liaison",
    "inspector": "suqing",
    "verifier": "gaoyuan",
    "triage_clerk": "tangyi",
    "document_approver": "xiezhen",
    "street_staff": "dw49.street",
    "auditor": "heping",
    "operator": "wudi",
    "patroller": "dw26.patrol1",
    "reviewer": "new.reviewer",
    "interviewer": "new.interviewer",
}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
ANSWERS = (200, 302, 404, 405)
BY_KEY = (200, 400, 401, 404, 405)
"""What interfaces answer to a session: a person's rights open nothing there, only a system's key does."""
OTHERWISE = {
    "desk:join": 410,  # a one-time link that nobody has
    "desk:new_password": 410,
    "desk:shared_case": 410,
    "socialaccount_login_error": 401,
    "account_reauthenticate": 403,  # whoever has no password of their own has nothing to confirm
    "mfa_reauthenticate": 403,
    "mfa_reauthenticate_webauthn": 403,
    "desk:relapse_rows": 404,  # a unit's people must say which unit's rows they open
    "portal:report_work": 422,  # a proof of work for no report
    "field:packet": 422,  # a phone that has not been taken up yet
    "field:free_sites": 422,
    "desk:cancel_draw": 409,  # the refusal of a draw that has ended, in words
}
WORDS = {
    "verb": "note_case",
    "move": "decline_report",
    "word": "confirm",
    "code": "22222222",
    "variant": "thumbnail",
    "gap": "without-lead",
    "dimension": "unit",
    "noun": "sites",
    "state": "READY",
    "page": "desk:cases",
    "token": "nobody-has-it",
    "provider_id": "none",
    "key": "none",
    "uidb36": "1",
    "serial": "1",
    "channel_kind": "webhook",
    "news": "overdue",
}


def addresses(resolver: URLResolver, names: tuple[str, ...] = (), before: str = "") -> list[tuple[str, str]]:
    """(view name, path with example arguments) of every address."""
    found: list[tuple[str, str]] = []
    for pattern in resolver.url_patterns:
        text = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += addresses(pattern, (*names, pattern.namespace) if pattern.namespace else names, text)
        elif pattern.name:
            found.append((":".join((*names, pattern.name)), path_of(text)))
    return found


def path_of(pattern: str) -> str:
    """The pattern with each parameter filled in: a row that exists, where there is one."""
    path = pattern.replace("^", "").replace("$", "")
    while found := PARAMETER.search(path):
        kind, name = found.groups()
        value = WORDS.get(name, "") or str(first_of(path) if kind == "int" else "00000000-0000-4000-8000-000000000000")
        path = f"{path[: found.start()]}{value}{path[found.end() :]}"
    return f"/{path}"


def first_of(path: str) -> int:
    """The number of some row of what the path is about; 1 where there is none or it is of another kind."""
    model = model_of(path)
    row = model.objects.order_by("pk").first() if model else None
    return row.pk if row else 1


@pytest.fixture
def newcomers(sample_city: datetime) -> None:
    """The sample has no reviewer and no interviewer yet."""
    unit = Unit.objects.get(code="DW05")
    for code in ("reviewer", "interviewer"):
        post = define_post(by=SYSTEM, at=sample_city, unit=unit, code=f"DW05-{code}", name_zh="新设岗位")
        grant_role(by=SYSTEM, at=sample_city, post=post, role=Role.objects.get(code=code))
        person = register_person(by=SYSTEM, at=sample_city, username=f"new.{code}", name="新人")
        appoint_person(by=SYSTEM, at=sample_city, post=post, person=person)


def test_the_examples_fit_the_addresses(sample_city: datetime) -> None:
    wrong = [one for one in addresses(get_resolver()) if _plain(one[1]) and resolve(one[1]).view_name != one[0]]
    assert not wrong


@cache
def _has_no_parameter(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _plain(path: str) -> bool:
    """The sign-in library has patterns written as regular expressions: they are closed, and need no example."""
    return not set("()[]?+\\") & set(path)


ON_BOTH = ("campaign_office", "unit_liaison")
OPENERS = (*ON_BOTH, "inspector")
"""Who opens everything, pages of one thing too."""
SHARES = 4
"""Other roles knock at every fourth closed door, each at others: behind the doors one guard decides for all,
and it is asked about every door for every role."""


@pytest.mark.once
def test_the_guard_opens_what_the_table_grants_and_nothing_else(sample_city: datetime, newcomers: None) -> None:
    """The middleware itself, every role at every address, without the pages behind."""
    guard, faults = RightsMiddleware(lambda request: HttpResponse()), []
    matches = [(name, resolve(path)) for name, path in addresses(get_resolver()) if _plain(path)]
    for role, username in HOLDERS.items():
        person = Person.objects.get(username=username)
        actor = actor_for(person, sample_city)
        for name, match in matches:
            request = HttpRequest()
            request.user, request.actor, request.resolver_match = person, actor, match  # type: ignore[attr-defined]
            if _is_let_in(guard, request) != (_may(actor, RIGHTS[name]) and not RIGHTS[name].is_closed):
                faults.append(f"{role} {name}")
    assert not faults, "\n".join(faults)


def _is_let_in(guard: RightsMiddleware, request: HttpRequest) -> bool:
    try:
        answer = guard.process_view(request, None, (), {})
    except Http404:
        return False
    return answer is None or answer.status_code != 404


def _may(actor: Actor, right: Right) -> bool:
    return right.is_public or not right.verbs or any(actor.may_anywhere(verb) for verb in right.verbs)


@pytest.mark.parametrize(
    "role", [*ON_BOTH, *(pytest.param(one, marks=pytest.mark.once) for one in HOLDERS if one not in ON_BOTH)]
)
def test_a_role_opens_what_the_table_grants_and_nothing_else(sample_city: datetime, newcomers: None, role: str) -> None:
    person = Person.objects.get(username=HOLDERS[role])
    actor = actor_for(person, sample_city)
    client = Client(raise_request_exception=False)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    faults = []
    for number, (name, path) in enumerate(addresses(get_resolver())):
        if not _plain(path) or not _is_tried(role, actor, name, number):
            continue
        right, status = RIGHTS[name], client.get(path).status_code
        if name.startswith("api:"):
            expected: tuple[int, ...] = BY_KEY
        elif right.is_closed or not _may(actor, right):
            expected = (404,)
        elif _has_no_parameter(name) and not name.startswith(("mfa", "social", "account_")):
            expected = (200, 302, 405, OTHERWISE.get(name, 200))
        else:
            expected = (*ANSWERS, OTHERWISE.get(name, 200))
        if status not in expected:
            faults.append(f"{name} {path}: {status}, expected {expected}")
    assert not faults, "\n".join(faults)


def _is_tried(role: str, actor: Actor, name: str, number: int) -> bool:
    """Whether this role opens this address: what is everybody's does not ask who comes, so one role and the visitor
    open it; pages of one thing that a role may open are opened by whoever walks; of closed doors each has its share."""
    right = RIGHTS[name]
    if right.is_public:
        return role == "campaign_office"
    if role in OPENERS:
        return True
    if right.is_closed or not _may(actor, right):
        return number % SHARES == list(HOLDERS).index(role) % SHARES
    return _has_no_parameter(name)


def test_a_visitor_signs_in_or_sees_what_is_public(sample_city: datetime) -> None:
    faults = []
    for name, path in addresses(get_resolver()):
        if not _plain(path):
            continue
        answer = Client(raise_request_exception=False).get(path)
        right = RIGHTS[name]
        leads_to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/account/login/?next=")
        if name.startswith("api:"):
            fits = answer.status_code in BY_KEY
        elif right.is_closed:
            fits = answer.status_code == 404
        elif right.is_public:
            fits = answer.status_code in (*ANSWERS, OTHERWISE.get(name)) and not leads_to_sign_in
        elif right.is_json:
            fits = answer.status_code == 401 and answer.json() == {"code": "signed_out"}
        else:
            fits = leads_to_sign_in
        if not fits:
            faults.append(f"{name} {path}: {answer.status_code} {answer.headers.get('Location', '')}")
    assert not faults, "\n".join(faults)
