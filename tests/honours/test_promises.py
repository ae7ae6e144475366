"""Whatever people try, in whatever order: nobody is public before, after, or without two different people."""

from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from chuangcheng.honours import actions, queries
from chuangcheng.honours.jobs import take_decision
from chuangcheng.honours.models import Award
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings.actions import (
    answer_objection,
    decide_proceeding,
    file_objection,
    give_notice,
    review_proceeding,
)
from chuangcheng.proceedings.queries import Proceeding, public_rows

PEOPLE = ("lin_yue", "gao_yuan", "deng_hai", "he_ping", "qin_feng")
WHO = st.sampled_from(PEOPLE)


class Honour(RuleBasedStateMachine):
    """One candidate for whom everything speaks, in a transaction that is undone."""

    stage: ClassVar[Any]
    nomination: ClassVar[int]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now = self.stage.at
        self.done: dict[str, str] = {}
        self.withdrawn = False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def row(self) -> Proceeding | None:
        return queries.get_nomination(self.nomination).proceeding

    def attempt(self, name: str, who: str, deed: Any, **given: Any) -> None:
        row = self.row()
        if row is None:
            return
        try:
            with transaction.atomic():
                deed(by=self.stage.actor(who), at=self.now, proceeding=row, text="理由", **given)
        except Refused:
            return
        self.done[name] = who

    @rule(who=WHO)
    def propose(self, who: str) -> None:
        nomination = queries.get_nomination(self.nomination)
        try:
            with transaction.atomic():
                actions.propose_award(by=self.stage.actor(who), at=self.now, nomination=nomination, text="理由")
        except Refused:
            return
        self.done["propose"] = who

    @rule(days=st.sampled_from([1, 3, 8, 200, 366]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(who=WHO)
    def review(self, who: str) -> None:
        self.attempt("review", who, review_proceeding)

    @rule(who=WHO)
    def notice(self, who: str) -> None:
        self.attempt("notice", who, give_notice)

    @rule(who=WHO)
    def object_(self, who: str) -> None:
        self.attempt("object", who, file_objection)

    @rule(who=WHO)
    def answer(self, who: str) -> None:
        self.attempt("answer", who, answer_objection)

    @rule(who=WHO, outcome=st.sampled_from(["awarded", "awarded", "not_awarded"]))
    def decide(self, who: str, outcome: str) -> None:
        self.attempt("decide", who, decide_proceeding, outcome=outcome)
        row = self.row()
        if row is not None and row.decided_at is not None:
            take_decision.call(proceeding_id=row.pk)

    @rule()
    def withdraw_consent(self) -> None:
        nomination = queries.get_nomination(self.nomination)
        if self.done.get("decide"):
            actions.withdraw_consent(by=SYSTEM, at=self.now, nomination=nomination) if not self.withdrawn else None
            self.withdrawn = True

    @invariant()
    def who_judges_are_three_people(self) -> None:
        judges = [self.done[name] for name in ("propose", "review", "decide") if name in self.done]
        assert len(judges) == len(set(judges))

    @invariant()
    def the_hall_shows_exactly_what_may_be_shown(self) -> None:
        shown = list(queries.hall(self.now).values_list("nomination", flat=True))
        award = Award.objects.filter(nomination=self.nomination).select_related("proceeding").first()
        if award is None or self.withdrawn:
            assert shown == []
            return
        row = award.proceeding
        is_open = row.objections.filter(counts=True, answered_at=None).exists()
        wanted = row.published_from <= self.now < row.published_until and not is_open
        assert shown == ([self.nomination] if wanted else [])
        assert queries.is_award_public(queries.awards_for(SYSTEM).get(pk=award.pk), self.now) == wanted

    @invariant()
    def nothing_is_public_before_a_second_person(self) -> None:
        if public_rows(self.now).exists():
            assert {"propose", "review", "notice"} <= set(self.done)
            assert not self.withdrawn


@pytest.mark.django_db
def test_the_promises_hold_whatever_people_try(stage: Any) -> None:
    season = stage.season()
    found = stage.candidate(season)
    stage.checked(found)
    stage.judged(season)
    run_state_machine_as_test(
        type("HonourInTheCity", (Honour,), {"stage": stage, "nomination": found.pk}),
        settings=settings(
            max_examples=6, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
