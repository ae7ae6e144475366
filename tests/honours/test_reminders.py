"""What an office hears of a check that it has not answered: 罗佳 of the credit office."""

from datetime import timedelta
from typing import Any

import pytest

from chuangcheng.honours import actions, queries
from chuangcheng.honours.jobs import watch_checks
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.notices.models import Message
from chuangcheng.reactions.jobs import tell
from chuangcheng.units.queries import recipients

pytestmark = pytest.mark.django_db


def test_an_office_that_forgets_is_told_once_before_its_day_and_once_after(stage: Any, at: Any, settings: Any) -> None:
    asked = stage.candidate(stage.season(), name="甲一")
    check = actions.ask_checks(by=stage.actor("lin_yue"), at=at, nomination=asked)[0]
    other = stage.candidate(asked.season, name="乙二")
    stage.checked(other)
    told = Entry.objects.filter(verb__in=("honours.remind_of_check", "honours.mark_check_overdue"))
    shift = settings.CLOCK_SHIFT_SECONDS

    def watched(moment: Any) -> list[str]:
        settings.CLOCK_SHIFT_SECONDS = shift + (moment - at).total_seconds()
        for _twice in range(2):
            watch_checks.call()
        return [one.verb.partition(".")[2] for one in told.order_by("pk")]

    minute = timedelta(minutes=1)
    assert at < check.remind_at < check.due_at - timedelta(hours=20)
    assert watched(check.remind_at - minute) == []
    assert watched(check.remind_at + minute) == ["remind_of_check"]
    assert watched(check.due_at + minute) == ["remind_of_check", "mark_check_overdue"]
    assert {one.subject_id for one in told} == {check.pk}
    for entry in told:
        tell.call(entry_id=entry.pk)
    messages = Message.objects.filter(entry__in=told)
    assert {one.post_id for one in messages} == {post.pk for post in recipients(check.unit, at)}
    assert messages.count() == 2 * len({one.post_id for one in messages}) > 0
    assert "甲一" not in str([one.payload for one in told])
    for deed in (actions.remind_of_check, actions.mark_check_overdue):
        with pytest.raises(Refused, match="told_already"):
            deed(by=SYSTEM, at=check.due_at + minute, check=check)


def test_what_is_late_already_or_over_is_not_reminded_of(stage: Any, at: Any) -> None:
    check = actions.ask_checks(by=stage.actor("lin_yue"), at=at, nomination=stage.candidate(stage.season()))[0]
    assert [queries.checks_to_remind(moment) for moment in (at, check.due_at)] == [[], []]
    assert queries.checks_newly_overdue(check.due_at) == [check]
    refused = {"nomination": check.nomination, "reason": "材料不实"}
    actions.refuse_nomination(by=stage.actor("gao_yuan"), at=at, **refused)
    assert queries.checks_newly_overdue(check.due_at) == []
    with pytest.raises(Refused, match="not_due"):
        actions.mark_check_overdue(by=SYSTEM, at=check.due_at, check=check)
