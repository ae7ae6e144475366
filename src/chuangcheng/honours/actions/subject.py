"""Who or what is nominated: the values of a form, before anything is stored."""

from dataclasses import dataclass

from chuangcheng.places.models import Area, Site
from chuangcheng.units.models import Unit


@dataclass(frozen=True, slots=True)
class Subject:
    """A nominee. `unit`: the unit itself, or where the person works; `site`: where the plaque or courtyard is."""

    name_zh: str
    honour_class: str
    headline_zh: str = ""
    unit: Unit | None = None
    area: Area | None = None
    site: Site | None = None
    is_minor: bool = False
    contact: str = ""
