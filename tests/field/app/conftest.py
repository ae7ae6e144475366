"""A phone of 390 by 844 with a server that can misbehave."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.field.app.hand import WATCH_CONNECTIONS, Hand
from tests.field.app.server import Server

PLACE = {"longitude": 98.281, "latitude": 39.771}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def take_phone(open_page: Callable[..., Any], server: Server, tmp_path: Path) -> Callable[..., Hand]:
    """`take_phone()`: another phone in another hand, on the same server."""

    def taken(**more: Any) -> Hand:
        page = open_page("phone", permissions=["geolocation"], geolocation=PLACE, **more)
        page.context.add_init_script(WATCH_CONNECTIONS)
        server.attach(page.context)
        return Hand(page, tmp_path)

    return taken


@pytest.fixture
def hand(take_phone: Callable[..., Hand]) -> Hand:
    made = take_phone()
    made.open()
    made.page.wait_for_selector(".stop-card")
    return made
