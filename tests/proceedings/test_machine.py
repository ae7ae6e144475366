"""Whatever people try, in whatever order: the promises of a proceeding hold."""

from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings import queries
from chuangcheng.proceedings.actions import (
    answer_objection,
    decide_proceeding,
    file_objection,
    give_notice,
    review_proceeding,
    withdraw_proceeding,
)
from chuangcheng.proceedings.queries import Proceeding, State

PEOPLE = ("lin_yue", "gao_yuan", "deng_hai", "he_ping", "ma_jun", "luo_jia")
WHO = st.sampled_from(PEOPLE)


class Course(RuleBasedStateMachine):
    """One proceeding about the Transport Bureau, in a transaction of its own that is undone."""

    hall: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = self.hall.at
        self.pk = self.hall.begun().pk
        self.done: list[tuple[str, str]] = [("propose", "lin_yue")]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def row(self) -> Proceeding:
        return Proceeding.objects.select_related("unit").get(pk=self.pk)

    def attempt(self, deed: Any, who: str, act: str, **given: Any) -> None:
        try:
            with transaction.atomic():
                deed(by=self.hall.actor(who), at=self.now, proceeding=self.row(), text="理由", **given)
        except Refused:
            return
        self.done.append((act, who))

    @rule(days=st.integers(1, 9))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(who=WHO)
    def review(self, who: str) -> None:
        self.attempt(review_proceeding, who, "review")

    @rule(who=WHO)
    def notice(self, who: str) -> None:
        self.attempt(give_notice, who, "notice")

    @rule(who=WHO)
    def object_(self, who: str) -> None:
        self.attempt(file_objection, who, "object")

    @rule(who=WHO)
    def answer(self, who: str) -> None:
        self.attempt(answer_objection, who, "answer")

    @rule(who=WHO, outcome=st.sampled_from(["listed", "not_listed"]))
    def decide(self, who: str, outcome: str) -> None:
        before = self.row()
        is_open = before.objections.filter(counts=True, answered_at=None).exists()
        self.attempt(decide_proceeding, who, "decide", outcome=outcome)
        if before.state != self.row().state:
            assert before.notice_until is not None
            assert before.notice_until <= self.now
            assert not is_open

    @rule(who=st.sampled_from(["lin_yue", "ma_jun"]))
    def withdraw(self, who: str) -> None:
        self.attempt(withdraw_proceeding, who, "withdraw")

    @invariant()
    def three_people(self) -> None:
        acts = dict(reversed(self.done))
        judges = [acts[name] for name in ("propose", "review", "decide") if name in acts]
        assert len(judges) == len(set(judges))
        assert "ma_jun" not in [who for act, who in self.done if act in ("review", "notice", "answer", "decide")]

    @invariant()
    def public_is_what_the_days_and_the_objections_say(self) -> None:
        row = self.row()
        shown = [one.pk for one in queries.public_at(self.now)]
        is_open = row.objections.filter(counts=True, answered_at=None).exists()
        wanted = (
            row.state == State.DECIDED
            and row.outcome == "listed"
            and row.published_from <= self.now < row.published_until
            and not is_open
        )
        assert (row.pk in shown) == wanted

    @invariant()
    def a_repeat_never_counts(self) -> None:
        seen = set()
        for one in self.row().objections.order_by("number"):
            assert not (one.counts and one.objector in seen)
            seen.add(one.objector)


@pytest.mark.django_db
def test_the_promises_hold_whatever_people_try(hall: Any) -> None:
    run_state_machine_as_test(
        type("CourseInTheCity", (Course,), {"hall": hall}),
        settings=settings(
            max_examples=40, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
