"""QR signs: made once per place, printed, scanned by the public, revoked."""

import pytest

from chuangcheng.kit.actor import SYSTEM, Actor, Grant
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.places import actions, queries, sheets


def test_a_place_keeps_its_sign_until_it_is_revoked(xinhua, at, client):
    first = actions.make_signs(by=SYSTEM, at=at, kind="site", codes=["P20-001"])[0]
    assert len(first.token) >= 22  # 128 bits and more
    assert actions.make_signs(by=SYSTEM, at=at, kind="site", codes=["P20-001"]) == [first]
    page = client.get(f"/s/{first.token}/").content.decode()
    assert "新华南路公厕" in page
    assert "新华南路12号" in page
    actions.revoke_sign(by=SYSTEM, at=at, sign=first, reason="被撕毁")
    assert client.get(f"/s/{first.token}/").status_code == 404
    second = actions.make_signs(by=SYSTEM, at=at, kind="site", codes=["P20-001"])[0]
    assert second.token != first.token
    with pytest.raises(Refused, match="revoked"):
        actions.revoke_sign(by=SYSTEM, at=at, sign=first, reason="再次")


def test_segments_facilities_and_patrol_points_have_signs_too(xinhua, at, client):
    signs = [
        *actions.make_signs(by=SYSTEM, at=at, kind="segment", codes=["LD12"]),
        *actions.make_signs(by=SYSTEM, at=at, kind="facility", codes=["GC0001"]),
        *actions.make_signs(by=SYSTEM, at=at, kind="patrol_point", codes=["XG01"], labels={"XG01": "北市场东门"}),
    ]
    for sign, words in zip(signs, ("佳苑路", "全天开放", "北市场东门"), strict=True):
        assert words in client.get(f"/s/{sign.token}/").content.decode()


def test_a_sign_for_nothing_is_refused(xinhua, at):
    for kind, code in (("site", "X"), ("patrol_point", "X"), ("tree", "P20-001")):
        with pytest.raises(Refused):
            actions.make_signs(by=SYSTEM, at=at, kind=kind, codes=[code])


def test_an_inspector_makes_no_signs(xinhua, at):
    with pytest.raises(NotAllowed):
        actions.make_signs(by=xinhua.city.actor("su_qing"), at=at, kind="site", codes=["P20-001"])


@pytest.mark.parametrize("token", ["x", "x" * 24, "x" * 500, "%00" * 20])
def test_an_unknown_token_is_nothing(db, client, token):
    assert client.get(f"/s/{token}/").status_code == 404


def test_scanning_costs_few_queries(xinhua, at, client, django_assert_max_num_queries):
    sign = actions.make_signs(by=SYSTEM, at=at, kind="site", codes=["P20-001"])[0]
    with django_assert_max_num_queries(4):
        client.get(f"/s/{sign.token}/")


def test_the_sheet_is_a_pdf_whatever_the_names_hold():
    names = ("新华南路公厕", '#image("/etc/passwd")', "很长" * 100, "$ \\ \" ' <b> #eval", "")
    signs = [sheets.Printed(name, "公厕", "GC1", f"https://a.example/s/{'x' * 24}/") for name in names]
    pdf = sheets.sign_sheet(signs, city="嘉峪关市", note="扫码查看此处信息")
    assert pdf.startswith(b"%PDF")
    assert queries.SignKind.SITE == "site"


def test_a_sign_outside_the_granted_area_stays(xinhua, at):
    sign = actions.make_signs(by=SYSTEM, at=at, kind="site", codes=["P20-001"])[0]
    verbs = frozenset({"places.revoke_sign"})
    elsewhere, here = (
        Actor(person_id=xinhua.city.xu_lan.pk, name="许兰", grants=(Grant(verbs, "", xinhua.city.areas[code].path),))
        for code in ("GC", "XG-XH")
    )
    with pytest.raises(NotAllowed):
        actions.revoke_sign(by=elsewhere, at=at, sign=sign, reason="误")
    assert actions.revoke_sign(by=here, at=at, sign=sign, reason="被撕毁").revoked_at == at
