"""How often sites of a type are assessed in rounds of their own: data, not code."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.models import AssessmentPeriod
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.models import SiteType

LONGEST_DAYS = 366


def set_assessment_period(*, by: Actor, at: datetime, site_type: SiteType, days: int) -> AssessmentPeriod | None:
    """Sites of this type are assessed again after so many days (1 to 366); 0 ends it. Refused: `bad_period`."""
    by.must("inspections.set_assessment_period")
    if not 0 <= days <= LONGEST_DAYS:
        raise Refused("bad_period", _("A period is 1 to 366 days; 0 ends the assessments."), field="days")
    with act("inspections.set_assessment_period", by=by, at=at, on=site_type, code=site_type.code, days=days):
        if not days:
            AssessmentPeriod.objects.filter(site_type=site_type).delete()
            return None
        return AssessmentPeriod.objects.update_or_create(site_type=site_type, defaults={"days": days})[0]
