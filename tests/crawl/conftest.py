"""A tenth of the sample city, built once for the tests of a module and rolled back after them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings

from chuangcheng.config.roles import install_roles
from chuangcheng.sample.building import Progress, foundation, year
from chuangcheng.sample.sizes import TENTH

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)


def build() -> None:
    """Ground, people, framework, three rounds, one open round, a draw of today, cases."""
    install_roles(at=AT)
    foundation(AT, Progress(), TENTH)
    year(AT, Progress(), TENTH)


@pytest.fixture(scope="module")
def sample_city(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """Pages and jobs see that Tuesday morning as now. Tests of the module only read: one transaction around all."""
    shift = (AT - datetime.now(SHANGHAI)).total_seconds()
    shown = {"SAMPLE_CITY": True, "CITY_NAME": "雄关市", "CLOCK_SHIFT_SECONDS": shift}
    with override_settings(**shown), django_db_blocker.unblock(), transaction.atomic():
        build()
        yield AT
        transaction.set_rollback(True)
