"""A grant that names only an area reaches the units that lie in it, and no other."""

from datetime import datetime

import pytest

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed
from chuangcheng.units.actions import appoint_person, grant_role, vacate_post
from chuangcheng.units.queries import Role
from tests.stories import City


def test_an_area_bound_head_appoints_nobody_outside_the_area(city: City, at: datetime) -> None:
    """Su Qing is also head of what lies in the sub-district; the bureau of transport does not lie in it."""
    role = Role.objects.get(code="unit_head")
    grant_role(by=SYSTEM, at=at, post=city.posts["su_qing"], role=role, area=city.areas["XG-XH"])
    su_qing = city.actor("su_qing")
    with pytest.raises(NotAllowed):
        appoint_person(by=su_qing, at=at, post=city.posts["ma_jun"], person=city.people["bai_lu"])
    with pytest.raises(NotAllowed):
        vacate_post(by=su_qing, at=at, post=city.posts["ma_jun"])
    vacate_post(by=su_qing, at=at, post=city.posts["xu_lan"])
