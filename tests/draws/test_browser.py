"""The reader's own browser repeats a draw, and says which promise does not fit."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from chuangcheng.draws.actions import reveal_draw
from tests.draws.test_stories import committed, run
from tests.stories import City


def told(page: Any) -> dict[str, str]:
    """Each line of the result → its verdict."""
    page.click("[data-proof] button")
    page.wait_for_selector("[data-proof] tbody tr")
    rows = page.locator("[data-proof] tbody tr").all()
    return {row.locator("td").nth(0).inner_text(): row.locator("td").nth(1).inner_text() for row in rows}


def test_a_browser_repeats_the_draw_and_finds_what_was_altered(
    transactional_db: None,
    request: pytest.FixtureRequest,
    open_page: Callable[..., Any],
    axe: Callable[[Any], None],
) -> None:
    city: City = request.getfixturevalue("city")
    draw = committed(city)
    reveal_draw(by=city.actor("lin_yue"), at=run(city, draw), draw=draw)
    page, proofs = open_page("phone"), []
    address = reverse("portal:draw", args=[draw.serial])
    page.on("response", lambda answer: proofs.append(answer) if "proof" in answer.url else None)
    page.goto(address)
    found = told(page)
    assert len(found) > 8 and set(found.values()) == {"相符"}, found
    assert "证明成立" in page.locator("[data-said]").inner_text()
    axe(page)
    proof = json.loads(proofs[0].body())
    altered = json.loads(json.dumps(proof))
    altered["selection"][0]["selected"][0] += 1000
    altered["commitment"]["secret_sha256"] = "00" * 32
    page.route("**/proof*", lambda route: route.fulfill(json=altered))
    page.reload()
    wrong = {line.split("\n")[0] for line, verdict in told(page).items() if verdict != "相符"}
    drawn = {line for line in wrong if line.startswith("抽取结果")}
    assert wrong - drawn == {"证明未被改动", "登记内容未被改动", "密值就是最初封存的那一个"}, wrong
    assert len(drawn) == 1, drawn
