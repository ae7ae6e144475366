"""Everybody's walk through the product: every link shown leads somewhere, every page speaks its language."""

from collections import Counter
from datetime import datetime

import pytest
from django.test import Client
from django.utils import translation

from chuangcheng.accounts.queries import Person
from chuangcheng.kit.actor import Actor
from chuangcheng.sample.staff import sign_ins
from chuangcheng.units.queries import actor_for
from tests.crawl import looks
from tests.crawl.crawler import Look, Seen, Walk, walk

ON_BOTH = ("", "linyue", "dw26.liaison")
"""Who walks on SQLite and on PostgreSQL: a visitor, the office (which sees nearly everything), a unit."""
ON_ONE = (("denghai", "dw26.head", "dw49.street", "xiezhen"), ("heping", "gaoyuan", "tangyi", "wudi"))
pytestmark = pytest.mark.django_db
NOBODY = Actor(person_id=0, name="")


def signed_in(username: str, language: str) -> Client:
    """A browser of that person's; an error is an answer like any other, so that all of them are told."""
    client = Client(raise_request_exception=False)
    client.cookies["django_language"] = language
    if username:
        client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client


def walked(
    username: str,
    at: datetime,
    language: str,
    look: Look,
    examples: int,
    shapes: int = 3,
    left_out: frozenset[str] = frozenset(),
) -> Walk:
    actor = actor_for(Person.objects.get(username=username), at) if username else NOBODY
    starts = ["/", "/draws/"]
    if username:
        starts += ["/desk/"]
    return walk(signed_in(username, language), username, actor, starts, look, examples, shapes, left_out)


def in_chinese(accounts: frozenset[str]) -> Look:
    def look(seen: Seen) -> list[str]:
        with translation.override("zh-hans"):
            return [*looks.structure(seen), *looks.english_left(seen, accounts)]

    return look


def told(walk: Walk) -> str:
    return "\n".join([f"{len(walk.faults)} faults met by {walk.who or 'a visitor'}", *walk.faults[:80]])


def test_the_sixteen_printed_people_are_who_they_are_said_to_be(sample_city: datetime) -> None:
    assert len(sign_ins()) == 16


@pytest.mark.parametrize("username", [*ON_BOTH, pytest.param("suqing", marks=pytest.mark.once)])
def test_every_link_leads_to_a_whole_page_in_chinese(sample_city: datetime, username: str) -> None:
    found = walked(username, sample_city, "zh-hans", in_chinese(looks.usernames()), 1)
    assert not found.faults, told(found)
    assert len(found.seen) > (60 if username else 4)


@pytest.mark.once
@pytest.mark.parametrize("people", ON_ONE, ids="-".join)
def test_what_others_are_shown_is_whole_too(sample_city: datetime, people: tuple[str, ...]) -> None:
    """They share the work: a page that two of them have opened is left out by the others."""
    opened = Counter[str]()
    for username in people:
        left_out = frozenset(name for name, times in opened.items() if times > 1)
        found = walked(username, sample_city, "zh-hans", in_chinese(looks.usernames()), 1, 1, left_out)
        opened.update(found.names)
        assert not found.faults, told(found)
    assert sum(opened.values()) > 150


@pytest.mark.words
@pytest.mark.parametrize("username", ["linyue"])
def test_no_interface_text_is_simplified_on_a_traditional_page(sample_city: datetime, username: str) -> None:
    texts = looks.texts_that_differ()

    def look(seen: Seen) -> list[str]:
        with translation.override("zh-hant"):
            return [*looks.structure(seen), *looks.simplified_left(seen, texts)]

    found = walked(username, sample_city, "zh-hant", look, 1, 1)
    assert not found.faults, told(found)


@pytest.mark.words
@pytest.mark.parametrize("username", ["linyue", ""])
def test_what_is_chinese_on_an_english_page_says_so(sample_city: datetime, username: str) -> None:
    def look(seen: Seen) -> list[str]:
        with translation.override("en"):
            return [*looks.structure(seen), *looks.chinese_left(seen)]

    found = walked(username, sample_city, "en", look, 1, 1)
    assert not found.faults, told(found)
