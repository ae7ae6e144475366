"""Nothing typed is lost: a reload, a time-out, a refusal put the text back; what was taken is forgotten."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from playwright.sync_api import expect

from tests.stories import City, sign_in

TEXT = "同一张照片要在三张表里各传一次，请改成只传一次。"
ADDRESS = "/desk/complaints/new/"


def _open(open_page: Callable[..., Any], client: Client, address: str) -> Any:
    page = open_page("desktop")
    sign_in(client, "ma_jun")
    page.goto("/account/login/")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])
    page.goto(address)
    return page


def _type(page: Any, words: str) -> None:
    page.locator("main textarea").fill(words)
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.startsWith('draft:'))")


def test_a_reload_puts_the_text_back_and_it_can_be_discarded(
    transactional_db: None, city: City, client: Client, open_page: Callable[..., Any]
) -> None:
    page = _open(open_page, client, ADDRESS)
    _type(page, TEXT)
    page.reload()
    expect(page.locator("main textarea")).to_have_value(TEXT)
    page.get_by_role("button", name="不要这份草稿").click()
    page.reload()
    expect(page.locator("main textarea")).to_have_value("")


def test_a_session_that_ran_out_costs_no_text(
    transactional_db: None, city: City, client: Client, open_page: Callable[..., Any]
) -> None:
    page = _open(open_page, client, ADDRESS)
    _type(page, TEXT)
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.locator("main form button").last.click()
    page.wait_for_url("**/account/login/**")
    page.context.add_cookies(session)
    page.goto(ADDRESS)
    expect(page.locator("main textarea")).to_have_value(TEXT)


def test_what_was_taken_is_forgotten_and_so_is_everything_at_signing_out(
    transactional_db: None, city: City, client: Client, open_page: Callable[..., Any]
) -> None:
    page = _open(open_page, client, ADDRESS)
    _type(page, TEXT)
    page.locator("main form button").last.click()
    page.wait_for_url("**/desk/complaints/*/")
    page.goto(ADDRESS)
    expect(page.locator("main textarea")).to_have_value("")
    _type(page, TEXT)
    page.locator("details.menu summary", has_text="马军").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []
