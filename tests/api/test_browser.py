"""The pages of keys and of open data in a real browser, on desk and phone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from chuangcheng.documents.actions import publish_open_data
from chuangcheng.kit.actor import SYSTEM
from tests.api.conftest import Neighbour
from tests.stories import City, sign_in

EDGE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def served(transactional_db: None, request: pytest.FixtureRequest) -> City:
    """The street where another thread can see it."""
    street: City = request.getfixturevalue("street")
    return street


def test_keys_and_open_data_have_no_barriers(
    served: City,
    at: datetime,
    issue: Callable[..., Neighbour],
    open_page: Callable[..., Any],
    axe: Callable[[Any], None],
    live_server: Any,
) -> None:
    publish_open_data(by=SYSTEM, at=at)
    key = issue("other_system").client.pk
    cookie = sign_in(Client(), "lin_yue").cookies["sessionid"].value
    addresses = ["/open-data/", "/desk/systems/", "/desk/systems/new/", f"/desk/systems/{key}/"]
    faults = []
    for kind, seen in (("desktop", addresses[:2]), ("phone", [*addresses, f"/desk/systems/{key}/revoke/"])):
        page = open_page(kind)
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        for address in seen:
            page.goto(address)
            axe(page)
            if (beyond := page.evaluate(EDGE)) > 0:
                faults.append(f"{kind} {address}: {beyond} px beyond the edge")
    assert not faults, "\n".join(faults)
