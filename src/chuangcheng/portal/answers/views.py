"""A resident answers a questionnaire by a link. Works without scripts; nothing of who answers is asked or kept."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.refused import NotFound, Refused, Stale
from chuangcheng.kit.tokens import token_hash
from chuangcheng.surveys.actions import spend_token
from chuangcheng.surveys.queries import Token, shown, token_by_hash
from chuangcheng.surveys.rules import MULTIPLE, Question, kept

BEGUN_FOR = "surveys.begun"


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; after sending, thanks. A link that is spent, or of a survey that is over, says so."""
    found = token_by_hash(token_hash(token))
    if found is None:
        raise NotFound("link")
    if found.spent_on is not None or found.sample.survey.state != "open":
        return _over(request, found)
    questions = found.sample.form.asked
    said = _said(request, questions) if request.method == "POST" else {}
    wrong = kept(questions, said)[1] if said else {}
    if request.method == "POST" and not wrong:
        at = clock.now()
        try:
            spend_token(by=SYSTEM, at=at, token=found, answers=said, seconds=_seconds(request, at.timestamp()))
        except Stale:
            found.refresh_from_db()
            return _over(request, found)
        except Refused:
            wrong = kept(questions, said)[1]
        else:
            return redirect("portal:answer", token)
    return _page(request, found, said, wrong)


def _page(request: HttpRequest, found: Token, said: dict[str, Any], wrong: dict[str, str]) -> HttpResponse:
    begun = request.POST.get("begun") or signing.dumps(int(clock.now().timestamp()), salt=BEGUN_FOR)
    context = {
        "form": found.sample.form,
        "survey": found.sample.survey,
        "questions": shown(found.sample.form.asked, said, wrong),
        "begun": begun,
        "wrong_count": len(wrong),
    }
    return render(request, "portal/answers/answer.html", context, status=422 if wrong else 200)


def _over(request: HttpRequest, found: Token) -> HttpResponse:
    """Thanks for a link that was used; the end of a survey otherwise."""
    context = {"survey": found.sample.survey, "is_spent": found.spent_on is not None}
    return render(request, "portal/answers/over.html", context, status=200 if found.spent_on else 410)


def _said(request: HttpRequest, questions: tuple[Question, ...]) -> dict[str, Any]:
    """What was sent, by question. A form that was sent empty still counts as sent."""
    found: dict[str, Any] = {}
    for one in questions:
        given = request.POST.getlist(one.code)
        found[one.code] = given if one.kind == MULTIPLE else (given[0] if given else "")
    return found


def _seconds(request: HttpRequest, now: float) -> float | None:
    """How long it took, by our own clock; None where the mark was lost or changed."""
    try:
        begun = signing.loads(request.POST.get("begun", ""), salt=BEGUN_FOR)
    except signing.BadSignature:
        return None
    return now - begun if isinstance(begun, int) else None
