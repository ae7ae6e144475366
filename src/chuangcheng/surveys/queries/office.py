"""Forms and surveys as the office sees them; how far the fieldwork has come."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.places.models import Area
from chuangcheng.surveys.access import visible
from chuangcheng.surveys.models import (
    Address,
    AddressState,
    Cluster,
    Exclusion,
    Form,
    FormState,
    GivenUp,
    QuotaCell,
    Response,
    Sample,
    SampleKind,
    Survey,
    SurveyState,
    Token,
    WaitingAnswers,
)
from chuangcheng.surveys.workflow import FORMS, SURVEYS
from chuangcheng.units.models import Grant, Post, Role
from chuangcheng.units.queries import holdings_in_force as in_force

INTERVIEW = "surveys.record_interview"


def forms(actor: Actor) -> QuerySet[Form]:
    """All versions of all forms the actor may see; page by code and version."""
    return Form.objects.filter(visible(actor)).select_related("edition").defer("questions", "intro_zh")


def get_form_for(actor: Actor, pk: int) -> Form:
    """The door for faces; NotFound for what may not be seen."""
    found = Form.objects.filter(visible(actor), pk=pk).select_related("edition").first()
    if found is None:
        raise NotFound("form")
    return found


def published_forms(actor: Actor, survey: Survey) -> QuerySet[Form]:
    """Forms that a sample of this survey may use: published, of its edition."""
    return forms(actor).filter(state=FormState.PUBLISHED, edition=survey.edition_id).order_by("code", "-version")


def form_moves(actor: Actor, form: Form) -> list[Move]:
    """The buttons of a form."""
    return [move for move in FORMS.leaving(form.state) if actor.may_anywhere(move.verb)]


def surveys(actor: Actor) -> QuerySet[Survey]:
    """All surveys that the actor may see."""
    return Survey.objects.filter(visible(actor)).select_related("edition")


def get_survey_for(actor: Actor, pk: int) -> Survey:
    """The door for faces; NotFound for what may not be seen."""
    found = surveys(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("survey")
    return found


def get_sample_for(actor: Actor, pk: int) -> Sample:
    """A sample of a survey that the actor may see."""
    rows = Sample.objects.select_related("survey__edition", "form", "community_draw", "household_draw")
    found = rows.filter(pk=pk, survey__in=Survey.objects.filter(visible(actor))).first()
    if found is None:
        raise NotFound("sample")
    return found


def get_cluster_for(actor: Actor, pk: int) -> Cluster:
    """A community or place of a survey that the actor may see."""
    rows = Cluster.objects.select_related("sample__survey", "sample__form", "area", "interviewer")
    found = rows.filter(pk=pk, sample__survey__in=Survey.objects.filter(visible(actor))).first()
    if found is None:
        raise NotFound("cluster")
    return found


def get_exclusion_for(actor: Actor, pk: int) -> Exclusion:
    """An exclusion of a survey that the actor may see."""
    rows = Exclusion.objects.select_related("survey")
    found = rows.filter(pk=pk, survey__in=Survey.objects.filter(visible(actor))).first()
    if found is None:
        raise NotFound("exclusion")
    return found


def exclusions_of(survey: Survey) -> list[Exclusion]:
    """What was left out, and what was taken in again, oldest first."""
    return list(Exclusion.objects.filter(survey=survey).annotate(count=Count("responses")).order_by("pk")[:100])


def moves_for(actor: Actor, survey: Survey) -> set[str]:
    """The verbs that the state and the actor's grants allow."""
    return {move.verb for move in SURVEYS.leaving(survey.state) if actor.may_anywhere(move.verb)}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sample has come. `drawn`: addresses without the reserve, cells' places, or links."""

    sample: Sample
    drawn: int
    answered: int
    waiting: int
    tried: int = 0
    given_up: dict[str, int] = field(default_factory=dict)

    @property
    def eligible(self) -> int:
        """Addresses contacted or waiting at which somebody lives: answered, waiting, and given up but not empty."""
        lost = sum(count for reason, count in self.given_up.items() if reason != GivenUp.NO_DWELLING)
        return self.answered + self.waiting + lost

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why addresses were given up, in words, with how many."""
        return [(str(GivenUp(reason).label), count) for reason, count in self.given_up.items()]

    @property
    def response_rate(self) -> float | None:
        """AAPOR RR1 for households: answered of all that are or may be inhabited; for links: used of all made."""
        whole = self.eligible if self.sample.kind == SampleKind.HOUSEHOLDS else self.drawn
        return self.answered / whole if whole and self.sample.kind != SampleKind.QUOTA else None


def progress_of(survey: Survey) -> list[Progress]:
    """Each sample with its counts. Four queries."""
    samples = Sample.objects.filter(survey=survey).select_related("form", "community_draw", "household_draw")
    addresses = Address.objects.filter(cluster__sample__survey=survey).order_by()
    by_state = {
        (row["cluster__sample"], row["state"], row["given_up"]): row["count"]
        for row in addresses.values("cluster__sample", "state", "given_up").annotate(count=Count("pk"))
    }
    cells = QuotaCell.objects.filter(cluster__sample__survey=survey).order_by().values("cluster__sample")
    quotas = {row["cluster__sample"]: row for row in cells.annotate(wanted=Sum("wanted"), done=Sum("done"))}
    tokens = Token.objects.filter(sample__survey=survey).order_by().values("sample")
    links = {row["sample"]: row for row in tokens.annotate(made=Count("pk"), spent=Count("spent_on"))}
    return [_progress(sample, by_state, quotas, links) for sample in samples]


def _progress(sample: Sample, by_state: dict, quotas: dict, links: dict) -> Progress:  # type: ignore[type-arg]
    pk = sample.pk
    if sample.kind == SampleKind.QUOTA:
        row = quotas.get(pk, {"wanted": 0, "done": 0})
        return Progress(sample, row["wanted"], row["done"], row["wanted"] - row["done"])
    if sample.kind == SampleKind.LINKS:
        row = links.get(pk, {"made": 0, "spent": 0})
        return Progress(sample, row["made"], row["spent"], row["made"] - row["spent"])
    answered = by_state.get((pk, AddressState.ANSWERED, ""), 0)
    waiting = by_state.get((pk, AddressState.WAITING, ""), 0)
    given_up = {str(one): by_state.get((pk, AddressState.REPLACED, one), 0) for one in GivenUp.values}
    lost = sum(given_up.values())
    return Progress(
        sample, answered + waiting + lost, answered, waiting, lost, {k: n for k, n in given_up.items() if n}
    )


def clusters_of(sample: Sample) -> list[Cluster]:
    """Communities or places by area, with their cells and counts of addresses. Two queries."""
    state = AddressState
    rows = Cluster.objects.filter(sample=sample).select_related("area", "interviewer__unit")
    rows = rows.annotate(
        waiting_count=Count("addresses", filter=Q(addresses__state=state.WAITING)),
        answered_count=Count("addresses", filter=Q(addresses__state=state.ANSWERED)),
        replaced_count=Count("addresses", filter=Q(addresses__state=state.REPLACED)),
        reserve_count=Count("addresses", filter=Q(addresses__state=state.RESERVE)),
    )
    return list(rows.prefetch_related(Prefetch("cells", QuotaCell.objects.order_by("pk"))).order_by("area__path"))


def waiting_count(survey: Survey) -> int:
    """Answers that wait for their batch."""
    return WaitingAnswers.objects.filter(sample__survey=survey).count()


def answer_count(survey: Survey) -> int:
    """Answers stored and waiting."""
    return Response.objects.filter(sample__survey=survey).count() + waiting_count(survey)


def communities() -> list[Area]:
    """The communities of the city, to draw from."""
    return list(Area.objects.filter(level="community").order_by("path")[:5000])


def interviewer_posts(at: datetime) -> list[Post]:
    """Posts that may hold interviews now, by unit."""
    roles = [role.pk for role in Role.objects.all() if INTERVIEW in role.verbs]
    given = Grant.objects.filter(in_force(at), role__in=roles).values("post")
    return list(Post.objects.filter(is_active=True, pk__in=given).select_related("unit").order_by("unit__code", "code"))


def open_samples() -> list[Sample]:
    """Samples whose answers may be stored now."""
    return list(Sample.objects.filter(survey__state=SurveyState.OPEN).select_related("survey").order_by("pk"))


def surveys_to_close(at: datetime) -> list[Survey]:
    """Open surveys whose last day is over."""
    today = timezone.localdate(at)
    return list(Survey.objects.filter(state=SurveyState.OPEN, closes_on__lt=today).order_by("pk")[:50])


def texts_of(sample: Sample, code: str, at_least: int) -> list[str]:
    """What was written to an open question, apart from all else that the same person said; nothing below `at_least`."""
    found = Response.objects.filter(sample=sample).values_list("answers", flat=True)
    said = sorted(str(one[code]) for one in found if one.get(code))
    return said if len(said) >= at_least else []
