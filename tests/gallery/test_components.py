"""The components as people meet them: seen by axe, by keyboard, without scripts, on desk and phone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from chuangcheng.config.rights import RIGHTS
from chuangcheng.config.rights.right import PUBLIC

HERE = Path(__file__).resolve().parent


@pytest.fixture
def gallery(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The gallery's addresses beside the product's, with rows of their own in the rights table."""
    for name in ("gallery", "gallery_confirm", "gallery_field", "gallery_map", "gallery_photo"):
        monkeypatch.setitem(RIGHTS, name, PUBLIC)
    template = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], HERE / "templates"]}
    with override_settings(ROOT_URLCONF="tests.gallery.urls", TEMPLATES=[template]):
        yield


def test_every_component_renders_in_three_languages(gallery: None, db: None) -> None:
    client = Client()
    for language, words in (("zh-hans", "超期 2 天"), ("zh-hant", "超期 2 天"), ("en", "Overdue by 2 days")):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = client.get("/gallery/?errors=1").content.decode()
        assert words in page
        assert " style=" not in page and "<script>" not in page, "the content policy forbids inline styles and scripts"


@pytest.mark.parametrize("address", ["/gallery/?errors=1", "/gallery/field/", "/gallery/confirm/", "/account/login/"])
@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_no_barriers_and_nothing_wider_than_the_screen(
    gallery: None, open_page: Callable[..., Any], axe: Callable[[Any], None], address: str, kind: str
) -> None:
    page = open_page(kind)
    page.goto(address)
    page.evaluate(
        "scrollTo({top: 0, behavior: 'instant'})"
    )  # the list of errors takes the focus; a scrolled page hides buttons under its head
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_keyboard_walks_rows_ticks_and_helps(gallery: None, desktop: Any) -> None:
    desktop.goto("/gallery/")
    assert desktop.locator("[data-bulk-bar]").is_hidden()
    desktop.keyboard.press("j")
    desktop.keyboard.press("j")
    desktop.keyboard.press("x")
    assert desktop.locator("tr.is-current .code").inner_text() == "ZG-2026-03185"
    assert desktop.locator("[data-bulk-count]").inner_text() == "已选 1 项"
    desktop.keyboard.press("/")
    assert desktop.evaluate("document.activeElement.type") == "search"
    desktop.keyboard.press("Escape")
    desktop.evaluate("document.activeElement.blur()")
    desktop.keyboard.press("?")
    assert desktop.locator("#keys-dialog").is_visible()


def test_a_bulk_act_asks_first(gallery: None, desktop: Any) -> None:
    desktop.goto("/gallery/")
    desktop.locator("[data-check-all]").check()
    desktop.get_by_role("button", name="批量交办").click()
    question = desktop.locator("dialog[open]")
    assert "要交办所选的问题吗" in question.inner_text()
    question.get_by_role("button", name="取消").click()
    desktop.get_by_role("button", name="批量交办").click()
    with desktop.expect_request(lambda request: request.method == "POST") as sent:
        desktop.locator("dialog[open]").get_by_role("button", name="批量交办").click()
    assert "confirmed=1" in sent.value.post_data and "verb=dispatch" in sent.value.post_data


def test_the_tree_finds_and_folds(gallery: None, desktop: Any) -> None:
    desktop.goto("/gallery/")
    desktop.locator("[data-tree-search]").fill("无障碍")
    assert desktop.locator(".tree mark").first.inner_text() == "无障碍"
    assert desktop.get_by_text("盲道连续、无占用", exact=True).first.is_hidden()
    desktop.locator("[data-tree-search]").fill("")
    desktop.locator("[data-tree-close]").click()
    assert desktop.locator(".tree details[open]").count() == 0


def test_the_slider_follows_the_keyboard(gallery: None, desktop: Any) -> None:
    desktop.goto("/gallery/")
    desktop.locator(".before-after input").focus()
    desktop.keyboard.press("ArrowRight")
    assert desktop.locator(".before-after-frame").evaluate("e => e.style.getPropertyValue('--split')") == "51%"


WITHOUT_WEBGL = """
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...more);
};
"""


def test_the_map_moves_where_the_device_can(gallery: None, desktop: Any) -> None:
    desktop.goto("/gallery/")
    desktop.locator("[data-map]").scroll_into_view_if_needed()
    desktop.locator("[data-map] canvas").wait_for()
    desktop.get_by_text("以列表显示").click()
    assert desktop.locator(".map-list li").first.is_visible()


def test_the_map_is_a_drawing_where_the_device_cannot(gallery: None, desktop: Any) -> None:
    desktop.add_init_script(WITHOUT_WEBGL)
    desktop.goto("/gallery/")
    desktop.locator("[data-map]").scroll_into_view_if_needed()
    desktop.locator("[data-map] svg.map-drawing").wait_for()
    assert desktop.locator("[data-map] text", has_text="雄关街道").count() == 1


def test_without_scripts_everything_can_still_be_reached(gallery: None, open_page: Callable[..., Any]) -> None:
    page = open_page("phone", java_script_enabled=False)
    page.goto("/gallery/")
    assert page.locator("[data-bulk-bar]").is_visible()
    page.locator(".bottom-nav a", has_text="菜单").click()
    assert page.locator("#menu").get_by_text("责任分解").is_visible()
