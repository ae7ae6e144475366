"""What waits for somebody in the course of honours: an office that is asked, a juror who has not judged everybody."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.desk.home.rows import Work, end_of
from chuangcheng.honours import queries
from chuangcheng.kit.actor import Actor


def waiting_honours(actor: Actor, at: datetime) -> list[Work]:
    """The most urgent checks of the own unit, then the juries on which the actor sits."""
    checks = [
        Work(
            title=f"{one.matter_zh} {one.nomination.name_zh}",
            detail=f"{one.nomination.season.programme.name} · {one.unit.name}",
            url=reverse("desk:honour_check", args=[one.pk]),
            button=_("Answer"),
            due_at=one.due_at,
            state=one.nomination.state,
            state_label=one.nomination.get_state_display(),
        )
        for one in queries.waiting_checks(actor, at)
    ]
    return checks + _juries(actor, at)


def _juries(actor: Actor, at: datetime) -> list[Work]:
    found = []
    for season in queries.own_seasons(actor):
        juror = queries.juror_of(actor, season)
        rows = queries.to_judge(juror, at) if juror is not None else []
        if any(row["points"] is None and not row["barred"] for row in rows):
            found.append(
                Work(
                    title=f"{season.programme.name} {season.name_zh}",
                    detail=_("You sit on this jury."),
                    url=reverse("desk:honour_judging", args=[season.pk]),
                    button=_("Judge the candidates"),
                    due_at=end_of(season.vote_until) if season.vote_until else season.opened_at,
                    has_deadline=bool(season.vote_until),
                    state=season.state,
                    state_label=season.get_state_display(),
                )
            )
    return found
