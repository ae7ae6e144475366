"""A survey: planned with its samples, opened, closed, cancelled."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.actions import cancel_draw, reveal_draw
from chuangcheng.draws.models import Draw, DrawState
from chuangcheng.frameworks.models import Edition
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.surveys.actions.storing import destroy_waiting, store_rest
from chuangcheng.surveys.models import Address, Cluster, Form, FormState, Response, Sample, SampleKind, Survey, Token
from chuangcheng.surveys.workflow import SURVEYS, check, moved


def plan_survey(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    edition: Edition,
    opens_on: date,
    closes_on: date,
    purpose_zh: str = "",
    name_en: str = "",
) -> Survey:
    """A survey without samples yet. Refused: `missing`, `code_taken`, `bad_dates`."""
    by.must("surveys.plan_survey")
    code, name_zh = code.strip(), name_zh.strip()
    check(SURVEYS, "surveys.plan_survey", None, {"code": code, "name": name_zh})
    if Survey.objects.filter(code=code).exists():
        raise Refused("code_taken", _("Another survey has this code."), field="code")
    if closes_on < opens_on:
        raise Refused("bad_dates", _("The survey cannot end before it begins."), field="closes_on")
    with act("surveys.plan_survey", by=by, at=at) as record:
        survey = Survey.objects.create(
            code=code,
            name_zh=name_zh,
            name_en=name_en.strip(),
            edition=edition,
            opens_on=opens_on,
            closes_on=closes_on,
            purpose_zh=purpose_zh.strip(),
            planned_at=at,
        )
        record.on(survey, code=code, edition=edition.code, opens_on=opens_on, closes_on=closes_on)
    return survey


def add_sample(
    *,
    by: Actor,
    at: datetime,
    survey: Survey,
    name_zh: str,
    form: Form,
    kind: str,
    share: int = 100,
    counts: bool | None = None,
    households_each: int = 10,
    reserve_each: int = 10,
    name_en: str = "",
) -> Sample:
    """One published form put to one sample. Links chosen by whoever finds them do not count unless said so.

    Refused: `missing`, `not_published`, `other_edition`, `unknown_kind`, `out_of_range`, `wrong_state`.
    """
    by.must("surveys.add_sample")
    check(SURVEYS, "surveys.add_sample", survey, {})
    if not name_zh.strip():
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Name")}, field="name_zh")
    if form.state != FormState.PUBLISHED:
        raise Refused("not_published", _("Publish the form first: answers belong to a form that cannot change."))
    if form.edition_id != survey.edition_id:
        raise Refused("other_edition", _("The form belongs to another edition of the framework."), field="form")
    if kind not in SampleKind.values:
        raise Refused("unknown_kind", _("There is no sample of this kind."), field="kind")
    if not (1 <= share <= 1000 and 2 <= households_each <= 500 and 0 <= reserve_each <= 500):
        raise Refused("out_of_range", _("A number lies outside what is possible."), field="share")
    with act("surveys.add_sample", by=by, at=at, on=survey, code=survey.code, name=name_zh.strip(), kind=kind):
        return Sample.objects.create(
            survey=survey,
            form=form,
            kind=kind,
            name_zh=name_zh.strip(),
            name_en=name_en.strip(),
            share=share,
            counts=kind != SampleKind.LINKS if counts is None else counts,
            households_each=households_each,
            reserve_each=reserve_each,
        )


def set_known_totals(*, by: Actor, at: datetime, sample: Sample, totals: Mapping[str, Mapping[str, float]]) -> Sample:
    """How many people there are of each sex, age or residence: answers are weighted to it.

    Refused: `wrong_state` once closed, `unknown_attribute`, `unknown_option`, `out_of_range`, `other_sum`.
    """
    by.must("surveys.set_known_totals")
    check(SURVEYS, "surveys.set_known_totals", sample.survey, {})
    asked = {question.attribute: question for question in sample.form.asked if question.attribute}
    kept = {name: dict(cells) for name, cells in totals.items() if cells}
    for name, cells in kept.items():
        if name not in asked:
            raise Refused("unknown_attribute", _("The form does not ask for this."), field=name)
        if set(cells) != set(asked[name].option_codes):
            raise Refused("unknown_option", _("Give a number for every answer of the question."), field=name)
        if min(cells.values()) < 0 or sum(cells.values()) <= 0:
            raise Refused("out_of_range", _("A number lies outside what is possible."), field=name)
    sums = [sum(cells.values()) for cells in kept.values()]
    if sums and max(sums) - min(sums) > 1e-6 * max(sums):
        raise Refused("other_sum", _("All totals must have the same sum: they count the same people."))
    with act("surveys.set_known_totals", by=by, at=at, on=sample.survey, code=sample.survey.code) as record:
        record.note(name=sample.name_zh, totals=kept)
        Sample.objects.filter(pk=sample.pk).update(known_totals=kept)
        sample.known_totals = kept
    return sample


def open_survey(*, by: Actor, at: datetime, survey: Survey) -> Survey:
    """From now on answers are taken. Refused: `missing` samples, `not_ready` naming the sample that lacks something."""
    by.must("surveys.open_survey")
    samples = list(survey.samples.all())
    move = check(SURVEYS, "surveys.open_survey", survey, {"samples": samples})
    for sample in samples:
        _must_be_ready(sample)
    with act("surveys.open_survey", by=by, at=at, on=survey, code=survey.code, samples=len(samples)):
        moved(survey, move, opened_at=at)
    return survey


def _must_be_ready(sample: Sample) -> None:
    ready = {
        SampleKind.HOUSEHOLDS: Address.objects.filter(cluster__sample=sample),
        SampleKind.QUOTA: Cluster.objects.filter(sample=sample, cells__wanted__gt=0),
        SampleKind.LINKS: Token.objects.filter(sample=sample),
    }[SampleKind(sample.kind)]
    lacks = {
        SampleKind.HOUSEHOLDS: _("no addresses have been drawn"),
        SampleKind.QUOTA: _("no quotas have been set"),
        SampleKind.LINKS: _("no links have been made"),
    }[SampleKind(sample.kind)]
    if not ready.exists():
        said = _("Sample “%(name)s”: %(lacks)s.")
        raise Refused("not_ready", said % {"name": sample.name_zh, "lacks": lacks})


def close_survey(*, by: Actor, at: datetime, survey: Survey) -> Survey:
    """No more answers. Addresses and household lists are erased first, then the last answers are stored, shuffled with
    all others of their sample; the proofs of the draws are published."""
    by.must("surveys.close_survey")
    move = check(SURVEYS, "surveys.close_survey", survey, {})
    with act("surveys.close_survey", by=by, at=at, on=survey, code=survey.code) as record:
        moved(survey, move, closed_at=at)
        _erase_addresses(survey)
        store_rest(survey, at)
        for draw in _draws(survey):
            if draw.state == DrawState.RUN:
                reveal_draw(by=SYSTEM, at=at, draw=draw)
        record.note(count=Response.objects.filter(sample__survey=survey).count())
    return survey


def cancel_survey(*, by: Actor, at: datetime, survey: Survey, reason: str) -> Survey:
    """Give it up for good. Addresses, and answers that wait, are destroyed; its draws are cancelled with the reason."""
    by.must("surveys.cancel_survey")
    move = check(SURVEYS, "surveys.cancel_survey", survey, {"reason": reason.strip()})
    with act("surveys.cancel_survey", by=by, at=at, on=survey, code=survey.code, reason=reason.strip()):
        moved(survey, move, cancel_reason_zh=reason.strip())
        _erase_addresses(survey)
        destroy_waiting(survey)
        for draw in _draws(survey):
            if draw.state in (DrawState.COMMITTED, DrawState.RUN):
                cancel_draw(by=SYSTEM, at=at, draw=draw, reason=reason.strip())
    return survey


def _draws(survey: Survey) -> list[Draw]:
    rows: list[Any] = [
        draw
        for sample in Sample.objects.filter(survey=survey).select_related("community_draw", "household_draw")
        for draw in (sample.community_draw, sample.household_draw)
    ]
    return [draw for draw in rows if draw is not None]


def _erase_addresses(survey: Survey) -> None:
    Address.objects.filter(cluster__sample__survey=survey).update(address_sealed="")
    Cluster.objects.filter(sample__survey=survey).update(list_sealed="")
