"""Who may do what, and who sees what: the matrix of roles and moves, and the unit's own matters."""

import pytest

from chuangcheng.cases import actions, queries
from chuangcheng.cases.queries import Case, Filters, State
from chuangcheng.cases.verbs import SIGHTS, VERBS
from chuangcheng.config.roles import ROLES, verbs_of
from chuangcheng.journal.actions import forget_personal
from chuangcheng.journal.queries import Entry, line
from chuangcheng.kit.counting import counts_capped
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused
from tests.stories import sign_in

OFFICE = {
    "open_case classify_case submit_correction refuse_case merge_case split_case dispatch_case take_back_case",
    "uphold_dispute reject_dispute grant_extension deny_extension hold_case renew_hold resume_case reopen_case",
    "note_case dismiss_hint define_category import_categories set_escalation_ladder",
}
INSTRUCT = "issue_instruction withdraw_instruction accept_reply return_reply"
UNIT = "open_case accept_case dispute_case ask_extension submit_case note_case answer_instruction"
MATRIX = {
    "campaign_office": " ".join((*OFFICE, INSTRUCT)),
    "leader": f"open_case submit_correction note_case {INSTRUCT}",
    "group_member": "open_case submit_correction note_case",
    "unit_head": UNIT,
    "unit_liaison": UNIT,
    "inspector": "open_case submit_correction record_recheck note_case",
    "verifier": "close_case return_case return_correction dismiss_hint note_case",
    "triage_clerk": "open_case classify_case refuse_case merge_case dispatch_case note_case",
    "street_staff": "open_case",
    "auditor": "",
    "patroller": "",
    "juror": "",
    "other_system": "",
    "operator": "",
    "document_approver": "",
    "reviewer": "",
    "interviewer": "",
}


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_matrix_of_roles_and_moves(role):
    names = {verb.name for verb in VERBS}
    sights = {sight.name for sight in SIGHTS}
    held = set(verbs_of(role))
    assert {verb.removeprefix("cases.") for verb in held & names} == set(MATRIX[role].split())
    if role in ("auditor", "leader", "campaign_office"):
        assert sights <= held


def test_nobody_closes_what_their_own_unit_put_right(street, at):
    case = street.submitted()
    from chuangcheng.kit.actor import Actor, Grant

    verbs = frozenset({"cases.close_case", "cases.return_case"})
    colleague = Actor(
        person_id=street.city.han_bing.pk,
        name="韩冰",
        unit_paths=(street.city.units["DW26"].path,),
        grants=(Grant(verbs),),
    )
    for deed in (
        lambda: actions.close_case(by=colleague, at=at, case=case),
        lambda: actions.return_case(by=colleague, at=at, case=case, reason="x"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "own_unit"
    assert case.pk not in {one.case.pk for one in queries.waiting_for(colleague, at)}


def test_whoever_submitted_does_not_verify_even_from_another_unit(street, at):
    from chuangcheng.kit.actor import Actor, Grant

    both = Actor(
        person_id=street.city.gao_yuan.pk,
        name="高原",
        grants=(Grant(frozenset({"cases.submit_case", "cases.close_case"})),),
    )
    case = street.accepted()
    actions.submit_case(by=both, at=at, case=case, cause="a", measure="b", photos=[street.after])
    with pytest.raises(Refused) as refused:
        actions.close_case(by=both, at=at, case=case)
    assert refused.value.code == "own_submission"


def test_the_inspector_who_corrected_does_not_verify_the_correction(street, at):
    from chuangcheng.kit.actor import Actor, Grant

    case = street.opened(corrected_photos=[street.after])
    su = Actor(person_id=street.city.su_qing.pk, name="苏晴", grants=(Grant(frozenset({"cases.close_case"})),))
    with pytest.raises(Refused) as refused:
        actions.close_case(by=su, at=at, case=case)
    assert refused.value.code == "own_submission"


def test_a_unit_moves_its_own_cases_only(street, at):
    case = street.dispatched()
    with pytest.raises(NotAllowed):
        actions.accept_case(by=street.actor("luo_jia"), at=at, case=case)
    actions.accept_case(by=street.actor("ma_jun"), at=at, case=case)


def test_an_area_verifier_closes_inside_the_area_only(street, at):
    from chuangcheng.kit.actor import Actor, Grant

    case = street.submitted()
    there, elsewhere = (
        Actor(
            person_id=street.city.bai_lu.pk,
            name="白露",
            grants=(Grant(frozenset({"cases.close_case", "cases.see_case"}), area_path=street.city.areas[code].path),),
        )
        for code in ("XG", "GC")
    )
    with pytest.raises(NotFound):
        queries.get_case_for(elsewhere, case.pk)
    with pytest.raises(NotAllowed):
        actions.close_case(by=elsewhere, at=at, case=case)
    assert queries.get_case_for(there, case.pk) == case
    actions.close_case(by=there, at=at, case=case)


def seen_by(street, key, at):
    return set(queries.cases_for(street.actor(key), Filters(), at).values_list("pk", flat=True))


def test_who_sees_which_cases(street, at):
    registered, dispatched = street.opened(), street.dispatched()
    everything = {registered.pk, dispatched.pk}
    for key in ("lin_yue", "deng_hai", "he_ping", "gao_yuan"):
        assert seen_by(street, key, at) == everything, key
    assert seen_by(street, "ma_jun", at) == {dispatched.pk}, "only what is dispatched to the unit"
    assert seen_by(street, "su_qing", at) == everything, "found by herself"
    assert seen_by(street, "bai_lu", at) == set()
    assert seen_by(street, "luo_jia", at) == set()
    assert seen_by(street, "wu_di", at) == set()


def test_group_members_see_what_lies_in_the_remit(street, at):
    from chuangcheng.kit.actor import Actor, Grant

    case = street.dispatched()
    group = street.city.groups["G06"]
    member = Actor(
        person_id=1, name="组员", group_ids=(group.pk,), grants=(Grant(frozenset({"cases.see_group_case"})),)
    )
    assert not queries.cases_for(member, Filters(), at).exists()
    Case.objects.filter(pk=case.pk).update(group=group)
    assert queries.cases_for(member, Filters(), at).get() == case


def test_what_waits_is_what_one_may_move_sorted_by_what_runs_out_first(street, at):
    slow = street.accepted(category=street.category("B01"))
    quick = street.accepted(category=street.category("B0101"))
    fresh = street.opened()
    submitted = street.submitted()
    assert [one.case for one in queries.waiting_for(street.actor("ma_jun"), at)] == [quick, slow]
    assert [one.case for one in queries.waiting_for(street.actor("lin_yue"), at)] == [fresh]
    assert [one.case for one in queries.waiting_for(street.actor("gao_yuan"), at)] == [submitted]
    assert queries.waiting_for(street.actor("he_ping"), at) == []
    assert counts_capped(queries.waiting_lists(street.actor("ma_jun"), at)) == {"accept": 0, "submit": 2}


def test_search_finds_two_characters_in_either_script(street, at):
    case = street.opened(description="新华南路井盖塌陷")
    office = street.actor("lin_yue")
    for words in ("井盖", "井蓋", "塌陷 新华", case.number, "新华南路社区"):
        assert list(queries.cases_for(office, Filters(words=words), at)) == [case], words
    assert not queries.cases_for(office, Filters(words="路灯坏了"), at).exists()


def test_lists_are_narrowed_by_everything_that_is_asked(street, at):
    from datetime import timedelta

    office, units = street.actor("lin_yue"), street.city.units
    case = street.accepted()
    late = at + timedelta(days=20)
    yes = (
        Filters(unit=units["DW26"].pk),
        Filters(area=street.city.areas["XG"].pk),
        Filters(category=street.category("B01").pk),
        Filters(states=(State.ACCEPTED,)),
        Filters(phase="open"),
        Filters(source="inspection"),
        Filters(due="overdue"),
        Filters(opened_from=at.date(), opened_until=at.date()),
        Filters(severity=2),
    )
    no = (
        Filters(unit=units["DW35"].pk),
        Filters(area=street.city.areas["GC"].pk),
        Filters(category=street.category("S0101").pk),
        Filters(states=(State.CLOSED,)),
        Filters(phase="ended"),
        Filters(source="citizen"),
        Filters(due="today"),
        Filters(due="late"),
        Filters(due="asked"),
        Filters(opened_from=late.date()),
        Filters(group=999),
        Filters(standard_code="C9"),
    )
    for filters in yes:
        assert list(queries.cases_for(office, filters, late)) == [case], filters
    for filters in no:
        assert not queries.cases_for(office, filters, late).exists(), filters


def test_the_ledger_streams_cause_and_measure(street, at, django_assert_max_num_queries):
    for _number in range(5):
        street.submitted()
    office = street.actor("lin_yue")
    # The cases, their submissions, and one for each kind of thing that they name: not one more for more cases.
    with django_assert_max_num_queries(5):
        rows = list(queries.ledger_rows(office, Filters(), at))
    assert len(rows) == 5
    assert {row.cause for row in rows} == {"井圈老化"}
    assert rows[0].measure == "更换井盖并加固"
    assert rows[0].reason


def test_an_action_costs_few_queries(street, at, django_assert_max_num_queries):
    from django.db import connection

    def bounded(most, deed):
        with django_assert_max_num_queries(most, connection=connection):
            return deed()

    lin, ma, gao = (street.actor(key) for key in ("lin_yue", "ma_jun", "gao_yuan"))
    given = {"by": street.actor("su_qing"), "at": at, "source": "inspection", "description": "井盖塌陷"}
    more = {"place": street.place(), "category": street.category("B0102"), "photos": [street.before]}
    case = bounded(12, lambda: actions.open_case(**given, **more))
    bounded(14, lambda: actions.dispatch_case(by=lin, at=at, case=case))
    bounded(5, lambda: actions.accept_case(by=ma, at=at, case=case))
    bounded(13, lambda: street.submit(case, at))
    bounded(12, lambda: actions.close_case(by=gao, at=at, case=case))


def test_a_unit_is_led_to_its_own_part_only(client, street, at):
    whole = street.opened()
    units = [street.city.units[code] for code in ("DW26", "DW35")]
    mine, other = actions.split_case(by=street.actor("lin_yue"), at=at, case=whole, units=units, reason="两家")
    sign_in(client, "ma_jun")
    page = client.get(f"/desk/cases/{mine.pk}/").content.decode()
    assert whole.number in page
    assert f"/desk/cases/{whole.pk}/" not in page
    assert other.number not in page
    sign_in(client, "lin_yue")
    page = client.get(f"/desk/cases/{mine.pk}/").content.decode()
    assert f"/desk/cases/{whole.pk}/" in page
    assert {one.pk for one in queries.dossier(street.actor("lin_yue"), whole).parts} == {mine.pk, other.pk}


def test_what_people_say_stays_outside_the_hashed_record(street, at):
    case = street.opened(description="王先生13800000000反映井盖塌陷")
    actions.note_case(by=street.actor("lin_yue"), at=at, case=case, text="已与王先生13800000000联系")
    rows = list(Entry.objects.filter(verb__in=("cases.open_case", "cases.note_case")).order_by("id"))
    assert len(rows) == 2
    for row in rows:
        assert "王先生" not in str(row.payload)
        assert "王先生" in line(row).sentence
        assert row.personal_digest
    forget_personal(by=street.actor("lin_yue"), at=at, entry=rows[1], reason="本人要求")
    assert "王先生" not in line(Entry.objects.get(pk=rows[1].pk)).sentence
