"""What of a volunteer is sealed: the day of birth, and of a minor the guardian."""

import json
from datetime import date

from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.volunteering.models import Volunteer

BORN, GUARDIAN = "volunteering.born", "volunteering.guardian"


def seal_born(day: date) -> str:
    return seal_value(day.isoformat().encode(), BORN)


def born_on(volunteer: Volunteer) -> date:
    return date.fromisoformat(open_value(volunteer.born_sealed, BORN).decode())


def seal_guardian(name: str, phone: str) -> str:
    return seal_value(json.dumps([name, phone]).encode(), GUARDIAN)


def guardian_of(volunteer: Volunteer) -> tuple[str, str]:
    """(name, telephone) of a minor's guardian, ('', '') where none is kept."""
    if not volunteer.guardian_sealed:
        return "", ""
    name, phone = json.loads(open_value(volunteer.guardian_sealed, GUARDIAN))
    return name, phone
