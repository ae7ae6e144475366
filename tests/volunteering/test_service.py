"""Presence and hours: one arithmetic, whoever wrote it down, with a trail, and vouched for by the organiser."""

import uuid
from datetime import timedelta

import pytest
from django.apps import apps

from chuangcheng.accounts.actions import delete_citizen
from chuangcheng.journal.models import Entry, Personal
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.volunteering import queries, rules
from chuangcheng.volunteering.actions import (
    check_in,
    check_out,
    correct_service,
    issue_certificate,
    name_leader,
    record_service,
    settle_forgotten,
    sign_up,
    strike_service,
    vouch_shift,
)
from chuangcheng.volunteering.models import Certificate, Correction, Service, Shift, Volunteer
from chuangcheng.volunteering.spreadsheet import DEFAULT_COLUMNS, hours_sheet
from tests.volunteering.conftest import campaign_of, shift_of, volunteer_client

MINUTE = timedelta(minutes=1)


@pytest.fixture
def shift(street, at):
    return shift_of(street, at, campaign_of(street, at), capacity=5)


@pytest.fixture
def comer(shift, at):
    client = volunteer_client(1, at, name="上官晓月")
    sign_up(by=client.by, at=at, shift=shift)
    return client


def came(client, shift, moment, code_at=None, key=None):
    code = rules.code_of(shift.secret, code_at or moment)
    return check_in(by=client.by, at=moment, shift=shift, code=code, client_id=key or uuid.uuid4())


def left(client, shift, moment):
    return check_out(by=client.by, at=moment, shift=shift, code=rules.code_of(shift.secret, moment))


def test_in_and_out_by_the_code_on_the_spot(shift, comer):
    start = shift.starts_at
    with pytest.raises(Refused, match="wrong_code"):
        came(comer, shift, start, code_at=start - 20 * MINUTE)
    with pytest.raises(Refused, match="too_early"):
        came(comer, shift, start - 31 * MINUTE)
    came(comer, shift, start - 10 * MINUTE)
    with pytest.raises(Refused, match="already"):
        came(comer, shift, start)
    assert left(comer, shift, start + 90 * MINUTE).minutes == 90
    assert left(comer, shift, start + 95 * MINUTE).minutes == 90, "sent again, it is the same record"


def test_sent_later_from_the_telephone_it_is_one_record_of_that_moment(shift, comer):
    seen, key = shift.starts_at + 5 * MINUTE, uuid.uuid4()
    later = seen + timedelta(hours=5)
    code = rules.code_of(shift.secret, seen)
    sent = {"by": comer.by, "shift": shift, "code": code, "seen_at": seen, "client_id": key}
    first = check_in(at=later, **sent)
    assert check_in(at=later + MINUTE, **sent).pk == first.pk
    assert first.arrived_at == seen
    with pytest.raises(Refused, match="too_late"):
        other = volunteer_client(2, later)
        check_in(at=seen + timedelta(hours=49), **{**sent, "by": other.by, "client_id": uuid.uuid4()})


def test_who_has_no_place_is_written_down_by_the_leader_only(shift, comer, at):
    guest = volunteer_client(2, at)
    with pytest.raises(Refused, match="no_place"):
        came(guest, shift, shift.starts_at)
    times = {"arrived_at": shift.starts_at, "left_at": shift.starts_at + 60 * MINUTE}
    after = shift.ends_at
    with pytest.raises(NotAllowed):
        record_service(by=comer.by, at=after, shift=shift, volunteer=guest.volunteer, **times)
    name_leader(by=SYSTEM, at=at, shift=shift, volunteer=comer.volunteer)
    led = Shift.objects.select_related("leader", "campaign__unit").get(pk=shift.pk)
    assert record_service(by=comer.by, at=after, shift=led, volunteer=guest.volunteer, **times).minutes == 60
    with pytest.raises(Refused, match="yourself"):
        record_service(by=comer.by, at=after, shift=led, volunteer=comer.volunteer, **times)


def test_a_forgotten_check_out_follows_the_campaigns_rule(street, at):
    shift = shift_of(street, at, campaign_of(street, at, forgotten_rule="half"))
    client = volunteer_client(1, at)
    sign_up(by=client.by, at=at, shift=shift)
    came(client, shift, shift.starts_at)
    assert settle_forgotten(by=SYSTEM, at=shift.ends_at, shift=shift) == 0
    assert settle_forgotten(by=SYSTEM, at=shift.ends_at + 60 * MINUTE, shift=shift) == 1
    assert Service.objects.get().minutes == 60


def test_the_organiser_vouches_and_a_correction_leaves_a_trail(street, shift, comer):
    office, other = street.actor("han_bing"), street.actor("fang_min")
    came(comer, shift, shift.starts_at)
    after = shift.ends_at + MINUTE
    with pytest.raises(Refused, match="still_there"):
        vouch_shift(by=office, at=after, shift=shift)
    left(comer, shift, shift.ends_at)
    with pytest.raises(NotAllowed):
        vouch_shift(by=other, at=after, shift=shift)
    assert vouch_shift(by=office, at=after, shift=shift) == 1
    paper = issue_certificate(by=comer.by, at=after)
    assert (paper.minutes, paper.service_count) == (120, 1)
    service = Service.objects.select_related("shift__campaign__unit", "volunteer").get()
    times = {"arrived_at": shift.starts_at, "left_at": shift.starts_at + 50 * MINUTE}
    with pytest.raises(Refused, match="missing"):
        correct_service(by=office, at=after, service=service, reason=" ", **times)
    correct_service(by=office, at=after, service=service, reason="签退误扫", **times)
    trail = Correction.objects.get()
    assert (trail.old_minutes, trail.reason, service.minutes) == (120, "签退误扫", 50)
    assert queries.verified(rules.shown_code(paper.code)).is_withdrawn
    with pytest.raises(Refused, match="nothing"):
        issue_certificate(by=comer.by, at=after)
    service.shift.refresh_from_db()
    assert vouch_shift(by=office, at=after, shift=service.shift) == 1
    service.refresh_from_db()
    strike_service(by=office, at=after, service=service, reason="并未到场")
    assert (service.state, service.minutes) == ("struck", 0)


def test_two_shifts_at_once_count_once_everywhere(street, at):
    campaign = campaign_of(street, at)
    first, second = shift_of(street, at, campaign), shift_of(street, at, campaign, hours=25)
    client, office = volunteer_client(1, at), street.actor("han_bing")
    after = second.ends_at
    for shift in (first, second):
        times = {"arrived_at": shift.starts_at, "left_at": shift.ends_at}
        record_service(by=office, at=after, shift=shift, volunteer=client.volunteer, **times)
        vouch_shift(by=office, at=after, shift=shift)
    assert queries.own_minutes(client.volunteer) == (180, 180)
    assert queries.hours_by_campaign([campaign]) == {campaign.pk: (2, 180)}
    assert queries.total().minutes == 180
    assert queries.totals_by_theme() == {campaign.theme_id: queries.Total(2, 180)}
    assert issue_certificate(by=client.by, at=after).minutes == 180
    sheet = hours_sheet(queries.exported(office, campaign))
    rows = [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]
    assert [row["服务时长（小时）"] for row in rows] == ["2.00", "1.00"]
    assert [title for title, _source in DEFAULT_COLUMNS] == list(sheet.header)
    assert rows[0]["志愿者编号"] == client.volunteer.number


def test_who_leaves_is_forgotten_and_the_hours_stay_as_figures(street, shift, comer, at):
    came(comer, shift, shift.starts_at)
    left(comer, shift, shift.ends_at)
    after = shift.ends_at + MINUTE
    vouch_shift(by=street.actor("han_bing"), at=after, shift=shift)
    paper = issue_certificate(by=comer.by, at=after)
    number = comer.volunteer.number
    delete_citizen(by=comer.by, at=after)
    assert not Volunteer.objects.exists() and not Certificate.objects.exists()
    row = Service.objects.get()
    assert (row.volunteer, row.arrived_at, row.left_at, row.minutes) == (None, None, None, 120)
    assert queries.total().minutes == 120
    assert queries.verified(paper.code) is None
    models = [model for model in apps.get_models() if model.__module__.startswith("chuangcheng.")]
    everything = str([list(model._default_manager.values()) for model in models])
    assert number not in everything and "上官晓月" not in everything and "13900000001" not in everything


def test_who_leaves_in_the_middle_of_a_shift_leaves_no_record_behind(street, shift, comer):
    came(comer, shift, shift.starts_at)
    delete_citizen(by=comer.by, at=shift.starts_at + MINUTE)
    assert not Service.objects.exists()
    assert settle_forgotten(by=SYSTEM, at=shift.ends_at + 90 * MINUTE, shift=shift) == 0


def test_the_record_names_nobody(shift, comer):
    came(comer, shift, shift.starts_at)
    left(comer, shift, shift.ends_at)
    rows = Entry.objects.filter(verb__startswith="volunteering.")
    texts = f"{list(rows.values())}{list(Personal.objects.values())}"
    for secret in ("上官晓月", "13900000001", comer.volunteer.number, "1990-05-01"):
        assert secret not in texts
    public = {"volunteering.check_in", "volunteering.check_out", "volunteering.sign_up"}
    assert {row.actor_id for row in rows if row.verb in public} == {0}


def test_a_free_place_goes_to_who_waits_when_somebody_leaves_for_good(shift, comer, at):
    Shift.objects.filter(pk=shift.pk).update(capacity=1)
    shift.refresh_from_db()
    from chuangcheng.volunteering.actions import wait_for_place

    waits = volunteer_client(2, at)
    wait_for_place(by=waits.by, at=at, shift=shift)
    delete_citizen(by=comer.by, at=at)
    shift.refresh_from_db()
    assert shift.taken_count == 1
    assert waits.volunteer.sign_ups.get().state == "placed"
