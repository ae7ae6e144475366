"""A clean-up campaign of the traffic bureau on one street, and citizens who come."""

from datetime import date, datetime, timedelta

import pytest

from chuangcheng.frameworks.models import Theme
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_segment
from chuangcheng.places.queries import place_of
from chuangcheng.volunteering.actions import (
    CampaignData,
    Details,
    define_campaign,
    open_campaign,
    plan_shift,
    register_volunteer,
)
from chuangcheng.volunteering.models import Campaign, Shift
from tests.citizens import CitizenClient, actor, citizen_client
from tests.stories import City

ADULT = date(1990, 5, 1)
CHILD = date(2012, 5, 1)


@pytest.fixture(autouse=True)
def _texts_stay_here(settings) -> None:
    """Short messages are kept where the operator of the sample reads them."""
    settings.SAMPLE_CITY = True


@pytest.fixture
def street(city: City, at: datetime) -> City:
    city.segment = define_segment(
        by=SYSTEM, at=at, code="LD01", name_zh="新华南路一段", street_zh="新华南路", area=city.areas["XG-XH-01"]
    )
    city.theme = Theme.objects.create(code="T05", name_zh="文明劝导行动")
    return city


def data_of(city: City, **more) -> CampaignData:
    given = {"name_zh": "美丽雄关·万人清洁", "theme": city.theme, "insurance_zh": "由主办单位统一投保意外伤害险"}
    return CampaignData(**{**given, **more})


def campaign_of(city: City, at: datetime, code: str = "V01", **more) -> Campaign:
    made = define_campaign(by=SYSTEM, at=at, code=code, unit=city.units["DW26"], data=data_of(city, **more))
    return open_campaign(by=SYSTEM, at=at, campaign=made)


def shift_of(city: City, at: datetime, campaign: Campaign, hours: float = 24, lasts: float = 2, capacity=2) -> Shift:
    """A shift that begins so many hours from `at`."""
    starts_at = at + timedelta(hours=hours)
    ends_at = starts_at + timedelta(hours=lasts)
    times = {"starts_at": starts_at, "ends_at": ends_at, "capacity": capacity}
    return plan_shift(by=SYSTEM, at=at, campaign=campaign, place=place_of(city.segment), **times)


def volunteer_client(number: int, at: datetime, name: str = "", born: date = ADULT, **details) -> CitizenClient:
    """A citizen who became a volunteer; `client.by` acts for them."""
    client = citizen_client(f"1390000{number:04}")
    client.by = actor(client)
    name = name or f"志愿者{number}"
    client.volunteer = register_volunteer(by=client.by, at=at, name=name, born=born, details=Details(**details))
    return client
