"""In a real browser: nobody is kept out by the look of a page, and a passkey signs in."""

import pytest
from django.urls import reverse

from tests.stories import PASSWORD


def enter(page, username="lin.yue"):
    page.goto(reverse("account_login"))
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/")


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_pages_of_units_and_people_have_no_barrier(live_server, city, open_page, axe, kind):
    page = open_page(kind)
    page.goto(reverse("account_login"))
    axe(page)
    enter(page)
    post, unit, group = city.posts["ma_jun"].pk, city.units["DW26"].pk, city.groups["G06"].pk
    for address in (
        reverse("desk:units"),
        reverse("desk:unit", args=[unit]),
        reverse("desk:post", args=[post]),
        reverse("desk:post_appoint", args=[post]),
        reverse("desk:group_members", args=[group]),
        reverse("desk:groups"),
        reverse("desk:roles"),
        reverse("desk:role_new"),
        reverse("desk:grants"),
        reverse("desk:people"),
        reverse("desk:person", args=[city.ma_jun.pk]),
        reverse("desk:units_import"),
        reverse("desk:account"),
        reverse("mfa_index"),
    ):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is wider than a {kind}"


def test_a_personnel_change_is_found_while_typing(live_server, city, desktop):
    enter(desktop)
    desktop.goto(reverse("desk:post_appoint", args=[city.posts["ma_jun"].pk]))
    desktop.locator("input[name=person_words]").press_sequentially("白露")
    desktop.locator("label", has_text="白露").first.click()
    desktop.fill("input[name=reason]", "轮岗")
    desktop.locator("main button.btn-primary").click()
    desktop.wait_for_url(f"**{reverse('desk:post', args=[city.posts['ma_jun'].pk])}")
    assert desktop.locator("main tbody tr").first.inner_text().startswith("白露")


def test_a_passkey_is_set_up_and_signs_in(live_server, city, settings, open_page):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    page = open_page("desktop", base_url=live_server.url.replace("127.0.0.1", "localhost"))
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    enter(page, "ma.jun")
    page.goto(reverse("mfa_add_webauthn"))
    page.fill("input[type=password]", PASSWORD)
    page.press("input[type=password]", "Enter")
    page.wait_for_url(f"**{reverse('mfa_add_webauthn')}")
    page.fill("input[name=name]", "办公室电脑")
    if page.locator("input[name=passwordless]").count():
        page.check("input[name=passwordless]")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "add" not in url)
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.click("#passkey_login")
    page.wait_for_url("**/desk/")
    assert "马军" in page.content()
