"""When a crossing needs volunteers most: what `exposures` tells of violations by place and hour, as shifts to plan.

The two rooms are strangers; the desk brings them together, and nothing but counts goes from one to the other.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from chuangcheng.exposures.queries import hours_near
from chuangcheng.places.queries import Place
from chuangcheng.volunteering.rules import Busy, proposed_hours

CLOCK = "%Y-%m-%dT%H:%M"


def as_typed(form: forms.Form) -> dict[str, Any]:
    """What stands in a form that was sent for the hours and not to be saved."""
    return {name: form[name].data for name in form.fields}


def place_typed(form: forms.Form) -> Place | None:
    """The place that was chosen, None where it is none yet."""
    try:
        found: Place | None = form.fields["place"].clean(form["place"].data)
    except forms.ValidationError:
        return None
    return found


def busy_at(place: Place, at: datetime) -> list[Busy]:
    """Hours with many decided violations at the place, as shifts, the busiest first."""
    is_point = place.longitude is not None and place.latitude is not None
    point = (place.longitude or 0.0, place.latitude or 0.0) if is_point else None
    name = place.segment.street_zh if place.segment and place.kind == "segment" else place.thing.name_zh
    return proposed_hours(hours_near(name, point, at))


def filled(typed: Mapping[str, Any], hours: str, at: datetime) -> dict[str, str]:
    """Times of a shift for `7-9`: on the day that was typed, else tomorrow; nothing for what are no hours."""
    first, _dash, last = hours.partition("-")
    if len(hours) > len("23-24") or not (first.isdecimal() and last.isdecimal() and int(first) < int(last) <= 24):
        return {}
    try:
        day = date.fromisoformat(str(typed.get("starts_at") or "")[:10])
    except ValueError:
        day = timezone.localdate(at) + timedelta(days=1)
    begins = datetime.combine(day, time(int(first)))
    ends = begins + timedelta(hours=int(last) - int(first))
    return {"starts_at": begins.strftime(CLOCK), "ends_at": ends.strftime(CLOCK)}
