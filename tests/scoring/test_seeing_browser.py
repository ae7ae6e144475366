"""The dashboard in a browser, as large as a wall and as small as a phone: charts drawn, no barrier, no overflow."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.scoring.actions import store_estimate
from chuangcheng.scoring.jobs import refresh_summaries
from chuangcheng.scoring.queries import scope_of
from tests.inspections.conftest import opened  # noqa: F401
from tests.scoring.test_stories import cycle, visited  # noqa: F401
from tests.stories import PASSWORD, City

EDGE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAINTED = """() => [...document.querySelectorAll('[data-chart] canvas')].map((canvas) => {
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array(pixels.buffer)).size;
})"""


@pytest.fixture
def counted(transactional_db: None, visited: Any, at: datetime, settings: Any) -> None:  # noqa: F811
    """One round with its summaries and estimate, seen an hour later."""
    settings.CLOCK_SHIFT_SECONDS += 3600
    refresh_summaries.func()
    store_estimate(by=SYSTEM, at=at + timedelta(hours=1), scope=scope_of(at + timedelta(hours=1)))


@pytest.mark.parametrize(("kind", "size"), [("desktop", (1920, 1080)), ("phone", (390, 844))])
def test_the_leader_looks_at_the_dashboard(
    counted: None,
    city: City,
    open_page: Callable[..., Any],
    axe: Callable[[Any], None],
    kind: str,
    size: tuple[int, int],
) -> None:
    page = open_page(kind, viewport={"width": size[0], "height": size[1]})
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto("/desk/dashboard/")
    page.fill("input[name=login]", city.deng_hai.username)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-chart] canvas")
    page.wait_for_timeout(500)
    colours = page.evaluate(PAINTED)
    assert len(colours) == 3 and all(count > 4 for count in colours), "course, tree and flow are painted"
    assert page.evaluate(EDGE) <= 0
    for summary in page.locator(".chart-table summary").all():
        summary.click()
    axe(page)
    page.goto("/desk/dashboard/?wall=1")
    page.wait_for_selector("[data-chart] canvas")
    assert not page.locator(".sidebar").is_visible()
    page.goto("/desk/explorer/?rows=standard&columns=site_type")
    axe(page)
    assert not errors
