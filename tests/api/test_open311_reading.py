"""GeoReport v2 read by strangers: discovery, services, requests that were let through, and nothing else."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime

from chuangcheng.participation.actions import accept_report, decline_report, publish_report
from chuangcheng.participation.models import Report
from tests.participation.conftest import SECRET, reported
from tests.participation.test_stories import hole
from tests.stories import City

BASE = "/open311/v2/"
TEXT, NULL = (str, type(None)), type(None)
# The essential of the public schemas of GeoReport v2: what must be there, and of which type.
SERVICE = {"service_code": str, "service_name": str, "description": TEXT, "metadata": bool, "type": str}
SERVICE |= {"keywords": TEXT, "group": TEXT}
ATTRIBUTE = {"variable": bool, "code": str, "datatype": str, "required": bool, "datatype_description": TEXT}
ATTRIBUTE |= {"order": int, "description": TEXT, "values": list}
TEXTS = ("status_notes", "service_name", "description", "agency_responsible", "service_notice", "address", "media_url")
MOMENTS = ("requested_datetime", "updated_datetime", "expected_datetime")
REQUEST = {"service_request_id": str, "status": str, "service_code": str, "lat": (float, NULL), "long": (float, NULL)}
REQUEST |= dict.fromkeys((*TEXTS, *MOMENTS, "address_id", "zipcode"), TEXT)


def fits(row: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    assert set(row) == set(schema)
    wrong = {name: row[name] for name, kind in schema.items() if not isinstance(row[name], kind)}
    assert not wrong
    assert not isinstance(row.get("order"), bool)


def read(client: Client, address: str, code: int = 200, **given: Any) -> Any:
    """The JSON of an address; its XML says as much."""
    answers = {form: client.get(f"{BASE}{address}.{form}", given) for form in ("json", "xml")}
    assert {one.status_code for one in answers.values()} == {code}, answers["json"].content.decode()
    assert answers["json"]["Content-Type"] == "application/json; charset=utf-8"
    assert answers["xml"]["Content-Type"] == "text/xml; charset=utf-8"
    content, root = json.loads(answers["json"].content), ElementTree.fromstring(answers["xml"].content)
    if isinstance(content, list):
        assert [[child.tag for child in one] for one in root] == [list(one) for one in content]
    return content


@pytest.fixture
def published(street: City, at: datetime) -> list[Report]:
    """Three open ones, one of them with a unit in charge, one declined; a fifth that nobody let through."""
    clerk = street.actor("tang_yi")
    made = [reported(at - timedelta(days=n), f"{SECRET}，第{n}处", origin=str(n), category=hole()) for n in range(5)]
    for report in made[:4]:
        publish_report(by=clerk, at=at, report=report, text=f"井盖下沉{report.pk}")
    accept_report(by=clerk, at=at, report=made[0], description="井盖下沉")
    decline_report(by=clerk, at=at, report=made[3], reason="not_found", text="内部批示勿外传")
    return made


def test_discovery_names_an_address_that_a_call_can_be_written_behind(client: Client, street: City) -> None:
    found = read(client, "discovery")
    endpoint = found["endpoints"][0]
    assert endpoint["url"] == "http://testserver/open311/v2/"
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    changed = parse_datetime(found["changeset"])
    assert changed is not None and changed < street.at
    root = ElementTree.fromstring(client.get(f"{BASE}discovery.xml").content)
    assert root.tag == "discovery" and root.findtext("endpoints/endpoint/formats/format") == "text/xml"
    assert root.findtext("endpoints/endpoint/type") == "production"


def test_services_and_what_each_of_them_asks(client: Client, street: City) -> None:
    found = read(client, "services")
    for row in found:
        fits(row, SERVICE)
    assert [row["service_code"] for row in found] == ["B0101", "B0102", "other"]
    assert [row["metadata"] for row in found] == [True, False, False]
    assert found[0]["keywords"] == "井盖,雨水箅子,塌陷" and found[0]["group"] == "公用设施"
    asked = read(client, "services/B0101")
    fits(asked["attributes"][0], ATTRIBUTE)
    assert asked["attributes"][0]["datatype"] == "singlevaluelist"
    assert asked["attributes"][0]["values"] == [{"key": "yes", "name": "是"}, {"key": "no", "name": "否"}]
    root = ElementTree.fromstring(client.get(f"{BASE}services/B0101.xml").content)
    assert [one.findtext("key") for one in root.findall("attributes/attribute/values/value")] == ["yes", "no"]
    assert root.findtext("attributes/attribute/variable") == "true"
    assert read(client, "services/other")["attributes"] == []
    assert read(client, "services/B99", 404)[0]["code"] == 404
    assert len(read(client, "services", lat=39.771, long=98.281)) == 3


def test_requests_tell_what_was_let_through_and_no_more(client: Client, published: list[Report]) -> None:
    rows = read(client, "requests")
    for row in rows:
        fits(row, REQUEST)
        assert all(row[name] is None or parse_datetime(row[name]).tzinfo for name in MOMENTS)
    assert [row["service_request_id"] for row in rows] == [one.code for one in published[:4]]
    assert rows[0]["status"] == "open" and rows[3]["status"] == "closed"
    assert rows[1]["expected_datetime"] and rows[0]["description"].startswith("井盖下沉")
    text = json.dumps(rows, ensure_ascii=False)
    assert SECRET not in text and "内部批示" not in text and published[4].code not in text
    assert read(client, "requests", extensions="true")[0]["extended_attributes"]["media_urls"] == []


def test_a_request_by_its_id_and_before_it_is_let_through_its_state_alone(
    client: Client, published: list[Report]
) -> None:
    (row,) = read(client, f"requests/{published[1].code}")
    assert row["description"].startswith("井盖")
    (row,) = read(client, f"requests/{published[4].code}")
    assert row["status"] == "open" and row["expected_datetime"]
    assert {row[name] for name in ("description", "address", "lat", "long", "media_url", "agency_responsible")} == {
        None
    }
    assert read(client, "requests/2222222222", 404)[0]["code"] == 404


FILTERS = [
    ({"status": "open"}, [0, 1, 2]),
    ({"status": "closed"}, [3]),
    ({"status": "open,closed", "service_code": ""}, [0, 1, 2, 3]),
    ({"service_code": "B0102,B0101"}, [0, 1, 2, 3]),
    ({"service_code": "B0102"}, []),
    ({"service_code": "other"}, []),
    ({"page_size": "2"}, [0, 1]),
    ({"page_size": "2", "page": "2"}, [2, 3]),
    ({"page": "9"}, []),
    ({"start_date": "2026-11-22T00:00:00+08:00"}, [0, 1, 2]),
    ({"start_date": "2026-11-22T00:00:00 08:00"}, [0, 1, 2]),
    ({"start_date": "2026-11-22T00:00:00Z", "end_date": "2026-11-23T23:00:00Z"}, [1, 2]),
    ({"end_date": "2026-11-22"}, [3]),
    ({"end_date": "2026-01-01"}, []),
    ({"updated_after": "2026-11-24T00:00:00+08:00"}, [0, 1, 2, 3]),
    ({"updated_before": "2026-11-24T00:00:00+08:00"}, []),
]


def test_filters(client: Client, published: list[Report]) -> None:
    numbers = {report.code: number for number, report in enumerate(published)}
    for given, wanted in FILTERS:
        found = [numbers[row["service_request_id"]] for row in read(client, "requests", **given)]
        assert found == wanted, given


def test_ids_come_before_every_other_wish(client: Client, published: list[Report]) -> None:
    wanted = f"{published[2].code}, {published[0].code},nonsense"
    rows = read(client, "requests", service_request_id=wanted, status="closed", start_date="2020-01-01")
    assert {row["service_request_id"] for row in rows} == {published[0].code, published[2].code}


NOT_MEANT = [
    {"start_date": "2026-01-01", "end_date": "2026-11-01"},
    {"start_date": "2026-11-02", "end_date": "2026-11-01"},
    {"start_date": "yesterday"},
    {"start_date": "0001-01-01"},
    {"end_date": "2026-13-45T99:00:00Z"},
    {"status": "solved"},
    {"page": "0"},
    {"page_size": "1001"},
    {"page": "-1"},
    {"page": "९"},
]


def test_what_cannot_be_meant_is_said(client: Client, street: City) -> None:
    for given in NOT_MEANT:
        (fault,) = read(client, "requests", 400, **given)
        assert fault["code"] == 400 and fault["description"], given


def test_errors_come_in_the_form_that_was_asked_for(client: Client, street: City) -> None:
    for address, status in {
        "requests.csv": 404,
        "nowhere.xml": 404,
        "nowhere.json": 404,
        "": 404,
        "tokens/abc.xml": 404,
        "services.xml?jurisdiction_id=elsewhere": 404,
        "services.xml?jurisdiction_id=JYG": 200,
        "services/%00.xml": 404,
        f"services/{quote('井盖')}.xml": 404,
        "requests.xml?service_code=%00": 200,
        "requests.json?service_request_id=%00,%F0%9F%90%BC": 200,
    }.items():
        answer = client.get(BASE + address)
        assert answer.status_code == status, address
        is_json = ".json" in address
        assert answer["Content-Type"].startswith("application/json" if is_json else "text/xml"), address
        if status != 200 and not is_json:
            root = ElementTree.fromstring(answer.content)
            assert (
                root.tag == "errors"
                and root.findtext("error/code") == str(status)
                and root.find("error/description").text
            )
    refused = client.put(BASE + "requests.json")
    assert (refused.status_code, refused["Allow"]) == (400, "GET, POST")
    assert client.head(BASE + "requests.json").status_code == 200


def test_a_list_asks_little_of_the_database(client: Client, published: list[Report]) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get(BASE + "requests.json")
    assert len(captured) <= 7, [one["sql"][:90] for one in captured]
