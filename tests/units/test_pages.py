"""The pages of units, posts, groups, roles and people: who sees what, in three languages, at bounded cost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from chuangcheng.kit import clock
from chuangcheng.units.queries import Grant, Group, Holding, Post, Role, Unit
from tests.stories import sign_in

LANGUAGES = ("zh-hans", "zh-hant", "en")


def addresses(city):
    grant = Grant.objects.get(post=city.posts["su_qing"])
    unit, post, group = city.units["DW26"].pk, city.posts["ma_jun"].pk, city.groups["G06"].pk
    role, person = Role.objects.get(code="inspector").pk, city.ma_jun.pk
    return {
        "desk:units": [], "desk:unit": [unit], "desk:unit_new": [], "desk:unit_edit": [unit],
        "desk:unit_retire": [unit], "desk:vacant_posts": [], "desk:units_import": [], "desk:units_export": [],
        "desk:post": [post], "desk:post_new": [unit], "desk:post_edit": [post], "desk:post_retire": [post],
        "desk:post_appoint": [post], "desk:post_vacate": [post], "desk:post_invite": [post], "desk:post_grant": [post],
        "desk:groups": [], "desk:group": [group], "desk:group_new": [], "desk:group_edit": [group],
        "desk:group_members": [group], "desk:groups_import": [], "desk:groups_export": [],
        "desk:roles": [], "desk:role": [role], "desk:role_new": [], "desk:grants": [], "desk:grant_revoke": [grant.pk],
        "desk:person_search": [], "desk:people": [], "desk:person": [person], "desk:person_edit": [person],
        "desk:person_close": [person], "desk:person_reset_factor": [person], "desk:person_release": [person],
        "desk:person_password_link": [person], "desk:invitations": [], "desk:account": [],
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_office_opens_every_page_in_each_language(city, client, language, django_assert_max_num_queries):
    sign_in(client, city.lin_yue)
    client.cookies["django_language"] = language
    for name, args in addresses(city).items():
        with django_assert_max_num_queries(25):
            response = client.get(reverse(name, args=args))
        assert response.status_code == 200, name
        assert response.headers["Content-Language"] == language
        assert not response.streaming or b"".join(response)


OWN = {"desk:account", "desk:units", "desk:unit", "desk:vacant_posts", "desk:post", "desk:groups", "desk:group",
       "desk:units_export", "desk:groups_export"}  # fmt: skip
LIAISON = OWN | {"desk:people", "desk:person", "desk:person_search"}
HEAD = LIAISON | {"desk:invitations", "desk:post_appoint", "desk:post_vacate", "desk:post_invite"}
AUDITOR = LIAISON | {"desk:invitations", "desk:roles", "desk:role", "desk:grants"}


@pytest.mark.parametrize(
    ("key", "allowed"),
    [
        ("su_qing", OWN),
        ("gao_yuan", OWN),
        ("wu_di", OWN),
        ("ma_jun", LIAISON),
        ("han_bing", HEAD),
        ("he_ping", AUDITOR),
        ("deng_hai", AUDITOR),
    ],
)
def test_everybody_else_opens_what_their_role_allows_and_nothing_more(city, client, key, allowed):
    sign_in(client, city.people[key])
    for name, args in addresses(city).items():
        expected = 200 if name in allowed else 404
        response = client.get(reverse(name, args=args))
        assert response.status_code == expected, (key, name)
        assert not response.streaming or b"".join(response)


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(city, client):
    for name, args in addresses(city).items():
        response = client.get(reverse(name, args=args))
        assert response.status_code == 302, name
        assert response.url.startswith(reverse("account_login"))


def test_unit_heads_see_the_people_of_their_own_unit_only(city, client):
    sign_in(client, city.han_bing)
    page = client.get(reverse("desk:people")).content.decode()
    assert "马军" in page
    assert "苏晴" not in page
    assert client.get(reverse("desk:person", args=[city.su_qing.pk])).status_code == 404
    assert client.get(reverse("desk:post_appoint", args=[city.posts["su_qing"].pk])).status_code == 404
    found = client.get(reverse("desk:person_search"), {"person_words": "苏"}).content.decode()
    assert "苏晴" not in found


def test_the_office_hands_a_post_over_on_one_form(city, client):
    sign_in(client, city.lin_yue)
    post = city.posts["ma_jun"]
    url = reverse("desk:post_appoint", args=[post.pk])
    found = client.get(reverse("desk:person_search"), {"field": "person", "person_words": "白"}).content.decode()
    assert f'value="{city.bai_lu.pk}"' in found
    wrong = client.post(url, {"person": "", "person_words": "没有这个人"})
    assert wrong.status_code == 200
    client.post(url, {"person": city.bai_lu.pk, "reason": "轮岗"})
    assert Holding.objects.get(post=post, ends_at=None).person == city.bai_lu
    page = client.get(reverse("desk:post", args=[post.pk])).content.decode()
    assert "马军" in page
    assert "轮岗" in page


def test_a_refusal_is_said_in_the_form_and_nothing_typed_is_lost(city, client):
    sign_in(client, city.lin_yue)
    url = reverse("desk:post_appoint", args=[city.posts["ma_jun"].pk])
    response = client.post(url, {"person": city.ma_jun.pk, "reason": "重复任命"})
    assert response.status_code == 200
    assert "重复任命" in response.content.decode()
    assert response.context["form"].errors["person"]


def test_the_invited_person_joins_and_stands_in_the_post(city, client, django_user_model):
    sign_in(client, city.han_bing)
    url = reverse("desk:post_invite", args=[city.posts["ma_jun"].pk])
    page = client.post(url, {"name": "周晓", "username": "zhou.xiao", "language": "zh-hans"})
    link = page.context["link"].removeprefix("http://testserver")
    assert page["Cache-Control"] == "no-store"
    client.logout()
    assert "周晓" in client.get(link).content.decode()
    short = client.post(link, {"password": "kurz", "again": "kurz"})
    assert short.context["form"].errors["password"]
    done = client.post(link, {"password": "guan-cheng-wall-77", "again": "guan-cheng-wall-77"})
    assert done.url == reverse("desk:home")
    zhou = django_user_model.objects.get(username="zhou.xiao")
    assert Holding.objects.get(post=city.posts["ma_jun"], ends_at=None).person == zhou
    assert client.get(link).status_code == 410


def test_a_list_is_shown_before_it_is_written(city, client, tmp_path):
    sign_in(client, city.lin_yue)
    file = tmp_path / "单位.csv"
    file.write_bytes("编码,名称,上级单位\nDW70,新单位,DW26\nDW71,坏单位,DW404\n".encode("gbk"))
    with file.open("rb") as opened:
        preview = client.post(reverse("desk:units_import"), {"file": opened})
    assert preview.context["preview"].added_count == 1
    assert [(e.row, e.column) for e in preview.context["preview"].errors] == [(3, "parent_code 上级单位编码")]
    assert not Unit.objects.filter(code="DW70").exists()
    client.post(reverse("desk:units_import"), {"upload": preview.context["upload"].pk})
    assert Unit.objects.get(code="DW70").parent == city.units["DW26"]
    assert not Unit.objects.filter(code="DW71").exists()
    sign_in(client, city.he_ping)
    assert client.post(reverse("desk:units_import"), {"upload": preview.context["upload"].pk}).status_code == 404


def test_lists_of_people_stay_cheap_when_they_are_long(city, client, at, django_assert_max_num_queries):
    from chuangcheng.accounts.actions import register_person
    from chuangcheng.kit.actor import SYSTEM

    for number in range(60):
        register_person(by=SYSTEM, at=at, username=f"person{number}", name=f"人员{number:02}")
    sign_in(client, city.lin_yue)
    client.get(reverse("desk:account"))  # the session notes that it was seen, once in ten minutes
    with django_assert_max_num_queries(14):
        first = client.get(reverse("desk:people"))
    assert len(first.context["page"].rows) == 50
    second = client.get(reverse("desk:people"), {"cursor": first.context["page"].next_cursor})
    assert len(second.context["page"].rows) == 23
    found = client.get(reverse("desk:people"), {"q": "PERSON5"})
    assert {row["person"].username for row in found.context["rows"]} == {"person5"} | {
        f"person5{digit}" for digit in range(10)
    }


def test_groups_units_posts_and_roles_are_set_up_on_their_forms(city, client):
    sign_in(client, city.lin_yue)
    client.post(reverse("desk:unit_new"), {"code": "DW88", "name_zh": "新区管委会", "kind": "government"})
    unit = Unit.objects.get(code="DW88")
    client.post(reverse("desk:post_new", args=[unit.pk]), {"code": "DW88-1", "name_zh": "联络员", "is_liaison": "on"})
    post = Post.objects.get(code="DW88-1")
    client.post(
        reverse("desk:group_new"),
        {"code": "G09", "name_zh": "新区组", "kind": "working", "lead_unit": unit.pk, "member_units": []},
    )
    group = Group.objects.get(code="G09")
    client.post(reverse("desk:group_members", args=[group.pk]), {"posts": [post.pk], "head": post.pk})
    assert group.members.get().is_head
    client.post(
        reverse("desk:role_new"),
        {"code": "reader", "name_zh": "查阅", "verbs": ["units.see_unit", "accounts.see_person"]},
    )
    role = Role.objects.get(code="reader")
    last_day = (clock.now() + timedelta(days=30)).date().isoformat()
    client.post(reverse("desk:post_grant", args=[post.pk]), {"role": role.pk, "unit": unit.pk, "last_day": last_day})
    grant = Grant.objects.get(post=post)
    assert (grant.unit, grant.area, grant.ends_at is not None) == (unit, None, True)
    client.post(reverse("desk:grant_revoke", args=[grant.pk]), {"confirmed": "1", "reason": "试用结束"})
    grant.refresh_from_db()
    assert grant.ends_at <= clock.now()
