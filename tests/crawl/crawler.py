"""Follows every link that a page shows, as one person, and notes what a visitor would stumble over."""

import re
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from chuangcheng.config.rights import RIGHTS
from chuangcheng.kit.actor import Actor
from tests.crawl.reading import Page

EXAMPLES = 4
"""So many addresses of one name are opened: the first and three more."""
MOST_BYTES = 200_000
MOST_QUERIES = 45
NUMBER = re.compile(r"[0-9]+")
Look = Callable[["Seen"], list[str]]


@dataclass(slots=True)
class Seen:
    """One page that was opened: how, and what came."""

    path: str
    name: str
    status: int
    queries: int
    page: Page | None
    size: int
    kind: str


@dataclass(slots=True)
class Asked:
    """Counts what the database is asked. (Capturing would write every query out in full, which takes as long again.)"""

    count: int = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


@dataclass(slots=True)
class Walk:
    """What one person's walk brought."""

    who: str
    seen: list[Seen] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {one.name for one in self.seen}


def name_of(path: str) -> str:
    """The URL name of a path, or nothing. Numbers are alike: looking each of them up is a tenth of a walk."""
    bare = urlsplit(path).path
    return _name_of(NUMBER.sub("1", bare)) or _name_of(bare)


@cache
def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def shape_of(path: str) -> str:
    """The URL name with the names of its parameters, their values left out: filters are pages of their own."""
    keys = sorted({pair.partition("=")[0] for pair in urlsplit(path).query.split("&") if pair.partition("=")[2]})
    return f"{name_of(path)}?{'&'.join(keys)}"


def walk(
    client: Client,
    who: str,
    actor: Actor,
    starts: list[str],
    look: Look,
    examples: int = EXAMPLES,
    shapes: int = 3,
    left_out: frozenset[str] = frozenset(),
) -> Walk:
    """Breadth first from `starts`; `look` adds what is to be said of each page. Of one name so many examples are opened
    in each of so many shapes. Names that are `left_out` are opened only where the walk begins."""
    walked = Walk(who)
    waiting = deque((start, "") for start in starts)
    known, opened = set(starts), defaultdict[str, int](int)
    while waiting:
        path, source = waiting.popleft()
        shape = shape_of(path)
        if opened[shape] >= examples or opened[name_of(path)] >= shapes * examples:
            continue
        if name_of(path) in left_out and path not in starts:
            continue
        opened[shape] += 1
        opened[name_of(path)] += 1
        seen = _open(client, path, walked.faults, source)
        if seen is None:
            continue
        walked.seen.append(seen)
        walked.faults += [f"{path}: {fault}" for fault in (*_measured(seen), *look(seen))]
        for further in _further(seen, actor, walked.faults):
            if further not in known:
                known.add(further)
                waiting.append((further, path))
        seen.page = None  # hundreds of pages with all their words would be kept, and walked through by the collector
    return walked


def _open(client: Client, path: str, faults: list[str], source: str) -> Seen | None:
    """GET, redirects followed within the site; None if what came is no answer."""
    if not name_of(path):
        faults.append(f"{path}: an address that does not exist, shown on {source}")
        return None
    asked = Asked()
    with connection.execute_wrapper(asked):
        answer = client.get(path)
    if answer.status_code in (301, 302, 303):
        target = urljoin(path, answer.headers["Location"])
        if "/account/login" in target:
            faults.append(f"{path}: sends to the sign-in page (shown on {source})")
        return Seen(path, name_of(path), answer.status_code, asked.count, None, 0, target)
    if answer.status_code != 200:
        error = repr(answer.exc_info[1]) if answer.status_code == 500 else ""
        faults.append(f"{path}: {answer.status_code} {error} (shown on {source})")
        return None
    body = answer.getvalue() if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    page = Page(body.decode()) if kind == "text/html" else None
    return Seen(path, name_of(path), 200, asked.count, page, len(body), kind)


def _measured(seen: Seen) -> list[str]:
    faults = []
    if seen.page is not None and seen.size > MOST_BYTES:
        faults.append(f"{seen.size // 1000} kB of HTML")
    if seen.queries > MOST_QUERIES:
        faults.append(f"{seen.queries} queries")
    return faults


def _further(seen: Seen, actor: Actor, faults: list[str]) -> list[str]:
    """Where the page leads: links, pictures, forms that ask; forms that write must be this person's to send."""
    if seen.page is None:
        return [seen.kind] if seen.status != 200 and not urlsplit(seen.kind).netloc else []
    found = [urljoin(seen.path, link) for link in (*seen.page.links, *seen.page.pictures)]
    for form in seen.page.forms:
        action = urljoin(seen.path, form.action or urlsplit(seen.path).path)
        if form.method == "get":
            found.append(urljoin(seen.path, form.address or urlsplit(seen.path).path))
        elif form.has_button and not may_open(actor, action):
            faults.append(f"{seen.path}: offers a form to {action}, which this person may not send")
    return [one.partition("#")[0] for one in found if _is_ours(one)]


def _is_ours(path: str) -> bool:
    parts = urlsplit(path)
    return not parts.netloc and not parts.scheme and bool(parts.path) and not parts.path.startswith("/static/")


def may_open(actor: Actor, path: str) -> bool:
    """What the rights table says of this person and this address."""
    right = RIGHTS.get(name_of(path))
    if right is None or right.is_closed:
        return False
    return right.is_public or not right.verbs or any(actor.may_anywhere(verb) for verb in right.verbs)
