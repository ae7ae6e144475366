"""Special campaigns with their figures, and typical cases."""

from django.db.models import Q, QuerySet, Sum

from chuangcheng.integrity.access import SEE
from chuangcheng.integrity.models import Campaign, Story
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound

FIGURES = ("checked", "found", "put_right", "punished")


def _within(actor: Actor, unit: str) -> Q:
    reached = Q(pk__in=())
    for grant in actor.scopes(SEE):
        reached |= Q(**{f"{unit}__path__startswith": grant.unit_path}) if grant.unit_path else Q(pk__gt=0)
    return reached


def campaigns_for(actor: Actor) -> QuerySet[Campaign]:
    """Those whose lead lies in the units of a grant, with the sums of their figures."""
    sums = {f"all_{name}": Sum(f"reports__{name}") for name in FIGURES}
    return Campaign.objects.filter(_within(actor, "lead_unit")).select_related("field", "lead_unit").annotate(**sums)


def get_campaign_for(actor: Actor, pk: int) -> Campaign:
    """Raises NotFound."""
    found = campaigns_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("campaign")
    return found


def totals(campaign: Campaign) -> dict[str, int]:
    """Its figures over all reports, as `campaigns_for` summed them."""
    return {name: getattr(campaign, f"all_{name}", None) or 0 for name in FIGURES}


def stories_for(actor: Actor) -> QuerySet[Story]:
    """Typical cases with their proceedings."""
    rows = Story.objects.filter(_within(actor, "authority"))
    return rows.select_related("field", "authority", "proceeding", "campaign")


def get_story_for(actor: Actor, pk: int) -> Story:
    """Raises NotFound."""
    found = stories_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("story")
    return found
