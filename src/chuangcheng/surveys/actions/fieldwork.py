"""Before and during the fieldwork: quotas, interviewers, links; what happened at an address; interviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.masking import masked
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused, Stale
from chuangcheng.kit.tokens import new_token, token_hash
from chuangcheng.places.models import Area
from chuangcheng.surveys.actions.storing import keep_waiting
from chuangcheng.surveys.models import (
    Address,
    AddressState,
    Cluster,
    GivenUp,
    QuotaCell,
    Sample,
    SampleKind,
    Token,
)
from chuangcheng.surveys.rules import TEXT, Question, kept
from chuangcheng.surveys.sentences import ANSWERS
from chuangcheng.surveys.workflow import ADDRESSES, SURVEYS, check, moved
from chuangcheng.units.models import Post

MOST_TOKENS = 5000
ABSENCES = 3
"""So often nobody must have been at home before an address may be given up for it."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many are wanted of one sex and age (option codes of the form; blank: any)."""

    wanted: int
    sex: str = ""
    age: str = ""


def set_quota(*, by: Actor, at: datetime, sample: Sample, area: Area, quotas: Sequence[Quota]) -> Cluster:
    """The quotas of a place, all anew; what was answered stays counted.

    Refused: `other_kind`, `out_of_range`, `twice`, `unknown_option`, `in_use` (a cell with answers would go).
    """
    by.must("surveys.set_quota")
    check(SURVEYS, "surveys.set_quota", sample.survey, {})
    if sample.kind != SampleKind.QUOTA:
        raise Refused("other_kind", _("Only a sample in the street has quotas."))
    _check_quotas(sample.form.asked, quotas)
    with act("surveys.set_quota", by=by, at=at, on=sample.survey, code=sample.survey.code, area=area.name_zh) as record:
        cluster, _made = Cluster.objects.get_or_create(sample=sample, area=area, defaults={"name_zh": area.name_zh})
        wanted = {(quota.sex, quota.age): quota.wanted for quota in quotas}
        for cell in cluster.cells.all():
            if (cell.sex, cell.age) not in wanted:
                if cell.done:
                    raise Refused("in_use", _("A cell that has answers cannot go: lower its number instead."))
                cell.delete()
        for (sex, age), number in wanted.items():
            QuotaCell.objects.update_or_create(cluster=cluster, sex=sex, age=age, defaults={"wanted": number})
        record.note(wanted=sum(wanted.values()), cells=len(wanted))
    return cluster


def _check_quotas(questions: Sequence[Question], quotas: Sequence[Quota]) -> None:
    codes = {question.attribute: {"", *question.option_codes} for question in questions if question.attribute}
    if not quotas or any(not 1 <= quota.wanted <= 1000 for quota in quotas):
        raise Refused("out_of_range", _("Give between 1 and 1,000 answers for each cell."), field="quotas")
    if len({(quota.sex, quota.age) for quota in quotas}) < len(quotas):
        raise Refused("twice", _("A cell stands there twice."), field="quotas")
    for quota in quotas:
        if quota.sex not in codes.get("sex", {""}) or quota.age not in codes.get("age", {""}):
            raise Refused("unknown_option", _("The form does not ask for this sex or age."), field="quotas")


def assign_interviewer(*, by: Actor, at: datetime, cluster: Cluster, post: Post) -> Cluster:
    """Who works in a community or at a place. Never a post of the unit that holds the community's own office."""
    by.must("surveys.assign_interviewer")
    survey = cluster.sample.survey
    check(SURVEYS, "surveys.assign_interviewer", survey, {})
    if post.unit.area is not None and cluster.area.path.startswith(post.unit.area.path):
        raise Refused("own_area", _("Nobody asks the residents of the own unit's area."), field="post")
    with act("surveys.assign_interviewer", by=by, at=at, on=survey, code=survey.code, area=cluster.area.name_zh) as row:
        Cluster.objects.filter(pk=cluster.pk).update(interviewer=post)
        cluster.interviewer = post
        row.note(post=post.name_zh)
    return cluster


def make_tokens(*, by: Actor, at: datetime, sample: Sample, count: int) -> list[str]:
    """New links, each for one answer. The tokens are told this once; only their hashes are kept.

    Refused: `other_kind`, `out_of_range`.
    """
    by.must("surveys.make_tokens")
    check(SURVEYS, "surveys.make_tokens", sample.survey, {})
    if sample.kind != SampleKind.LINKS:
        raise Refused("other_kind", _("Only a sample by links has links."))
    if not 1 <= count <= MOST_TOKENS:
        raise Refused("out_of_range", _("Between 1 and 5,000 links at once."), field="count")
    tokens = [new_token() for _number in range(count)]
    with act("surveys.make_tokens", by=by, at=at, on=sample.survey, code=sample.survey.code, count=count):
        rows = [Token(sample=sample, token_hash=token_hash(token), made_at=at) for token in tokens]
        Token.objects.bulk_create(rows, batch_size=400)
    return tokens


def _must_work(by: Actor, verb: str, cluster: Cluster) -> None:
    by.must(verb)
    if not by.is_system and cluster.interviewer_id not in by.post_ids:
        raise NotAllowed(verb)


def note_absence(*, by: Actor, at: datetime, address: Address, device_at: datetime | None = None) -> Address:
    """Nobody was at home; the address is tried again. Refused `wrong_state`."""
    cluster = address.cluster
    _must_work(by, "surveys.note_absence", cluster)
    survey = cluster.sample.survey
    check(SURVEYS, "surveys.note_absence", survey, {})
    move = check(ADDRESSES, "surveys.note_absence", address, {})
    with act("surveys.note_absence", by=by, at=at, on=survey, device_at=device_at, code=survey.code) as record:
        moved(address, move, absence_count=F("absence_count") + 1)
        address.refresh_from_db()
        record.note(area=cluster.area.name_zh, rank=address.rank)
    return address


def replace_address(
    *, by: Actor, at: datetime, address: Address, given_up: str, reason: str = "", device_at: datetime | None = None
) -> Address | None:
    """Give an address up and call the next of the reserve, which comes back (None when the reserve is used up).

    Refused: `missing`, `unknown_reason`, `too_early` (fewer than three times nobody at home), `wrong_state`.
    """
    cluster = address.cluster
    _must_work(by, "surveys.replace_address", cluster)
    survey = cluster.sample.survey
    check(SURVEYS, "surveys.replace_address", survey, {})
    move = check(ADDRESSES, "surveys.replace_address", address, {"given_up": given_up})
    if given_up not in GivenUp.values:
        raise Refused("unknown_reason", _("Choose one of the reasons."), field="given_up")
    if given_up == GivenUp.NOT_AT_HOME and address.absence_count < ABSENCES:
        raise Refused("too_early", _("Try an address three times, on different days if you can, before giving it up."))
    with act("surveys.replace_address", by=by, at=at, on=survey, device_at=device_at, code=survey.code) as record:
        moved(address, move, given_up=given_up, reason_zh=reason.strip()[:200])
        following = Address.objects.filter(cluster=cluster, state=AddressState.RESERVE).order_by("rank").first()
        if following is not None:
            moved(following, check(ADDRESSES, "surveys.replace_address", following, {}))
        record.note(
            area=cluster.area.name_zh,
            rank=address.rank,
            given_up=GivenUp(given_up).value,
            next=following.rank if following else None,
        )
    return following


def record_interview(
    *,
    by: Actor,
    at: datetime,
    answers: Mapping[str, Any],
    address: Address | None = None,
    cell: QuotaCell | None = None,
    seconds: float | None = None,
    device_at: datetime | None = None,
) -> None:
    """An interview at an address, or for a cell of a quota. The record names the place, never the answers.

    Refused: `wrong_state`, `bad_answers` naming the first question, `cell_full`, `other_cell` (the sex or age that was
    answered is another cell's).
    """
    cluster = address.cluster if address else cell.cluster  # type: ignore[union-attr]
    _must_work(by, "surveys.record_interview", cluster)
    survey = cluster.sample.survey
    check(SURVEYS, "surveys.record_interview", survey, {})
    stored = checked_answers(cluster.sample, answers)
    with act("surveys.record_interview", by=by, at=at, on=survey, device_at=device_at, code=survey.code) as record:
        if address is not None:
            moved(address, check(ADDRESSES, "surveys.record_interview", address, {}))
        elif cell is not None:
            _fill(cell, stored)
        keep_waiting(cluster.sample, cluster, stored, seconds)
        record.note(area=cluster.area.name_zh)


def checked_answers(sample: Sample, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are stored, numbers of people and plates blotted out of what was written.

    Refused `bad_answers` names the first question that is wrong.
    """
    stored, wrong = kept(sample.form.asked, answers)
    for code, fault in wrong.items():
        raise Refused("bad_answers", f"{code}: {ANSWERS[fault]}", field=code)
    texts = {question.code for question in sample.form.asked if question.kind == TEXT}
    return {code: masked(value) if code in texts else value for code, value in stored.items()}


def _fill(cell: QuotaCell, answers: Mapping[str, Any]) -> None:
    asked = {question.attribute: question.code for question in cell.cluster.sample.form.asked if question.attribute}
    for attribute, wanted in (("sex", cell.sex), ("age", cell.age)):
        if wanted and answers.get(asked.get(attribute, "")) != wanted:
            raise Refused("other_cell", _("The person's sex or age belongs to another cell of the quota."))
    if not QuotaCell.objects.filter(pk=cell.pk, done__lt=F("wanted")).update(done=F("done") + 1):
        raise Stale("cell_full", _("This cell of the quota is full."))
