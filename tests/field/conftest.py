"""An open round over the small city, and phones that speak to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chuangcheng.operations.worker import Worker
from tests.field.phone import Phone
from tests.inspections.conftest import draw, edition, inspectors, opened, planned, sites
from tests.stories import City, sign_in

__all__ = ["draw", "edition", "inspectors", "opened", "planned", "sites"]


@pytest.fixture
def phone_of(city: City) -> Callable[[str], Phone]:
    """`phone_of("su_qing")`: that person, signed in on a phone of their own."""
    return lambda key: Phone(sign_in(Client(), city.people[key]))


@pytest.fixture
def work() -> Callable[[], Any]:
    """A worker until nothing is in line any more."""
    return lambda: Worker().drain()
