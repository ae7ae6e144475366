"""A system of another city body with a key, on the street of the tests of reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from chuangcheng.accounts.actions import issue_client
from chuangcheng.accounts.models import ApiClient
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.models import Role
from tests.participation.conftest import street as street
from tests.stories import City


@dataclass
class Neighbour:
    """A client and the key that only it knows."""

    client: ApiClient
    key: str


@pytest.fixture
def issue(street: City, at: datetime) -> Callable[..., Neighbour]:
    """`issue("other_system", …)`: a key whose post holds these roles; with `area`, in this subtree alone."""

    def issued(*roles: str, name: str = "省平台", area: str = "", a_minute: int = 500, **more: Any) -> Neighbour:
        client, key = issue_client(by=SYSTEM, at=at, name=name, a_minute=a_minute, a_day=more.get("a_day", 5000))
        if roles:
            code = f"DW05-{client.pk}"
            post = define_post(by=SYSTEM, at=at, unit=street.units["DW05"], code=code, name_zh=name)
            appoint_person(by=SYSTEM, at=at, post=post, person=client.person)
            for role in roles:
                within = street.areas.get(area)
                grant_role(by=SYSTEM, at=at, post=post, role=Role.objects.get(code=role), area=within)
        return Neighbour(client, key)

    return issued


@pytest.fixture
def neighbour(issue: Callable[..., Neighbour]) -> Neighbour:
    """A system that passes reports on."""
    return issue("other_system")
