"""Whose connection it is behind proxies, and that nobody becomes another by a header."""

from datetime import datetime
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from chuangcheng.config.middleware import ClientAddressMiddleware
from chuangcheng.kit.addresses import client_address, counted_as, networks_of
from tests.stories import City

OURS = networks_of(["10.0.0.0/8", "fd00::/8"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),  # no proxy of ours: what it writes does not count
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "192.0.2.1, 203.0.113.9", "203.0.113.9"),  # the left one was written by the client
        ("10.0.0.1", "192.0.2.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "10.9.9.9, 10.0.0.2", "10.9.9.9"),  # somebody inside
        ("10.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("fd00::1", '"[2001:db8::5]:443"', "2001:db8::5"),
        ("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, unknown", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2, nonsense, 10.0.0.3", "10.0.0.3"),
        ("", "203.0.113.9", ""),
    ],
)
def test_the_address_behind_our_proxies(peer: str, forwarded: str, expected: str) -> None:
    assert client_address(peer, forwarded, OURS) == expected
    assert client_address(peer, forwarded, ()) == peer


def test_a_household_counts_once() -> None:
    assert counted_as("2001:db8:1:2:aaaa::1") == counted_as("2001:db8:1:2:bbbb::9") != counted_as("2001:db8:1:3::1")
    assert counted_as("203.0.113.9") != counted_as("203.0.113.10") and counted_as("") == ""


def test_headers_of_strangers_are_dropped(settings: Any) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    seen: dict[str, Any] = {}

    def respond(request: HttpRequest) -> HttpResponse:
        seen.update(request.META)
        return HttpResponse()

    headers = {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https"}
    pass_on = ClientAddressMiddleware(respond)
    pass_on(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **headers))
    assert (seen["REMOTE_ADDR"], seen["HTTP_X_FORWARDED_PROTO"]) == ("203.0.113.9", "https")
    assert "HTTP_X_FORWARDED_FOR" not in seen, "no library reads it in its own way"
    seen.clear()
    pass_on(RequestFactory().get("/", REMOTE_ADDR="198.51.100.7", **headers))
    assert seen["REMOTE_ADDR"] == "198.51.100.7" and "HTTP_X_FORWARDED_PROTO" not in seen


def test_guessing_is_counted_by_who_asks_and_not_by_the_proxy(
    client: Client, city: City, at: datetime, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chuangcheng.participation import guarding

    monkeypatch.setitem(guarding.LIMITS, "look_up", 2)
    settings.TRUSTED_PROXIES = ["127.0.0.1/32"]

    def look(address: str) -> int:
        answer = Client().get("/reports/find/", {"code": "2222222222"}, headers={"X-Forwarded-For": address})
        return answer.status_code

    assert [look("203.0.113.9") for _n in range(3)] == [404, 404, 429]
    assert look("203.0.113.10") == 404
    assert look("203.0.113.77, 203.0.113.9") == 429, "what a client wrote itself changes nothing"


def test_a_request_for_another_host_is_refused_in_words(db: None) -> None:
    """The page comes before anybody asked who sent the request."""
    answer = Client(raise_request_exception=False, HTTP_HOST="another.example").get("/desk/")
    assert answer.status_code == 400
    assert "无法识别的请求" in answer.content.decode()
