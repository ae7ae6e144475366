"""Who answered is known; what was answered is known; nothing in the database joins the two."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.kit.tokens import token_hash
from chuangcheng.surveys.actions import close_survey, spend_token, store_answers
from chuangcheng.surveys.models import Response, Sample, Token, WaitingAnswers
from chuangcheng.surveys.queries import token_by_hash
from tests.stories import City


def used(links: tuple[Sample, list[str]], at: datetime, answers: Any, count: int, *, first: int = 0) -> None:
    """One after the other, a minute apart; the n-th person says scale n % 10 + 1 and the family size n + 1."""
    for number in range(first, first + count):
        token = token_by_hash(token_hash(links[1][number]))
        assert token is not None
        said = answers(number, Q4=number % 10 + 1, Q5=number % 20 + 1)
        spend_token(by=SYSTEM, at=at + timedelta(minutes=number), token=token, answers=said, seconds=90 + number)


def test_a_link_is_good_for_one_answer(links: tuple[Sample, list[str]], at: datetime, answers: Any) -> None:
    used(links, at, answers, 1)
    with pytest.raises(Stale, match="spent"):
        used(links, at, answers, 1)
    assert WaitingAnswers.objects.count() == 1


def test_bad_answers_spend_nothing(links: tuple[Sample, list[str]], at: datetime, answers: Any) -> None:
    token = token_by_hash(token_hash(links[1][0]))
    assert token is not None
    with pytest.raises(Refused, match="bad_answers"):
        spend_token(by=SYSTEM, at=at, token=token, answers=answers(0, Q2=""))
    assert Token.objects.filter(spent_on=None).count() == 30


def test_nothing_is_stored_until_enough_can_go_together(
    links: tuple[Sample, list[str]], at: datetime, answers: Any
) -> None:
    used(links, at, answers, 9)
    assert store_answers(by=SYSTEM, at=at, sample=links[0]) == 0
    used(links, at, answers, 1, first=9)
    assert store_answers(by=SYSTEM, at=at, sample=links[0]) == 10


def test_order_times_and_keys_join_nothing(links: tuple[Sample, list[str]], at: datetime, answers: Any) -> None:
    used(links, at, answers, 24)
    store_answers(by=SYSTEM, at=at + timedelta(hours=2), sample=links[0])
    spent = list(Entry.objects.filter(verb="surveys.spend_token").order_by("pk"))
    assert [one.payload["token"] for one in spent] == list(
        Token.objects.exclude(spent_on=None).values_list("pk", flat=True)
    )
    # the order of storage (the hidden row number, or the table as it lies) is not the order of spending
    stored = [row.answers["Q5"] for row in Response.objects.raw("SELECT * FROM surveys_response")]
    by_key = [row.answers["Q5"] for row in Response.objects.order_by("key")]
    in_turn = [number % 20 + 1 for number in range(24)]
    assert sorted(stored) == sorted(in_turn)
    assert stored != in_turn and by_key != in_turn and stored != in_turn[::-1]
    # all rows of the batch carry the same day, and no moment at all
    assert {row.stored_on for row in Response.objects.all()} == {at.date()}
    kinds = {type(field) for field in Response._meta.get_fields()}
    assert models.DateTimeField not in kinds
    assert {row.seconds for row in Response.objects.all()} <= {90}
    # no key of a response stands anywhere in the journal or beside a token
    keys = {str(row.key) for row in Response.objects.all()}
    written = " ".join(str(one.payload) for one in Entry.objects.all())
    assert not any(key in written for key in keys)


def test_nothing_that_names_a_token_or_a_person_is_a_neighbour_of_answers() -> None:
    """No foreign key leads from answers to tokens, addresses or people, nor back."""
    room = [model for model in apps.get_models() if model._meta.app_label == "surveys"]
    to = {
        model.__name__: {field.related_model.__name__ for field in model._meta.get_fields() if field.many_to_one}
        for model in room
    }
    assert to["Response"] == {"Sample", "Cluster", "Exclusion"} and to["WaitingAnswers"] == {"Sample", "Cluster"}
    assert to["Token"] == {"Sample"} and to["Address"] == {"Cluster"}


def test_random_orders_differ(links: tuple[Sample, list[str]], at: datetime, answers: Any) -> None:
    """Over many shuffles a person's answers stand in no favoured place: first and last come from everywhere."""
    used(links, at, answers, 12)
    rows = list(WaitingAnswers.objects.all())
    from chuangcheng.surveys.actions import storing

    firsts = set()
    for _again in range(30):
        Response.objects.all().delete()
        storing._store([storing._opened(row, at) for row in rows])
        stored = [row.answers["Q5"] for row in Response.objects.raw("SELECT * FROM surveys_response")]
        firsts.add(stored[0])
    assert len(firsts) > 5


def test_the_last_few_are_shuffled_with_all_others_at_the_end(
    links: tuple[Sample, list[str]], at: datetime, answers: Any, asking: City
) -> None:
    used(links, at, answers, 12)
    store_answers(by=SYSTEM, at=at, sample=links[0])
    before = set(Response.objects.values_list("key", flat=True))
    used(links, at, answers, 2, first=12)
    closed_at = at + timedelta(days=2)
    close_survey(by=asking.actor("lin_yue"), at=closed_at, survey=links[0].survey)
    after = Response.objects.all()
    assert len(after) == 14 and not WaitingAnswers.objects.exists()
    assert not before & {row.key for row in after}
    assert {row.stored_on for row in after} == {closed_at.date()}


def test_numbers_of_people_in_what_was_written_are_blotted_out(
    links: tuple[Sample, list[str]], at: datetime, answers: Any, asking: City
) -> None:
    token = token_by_hash(token_hash(links[1][0]))
    assert token is not None
    spend_token(by=SYSTEM, at=at, token=token, answers=answers(0, Q6="请打 13812345678 联系我"))
    close_survey(by=asking.actor("lin_yue"), at=at, survey=links[0].survey)
    assert "138" not in Response.objects.get().answers["Q6"]
