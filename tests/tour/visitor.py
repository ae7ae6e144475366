"""Somebody with a browser of their own."""

from typing import Any

from django.test import Client

from chuangcheng.accounts.queries import person_by_username
from chuangcheng.sample.staff import PASSWORD
from tests.stories import sign_in


class Visitor:
    """Somebody of the staff, signed in; at once and without the form where `site` is given."""

    def __init__(self, page: Any, username: str, site: str = "") -> None:
        self.page = page
        if site:
            session = sign_in(Client(), person_by_username(username)).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
            page.goto("/desk/")
            return
        page.goto("/account/login/")
        page.fill("[name=login]", username)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/desk/")

    def open(self, address: str) -> Any:
        answer = self.page.goto(address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return self.page

    def choose(self, thing: Any) -> None:
        """Press it (the first, if there are several) and wait for the next page."""
        with self.page.expect_navigation():
            thing.first.click()

    def follow(self, word: str) -> Any:
        """Choose a line of the menu by its words."""
        self.choose(self.page.locator("nav a", has_text=word))
        return self.page

    def send(self, form: str = "main form[method=post]") -> None:
        """Press the form's main button and wait for the next page."""
        with self.page.expect_navigation():
            self.page.locator(f"{form} button.btn-primary").first.click()
