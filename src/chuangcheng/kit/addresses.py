"""Whose connection it is: the address behind the city's own proxies, and the one under which somebody is counted."""

import ipaddress
from collections.abc import Iterable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
HOME = 64
"""An IPv6 household has a network of its own and as many addresses in it as it likes."""


def parsed(text: str) -> Address | None:
    """An address as it stands in a header or an environ, with or without a port; None for anything else."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    inner = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return inner or found


def networks_of(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks such as 10.20.0.0/16. ValueError for anything else."""
    return tuple(ipaddress.ip_network(text) for text in texts)


def is_within(address: Address | None, networks: Sequence[Network]) -> bool:
    """True if one of the networks holds the address."""
    return address is not None and any(address in one for one in networks)


def client_address(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The address that asked: the peer, or where it is one of our proxies what this proxy says (X-Forwarded-For, read
    from the right up to the first address that is no proxy of ours). What stands further left anybody can write."""
    found = parsed(peer)
    if not is_within(found, trusted):
        return peer
    for text in reversed(forwarded.split(",") if forwarded else []):
        behind = parsed(text)
        if behind is None:
            break
        found = behind
        if not is_within(behind, trusted):
            break
    return str(found)


def counted_as(address: str) -> str:
    """What stands for an address where deeds are counted: itself, or the household's network for IPv6."""
    found = parsed(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, HOME), strict=False))
    return str(found) if found else address
