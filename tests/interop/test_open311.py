"""PyPI's `georeport`, written by others, against a running server: it discovers services, lists and follows."""

import json
import urllib.request
from datetime import datetime
from typing import Any

import pytest
from georeport import GeoReport

from chuangcheng.participation.actions import publish_report
from tests.participation.conftest import reported
from tests.participation.conftest import street as street
from tests.participation.test_stories import hole
from tests.stories import City

pytestmark = pytest.mark.interop


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_discovers_lists_and_follows(live_server: Any, street: City, at: datetime, form: str) -> None:
    made = [reported(at, f"第{n}处井盖塌陷", origin=str(n), category=hole()) for n in range(3)]
    for report in made[:2]:
        publish_report(by=street.actor("tang_yi"), at=at, report=report, text="井盖下沉")
    with urllib.request.urlopen(f"{live_server.url}/open311/v2/discovery.json") as answer:
        root = json.load(answer)["endpoints"][0]["url"]
    city = GeoReport(root, output_format=form)
    services = {row["service_code"]: row for row in city.get_service_list()}
    assert set(services) == {"B0101", "B0102", "other"} and services["B0101"]["service_name"] == "井盖雨箅缺损"
    definition = city.get_service_definition("B0101")
    asked = definition["attributes"] if form == "json" else [definition["attributes"]["attribute"]]
    assert [row["code"] for row in asked] == ["danger"]
    listed = city.get_service_requests(service_code="B0101", start_date="2026-11-01T00:00:00Z", status="open")
    assert {row["service_request_id"] for row in listed} == {made[0].code, made[1].code}
    followed = city.get_service_request(made[0].code)
    assert (followed["status"], followed["description"]) == ("open", "井盖下沉")
    assert followed["expected_datetime"].endswith("+08:00")
