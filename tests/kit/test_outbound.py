"""Addresses that somebody typed in: internal ones are refused in every disguise, and a name is asked only once."""

import socket
import threading
import time
from typing import Any

import pytest

from chuangcheng.kit import outbound
from chuangcheng.kit.outbound import Unreachable, check_url, may_reach, post, resolve
from chuangcheng.kit.refused import Refused
from tests.notices.receiving import http_receiver

INTERNAL = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
)


@pytest.mark.parametrize("address", INTERNAL)
def test_internal_addresses_are_not_reached(address: str) -> None:
    assert not may_reach(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8"])
def test_public_addresses_are(address: str) -> None:
    assert may_reach(address)


def test_the_operator_may_allow_a_network(settings: Any) -> None:
    settings.OUTBOUND_ALLOWED = ["10.20.0.0/16"]
    assert may_reach("10.20.3.4") and may_reach("::ffff:10.20.3.4") and not may_reach("10.21.0.1")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://city.example/",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@city.example/",
        "https://city.example:port/",
        "https://city.example:99999/",
        "https://city.example/a b",
        "https://city.example/\r\nX: y",
        "//city.example/",
        "https://[::1/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="bad_url"):
        check_url(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_disguises_of_this_machine_are_seen_through(host: str) -> None:
    with http_receiver() as receiver:
        with pytest.raises((Refused, Unreachable)):
            post(f"http://{host}:{receiver.port}/", b"", {})
        assert receiver.got == []


def _answers(*rounds: list[str]) -> Any:
    """A name server that answers differently every time; addresses are not asked for."""
    turns, real = iter(rounds), socket.getaddrinfo

    def asked(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if not host.endswith(".example"):
            return real(host, port, *rest, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(turns)]

    return asked


def test_a_name_with_one_internal_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _answers(["8.8.8.8", "10.0.0.1"]))
    with pytest.raises(Refused, match="internal_address"):
        resolve("https://two.example/")


def test_a_name_that_changes_its_mind_gains_nothing(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """DNS rebinding: public when it is checked, this machine when it is asked again. It is not asked again."""
    with http_receiver() as good, http_receiver() as bad:
        settings.OUTBOUND_ALLOWED = ["127.0.0.1/32"]
        monkeypatch.setattr(socket, "getaddrinfo", _answers(["127.0.0.1"], ["127.0.0.2"]))
        assert post(f"http://rebind.example:{good.port}/x?y=1", b"hello", {"X-A": "b"}).status == 200
        [got] = good.got
        assert (got.path, got.body, got.headers["host"]) == ("/x?y=1", b"hello", f"rebind.example:{good.port}")
        assert bad.got == []


def test_redirects_are_not_followed(settings: Any) -> None:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    with http_receiver() as outer, http_receiver() as inner:
        outer.answer(302, Location=inner.url)
        assert post(outer.url, b"", {}).status == 302
        assert inner.got == []


def test_a_receiver_that_hangs_or_drips_is_left(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    monkeypatch.setattr(outbound, "TOTAL_SECONDS", 0.6)
    with http_receiver() as receiver:
        receiver.hang.set()
        began = time.monotonic()
        with pytest.raises(Unreachable):
            post(receiver.url, b"", {})
        assert time.monotonic() - began < 3
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_drip, args=(server,), daemon=True).start()
        began = time.monotonic()
        with pytest.raises(Unreachable):
            post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"", {})
        assert time.monotonic() - began < 3


def _drip(server: socket.socket) -> None:
    line, _ = server.accept()
    try:
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            line.sendall(f"X-{number}: y\r\n".encode())
            time.sleep(0.2)
    except OSError:
        pass


def test_a_huge_answer_is_cut(settings: Any) -> None:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    with http_receiver() as receiver:
        receiver.answer(200, b"x" * 1_000_000)
        assert len(post(receiver.url, b"", {}).body) == outbound.MOST_BYTES


def test_nobody_listens_there(settings: Any) -> None:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(Unreachable):
        post(f"http://127.0.0.1:{port}/", b"", {})
