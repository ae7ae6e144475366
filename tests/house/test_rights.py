"""The rights table and the addresses name each other, both ways, and ask only for permissions that exist."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from chuangcheng.config.rights import RIGHTS
from chuangcheng.kit.verbs import all_sights, all_verbs


def _views(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(view name, pattern) of every address; the name is empty where a pattern has none."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _views(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join((*namespaces, pattern.name)) if pattern.name else "", str(pattern.pattern)


def test_every_address_has_a_name() -> None:
    nameless = [pattern for name, pattern in _views(get_resolver()) if not name]
    assert not nameless, f"without a name nothing can stand in the rights table: {nameless}"


def test_every_address_has_a_row() -> None:
    missing = sorted({name for name, _ in _views(get_resolver()) if name} - set(RIGHTS))
    assert not missing, f"these addresses answer 404 for want of a row: {missing}"


def test_every_row_has_an_address() -> None:
    idle = sorted(set(RIGHTS) - {name for name, _ in _views(get_resolver())})
    assert not idle, f"these rows stand for no address: {idle}"


def test_rows_ask_for_verbs_and_sights_that_rooms_declare() -> None:
    known = {*all_verbs(), *all_sights()}
    unknown = {name: set(right.verbs) - known for name, right in RIGHTS.items() if set(right.verbs) - known}
    assert not unknown, unknown
