"""One deed, one transaction, its row in it; what commits late is sealed and reacted to all the same."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from chuangcheng.journal import chain
from chuangcheng.journal.actions import forget_personal
from chuangcheng.journal.acts import act
from chuangcheng.journal.models import Entry, Personal, SealItem
from chuangcheng.journal.queries import line, timeline
from chuangcheng.journal.sealing import seal_entries
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import NotAllowed, Refused

AT = datetime.now(UTC)
NOBODY = Actor(person_id=1, name="")


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_no_row() -> None:
    with pytest.raises(Refused), act("operations.recover_jobs", by=SYSTEM, at=AT, count=1):
        raise Refused("no", "no")
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_rows_of_one_click_share_an_act() -> None:
    with act("operations.recover_jobs", by=SYSTEM, at=AT, count=1):
        with act("operations.release_dead_letter", by=SYSTEM, at=AT, job="a"):
            pass
    with act("operations.release_dead_letter", by=SYSTEM, at=AT, job="b"):
        pass
    first, second, third = Entry.objects.order_by("pk")
    assert first.act_id == second.act_id != third.act_id


@pytest.mark.django_db
def test_an_unknown_verb_is_a_bug_not_a_row() -> None:
    with pytest.raises(LookupError, match="no room declares"), act("journal.no_such_deed", by=SYSTEM, at=AT):
        pass


@pytest.mark.django_db
def test_a_person_is_forgotten_and_the_chain_holds(django_user_model: type) -> None:
    gao = django_user_model.objects.create_user(username="gaoyuan", name="高原")  # type: ignore[attr-defined]
    from chuangcheng.kit.verbs import all_verbs

    verb = next(v for v in all_verbs().values() if v.personal)
    name = verb.personal[0]
    with act(verb.name, by=SYSTEM, at=AT, on=gao, **{name: "13900000000"}):
        pass
    seal_entries(at=AT)
    row = Entry.objects.get()
    assert "13900000000" not in str(row.payload) and row.personal.text == {name: "13900000000"}
    with pytest.raises(NotAllowed):
        forget_personal(by=NOBODY, at=AT, entry=row, reason="本人要求")
    forget_personal(by=SYSTEM, at=AT, entry=row, reason="本人要求")
    seal_entries(at=AT)
    assert not Personal.objects.exists()
    assert chain.check(chain.lines()).fault == ""
    assert "13900000000" not in line(Entry.objects.select_related("personal").get(pk=row.pk)).sentence


@pytest.mark.django_db
def test_a_timeline_is_one_query(django_user_model: type, django_assert_num_queries: object) -> None:
    su = django_user_model.objects.create_user(username="suqing", name="苏晴")  # type: ignore[attr-defined]
    for _ in range(5):
        with act("operations.release_dead_letter", by=SYSTEM, at=AT, on=su, job="x"):
            pass
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(timeline(su)) == 5


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_commits_late_is_sealed_later() -> None:
    """Two writers: the one that took the lower id commits after a seal was made (PostgreSQL; SQLite has one writer)."""
    if connection.vendor == "sqlite":
        with act("operations.release_dead_letter", by=SYSTEM, at=AT, job="only"):
            pass
        assert seal_entries(at=AT) == 1 and seal_entries(at=AT) == 0
        return
    took_id, sealed = threading.Event(), threading.Event()

    def late_writer() -> None:
        with transaction.atomic(), act("operations.release_dead_letter", by=SYSTEM, at=AT, job="late"):
            Entry.objects.count()
        connection.close()

    def slow_writer() -> None:
        with transaction.atomic():
            with act("operations.release_dead_letter", by=SYSTEM, at=AT, job="slow"):
                pass
            took_id.set()
            assert sealed.wait(20)
        connection.close()

    slow = threading.Thread(target=slow_writer)
    slow.start()
    assert took_id.wait(20)
    late_writer_thread = threading.Thread(target=late_writer)
    late_writer_thread.start()
    late_writer_thread.join()
    assert seal_entries(at=AT) == 1
    sealed.set()
    slow.join()
    assert seal_entries(at=AT) == 1
    jobs = [item.entry.payload["job"] for item in SealItem.objects.order_by("position").select_related("entry")]
    ids = [item.entry_id for item in SealItem.objects.order_by("position")]
    assert jobs == ["late", "slow"] and ids == sorted(ids, reverse=True)
    assert chain.check(chain.lines()).fault == ""
