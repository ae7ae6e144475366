"""A real Chromium on the running product: `desktop` and `phone` pages, and `axe` for what people cannot perceive."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-gpu-rasterization",  # there is no card: what is painted as if by one costs seven times as much
    "--disable-gpu-compositing",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PAGES = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a page is a browser test."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


SHELL = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The same engine without windows, where it is to be had: half the processor time."""
WHOLE = ("chromium", "chromium-browser")


def executable(names: tuple[str, ...] = SHELL) -> str:
    """The first of these programs that is there; CHUANGCHENG_CHROMIUM comes before all."""
    found = [os.environ.get("CHUANGCHENG_CHROMIUM"), *map(shutil.which, names)]
    for one in filter(None, found):
        return one
    message = "no Chromium (Debian: apt-get install chromium, or set CHUANGCHENG_CHROMIUM)"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread; we never await in it
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def chromium(playwright: Any) -> Iterator[Any]:
    """One browser process for the session; each page gets a profile of its own."""
    browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """`open_page("desktop" | "phone", **more)`: a fresh page; at the end no script may have failed on any of them."""
    contexts: list[Any] = []
    errors: list[str] = []

    def opened(kind: str = "desktop", **more: Any) -> Any:
        here = {"base_url": live_server.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        context = chromium.new_context(**{**here, **PAGES[kind], **more})
        context.set_default_timeout(45_000)  # three processes share the machine
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors, "scripts failed:\n" + "\n".join(errors)


@pytest.fixture
def desktop(open_page: Callable[..., Any]) -> Any:
    """A page of 1440 by 900."""
    return open_page("desktop")


@pytest.fixture
def phone(open_page: Callable[..., Any]) -> Any:
    """A page of 390 by 844 with touch."""
    return open_page("phone")


def _told(barrier: dict[str, Any]) -> str:
    places = [node["html"][:200] for node in barrier["nodes"][:5]]
    return "\n    ".join([f"{barrier['id']} ({barrier['impact']}): {barrier['help']}", *places])


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """`axe(page)` fails on any serious or critical barrier (WCAG 2.2 AA) on the page as it stands."""
    source = (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

    def check(page: Any) -> None:
        page.evaluate(f"() => {{ {source} }}")  # evaluated, not added: the content policy forbids inline scripts
        found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", tags)
        barriers = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        assert not barriers, f"{page.url}\n" + "\n".join(_told(one) for one in barriers)

    return check
