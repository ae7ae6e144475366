"""Requests to addresses that somebody typed in: guarded, so that nobody makes the city's machine ask its own network.

The name is resolved once, every address it has is checked, and the connection goes to the checked address: a name
that answers differently the second time (DNS rebinding) gains nothing. Redirects are never followed, proxies of the
environment are not used, an answer is read to 64 kB, and the whole exchange ends after its time.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import Refused

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 10.0
MOST_BYTES = 64 * 1024
# IPv4 inside IPv6: the outer address looks public, the inner one is what would be reached.
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(Exception):
    """The receiver could not be asked or did not answer in time: worth another try later."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver answered; `headers` with names in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: where to connect, and under which name."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def check_url(url: str) -> None:
    """Refused `bad_url` for anything but http and https with a host and without a user in it. Asks no name server."""
    _parts(url)


def resolve(url: str) -> Target:
    """The target with its checked address. Refused `bad_url`, `internal_address`; Unreachable where the name is."""
    scheme, host, port, path = _parts(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{host}: {error}") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not may_reach(address):
            raise Refused("internal_address", _("This address leads into an internal network and is not asked."))
    return Target(scheme, host, port, path, addresses[0])


def _parts(url: str) -> tuple[str, str, int, str]:
    refused = Refused("bad_url", _("Give a full address that begins with https:// or http://."), field="url")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise refused from None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise refused
    if any(ord(sign) <= 32 or ord(sign) >= 127 for sign in url.strip()):
        raise refused
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    return parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80), path + query


def may_reach(address: str) -> bool:
    """True for addresses of the public network, and for networks that the operator allowed (OUTBOUND_ALLOWED)."""
    ip = _inner(ipaddress.ip_address(address.partition("%")[0]))
    if any(ip in ipaddress.ip_network(allowed) for allowed in settings.OUTBOUND_ALLOWED):
        return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _inner(ip: Address) -> Address:
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip.sixtofour:
        return ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """POST to a guarded address. Refused as `resolve`; Unreachable for everything that happens on the way."""
    line, is_over = _connection(resolve(url)), threading.Event()
    watch = threading.Timer(TOTAL_SECONDS, _cut, (line, is_over))
    watch.daemon = True
    watch.start()
    try:
        answer = _exchange(line, body, {"User-Agent": "Chuangcheng", "Connection": "close", **headers})
    except (OSError, http.client.HTTPException) as error:
        problem = "no answer in time" if is_over.is_set() else f"{type(error).__name__}: {error}"[:200]
        raise Unreachable(problem) from error
    finally:
        watch.cancel()
        line.close()
    if is_over.is_set():
        # Cut off in its head, an answer may still look whole.
        raise Unreachable("no answer in time")
    return answer


def _exchange(line: "_Plain", body: bytes, headers: Mapping[str, str]) -> Answer:
    line.request("POST", line.target.path, body, headers)
    answer = line.getresponse()
    content = answer.read(MOST_BYTES)
    return Answer(answer.status, content, {name.lower(): value for name, value in answer.getheaders()})


def _cut(line: http.client.HTTPConnection, is_over: threading.Event) -> None:
    """End an exchange that drips on: time-outs of a socket count from byte to byte only."""
    is_over.set()
    if line.sock is not None:
        with suppress(OSError):
            line.sock.shutdown(socket.SHUT_RDWR)


def _connection(target: Target) -> "_Plain":
    if target.scheme == "https":
        return _Secure(target)
    return _Plain(target)


class _Plain(http.client.HTTPConnection):
    """Connects to the checked address, and asks for the host by its name."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS)
        self.target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target.address, self.target.port), CONNECT_SECONDS)
        self.sock.settimeout(TOTAL_SECONDS)


class _Secure(_Plain):
    """The same under TLS: the certificate must be the name's, whatever the address."""

    default_port = 443

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.target.host)
