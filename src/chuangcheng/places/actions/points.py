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
        note = sound_condition(condition, source, on, note_zh)
        record.note(code=facility.code, **note)
        if set_condition(facility, note):
            facility.save(update_fields=["condition", "condition_on", "condition_source", "condition_note_zh"])
    return facility


def sound_condition(condition: str, source: str, on: date, note_zh: str = "") -> dict[str, Any]:
    """What the journal keeps of an assessment; its rows are the history of the condition."""
    if condition not in Condition.values:
        raise Refused("unknown_condition", _("This condition does not exist."), field="condition")
    if not source.strip():
        raise Refused("source_needed", _("Say where the condition is known from."), field="source")
    return {"condition": condition, "observed_on": on, "source": source.strip()[:100], "note": note_zh.strip()[:300]}


def set_condition(facility: Facility, note: dict[str, Any]) -> bool:
    """Sets the present condition unless a later finding is known already; the row is not saved."""
    if facility.condition_on is not None and note["observed_on"] < facility.condition_on:
        return False
    facility.condition, facility.condition_on = note["condition"], note["observed_on"]
    facility.condition_source, facility.condition_note_zh = note["source"], note["note"]
    return True
