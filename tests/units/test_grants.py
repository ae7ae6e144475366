"""Who may do what, where, and until when."""

from datetime import timedelta

import pytest

from chuangcheng.config.roles import ROLES, install_roles, verbs_of
from chuangcheng.config.sights import OFFICE_ONLY
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.actor import Grant as Within
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.verbs import all_sights, all_verbs
from chuangcheng.units.actions import define_role, grant_role, revoke_grant
from chuangcheng.units.queries import Grant, Role, units_for


def test_every_verb_of_a_role_exists():
    known = {*all_verbs(), *all_sights()}
    for code, role in ROLES.items():
        assert set(role.verbs) <= known, (code, sorted(set(role.verbs) - known))


def test_the_auditor_sees_everything_but_what_would_rank_inspectors_and_changes_nothing():
    assert set(verbs_of("auditor")) == set(all_sights()) - OFFICE_ONLY


def test_installing_the_roles_again_writes_nothing(db, at):
    install_roles(at=at)
    assert Role.objects.filter(is_builtin=True).count() == len(ROLES)
    written = Entry.objects.count()
    install_roles(at=at)
    assert Entry.objects.count() == written


def test_a_grant_holds_inside_its_subtree_and_its_period_only(city, at):
    office, post = city.actor("lin_yue"), city.posts["ma_jun"]
    role = Role.objects.get(code="verifier")
    ends_at = at + timedelta(days=30)
    grant_role(by=office, at=at, post=post, role=role, area=city.areas["GC"], ends_at=ends_at)
    verb = "units.see_unit"
    during, after = city.actor("ma_jun", at + timedelta(days=1)), city.actor("ma_jun", ends_at)
    assert "verifier" in during.roles
    assert "verifier" not in after.roles
    assert during.may(verb, area_path=city.areas["GC-WJ"].path)
    head = city.actor("han_bing")
    assert list(units_for(head, "units.appoint_person")) == [city.units["DW26"]]
    assert not head.may("units.appoint_person", unit_path=city.units["DW35"].path)


def test_a_revoked_grant_ends_now(city, at):
    grant = Grant.objects.get(post=city.posts["su_qing"])
    later = at + timedelta(hours=2)
    revoke_grant(by=city.actor("lin_yue"), at=later, grant=grant, reason="调离")
    assert city.actor("su_qing", later).grants == ()
    with pytest.raises(Refused, match="ended_already"):
        revoke_grant(by=city.actor("lin_yue"), at=later, grant=grant)


def test_nobody_makes_themselves_mightier(city, at):
    office = city.actor("lin_yue")
    operator = Role.objects.get(code="operator")
    with pytest.raises(Refused, match="own_post"):
        grant_role(by=office, at=at, post=city.posts["lin_yue"], role=operator)
    with pytest.raises(Refused, match="more_than_own"):
        define_role(by=office, at=at, code="night_watch", name_zh="夜间巡查", verbs=["accounts.change_own_details"])
    with pytest.raises(Refused, match="builtin_role"):
        define_role(by=office, at=at, code="auditor", name_zh="审计员", verbs=[])
    with pytest.raises(NotAllowed):
        grant_role(by=city.actor("han_bing"), at=at, post=city.posts["ma_jun"], role=operator, unit=city.units["DW26"])


def test_a_city_adds_a_role_of_its_own(city, at):
    role = define_role(
        by=city.actor("lin_yue"), at=at, code="directory", name_zh="通讯录查阅", verbs=["accounts.see_person"]
    )
    grant_role(by=city.actor("lin_yue"), at=at, post=city.posts["su_qing"], role=role, unit=city.units["DW35"])
    assert city.actor("su_qing").may("accounts.see_person", unit_path=city.units["DW35"].path)


def test_who_may_grant_inside_an_area_grants_no_further(city, at):
    verbs = frozenset({"units.grant_role", "units.revoke_grant"})
    district = Actor(person_id=city.fang_min.pk, name="方敏", grants=(Within(verbs, "", city.areas["XG"].path),))
    role, post = Role.objects.get(code="verifier"), city.posts["xu_lan"]
    with pytest.raises(NotAllowed):
        grant_role(by=district, at=at, post=post, role=role)
    with pytest.raises(NotAllowed):
        grant_role(by=district, at=at, post=post, role=role, area=city.areas["GC"])
    with pytest.raises(NotAllowed):
        revoke_grant(by=district, at=at, grant=Grant.objects.get(post=city.posts["su_qing"]))
    made = grant_role(by=district, at=at, post=post, role=role, area=city.areas["XG-XH"])
    revoke_grant(by=district, at=at, grant=made)


def test_seeing_everything_does_not_open_veiled_entries():
    assert [code for code in ROLES if "draws.see_entries" in verbs_of(code)] == ["auditor"]
