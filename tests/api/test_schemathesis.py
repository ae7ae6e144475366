"""Schemathesis reads the document and sends what it says, and what it does not: it finds nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from chuangcheng.participation.actions import accept_report
from tests.api.conftest import Neighbour
from tests.participation.conftest import reported
from tests.participation.test_stories import hole
from tests.stories import City

EXAMPLES = 3


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As Django's own test client does: a request does not close the connection in which the story stands."""
    seen = (request_started, request_finished)
    for signal in seen:
        signal.disconnect(close_old_connections)
    yield
    for signal in seen:
        signal.connect(close_old_connections)


def test_nothing_is_found(one_connection: None, street: City, at: datetime, issue: Callable[..., Neighbour]) -> None:
    import schemathesis

    report = reported(at, "第1处井盖塌陷", category=hole(), origin="a")
    accept_report(by=street.actor("tang_yi"), at=at, report=report, description="井盖下沉")
    clerk = issue("triage_clerk", "other_system", "leader", a_minute=6000, a_day=100_000)
    headers = {"Authorization": f"Bearer {clerk.key}"}
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    operations = [one.ok() for one in document.get_all_operations()]
    assert len(operations) == 9
    for operation in operations:
        for mode in schemathesis.GenerationMode:
            _try(operation, mode, headers)


def _try(operation: Any, mode: Any, headers: dict[str, str]) -> None:
    kinds = operation.as_strategy(generation_mode=mode)

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=kinds)
    def tried(case: Any) -> None:
        case.call_and_validate(headers=headers)

    tried()
