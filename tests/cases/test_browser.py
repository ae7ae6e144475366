"""Cases in a real browser at both sizes: nobody is shut out, and the slider stands on the page."""

import pytest
from django.test import Client

from chuangcheng.cases.queries import Case
from tests.stories import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(page, key, live_server):
    client = sign_in(Client(), key)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_the_pages_of_a_case_shut_nobody_out(transactional_db, street, open_page, axe, live_server, kind):
    case, fresh = street.submitted(), street.opened()
    page = signed_in(open_page(kind), "lin_yue", live_server)
    for address in (
        "/desk/cases/",
        f"/desk/cases/{case.pk}/",
        f"/desk/cases/{fresh.pk}/moves/dispatch_case/",
        "/desk/cases/new/",
        "/desk/cases/ladder/",
        "/desk/cases/map/",
    ):
        page.goto(address)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} scrolls sideways"


def test_a_verifier_closes_on_the_phone(transactional_db, street, phone, live_server):
    case = street.submitted()
    page = signed_in(phone, "gao_yuan", live_server)
    page.goto(f"/desk/cases/{case.pk}/")
    assert page.locator("[data-before-after] input[type=range]").is_visible()
    page.get_by_role("link", name="核查销号").first.click()
    page.get_by_role("button", name="核查销号").click()
    page.wait_for_url(f"**/desk/cases/{case.pk}/")
    assert Case.objects.get(pk=case.pk).state == "closed"
