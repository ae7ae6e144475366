"""Sites and facilities, one at a time: what has a point, an address and perhaps a segment."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.actions.saving import must_be_near, put
from chuangcheng.places.fields import facility_fields, site_fields
from chuangcheng.places.models import Condition, Facility, Site


def define_facility(*, by: Actor, at: datetime, **values: Any) -> Facility:
    """Make or change a facility; the values are those of `fields.facility_fields`.

    Its condition is noted by `assess_facility` alone.
    """
    by.must("places.define_facility")
    with act("places.define_facility", by=by, at=at) as record:
        fields = facility_fields(**values)
        must_be_near(by, "places.define_facility", Facility, [fields])
        facility, changed = put(Facility, fields)
        record.on(facility, code=facility.code, name=facility.name_zh, changed=changed)
    return facility


def define_site(*, by: Actor, at: datetime, **values: Any) -> Site:
    """Make or change a site; the values are those of `fields.site_fields`."""
    by.must("places.define_site")
    with act("places.define_site", by=by, at=at) as record:
        fields = site_fields(**values)
        must_be_near(by, "places.define_site", Site, [fields])
        site, changed = put(Site, fields)
        record.on(site, code=site.code, name=site.name_zh, changed=changed)
    return site


def assess_facility(
    *, by: Actor, at: datetime, facility: Facility, condition: str, source: str, on: date, note_zh: str = ""
) -> Facility:
    """Note the condition found on a day, with its source; an older finding enters the history but not the present."""
    by.must("places.assess_facility", area_path=facility.area.path)
    with act("places.assess_facility", by=by, at=at, on=facility) as record:
        if condition not in Condition.values:
            raise Refused("unknown_condition", _("This condition does not exist."), field="condition")
        if not source.strip():
            raise Refused("source_needed", _("Say where the condition is known from."), field="source")
        source, note_zh = source.strip()[:100], note_zh.strip()[:300]
        record.note(code=facility.code, condition=condition, observed_on=on, source=source, note=note_zh)
        if facility.condition_on is None or on >= facility.condition_on:
            facility.condition, facility.condition_on = condition, on
            facility.condition_source, facility.condition_note_zh = source, note_zh
            facility.save(update_fields=["condition", "condition_on", "condition_source", "condition_note_zh"])
    return facility
