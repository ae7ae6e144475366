"""The pages: a citizen comes, serves and gets a paper; a leader keeps the list; the organiser's desk; no secrets."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from chuangcheng.evidence.actions import examine_file
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.volunteering import rules
from chuangcheng.volunteering.actions import name_leader, record_service, set_hours_columns, sign_up, vouch_shift
from chuangcheng.volunteering.models import Campaign, Certificate, HoursColumn, Service, Shift, ShiftPhoto, Team
from tests.citizens import citizen_client
from tests.participation.conftest import picture
from tests.stories import sign_in
from tests.volunteering.conftest import campaign_of, shift_of, volunteer_client

NAME, PHONE = "司徒静好", "13900005566"


@pytest.fixture
def shift(street, at):
    return shift_of(street, at, campaign_of(street, at), hours=1, capacity=3)


def later(settings, moment, at):
    """The clock of the pages goes on."""
    settings.CLOCK_SHIFT_SECONDS += (moment - at).total_seconds()


def test_a_citizen_comes_serves_and_gets_a_paper(street, at, shift, settings):
    client = citizen_client(PHONE)
    page = reverse("portal:volunteer_shift", args=[shift.pk])
    assert "美丽雄关" in Client().get("/volunteer/").content.decode()
    assert Client().post(f"{page}sign-up/").headers["Location"].startswith("/citizen/sign-in/")
    assert client.post(f"{page}sign-up/").headers["Location"] == reverse("portal:volunteer_details")
    given = {"name": NAME, "born": "1995-03-04", "skills": "急救，手语", "takes_calls": "on"}
    assert client.post(reverse("portal:volunteer_details"), given).status_code == 302
    client.post(f"{page}sign-up/")
    assert client.get(page).status_code == 200
    event = Calendar.from_ical(client.get(f"{page}shift.ics").content).walk("VEVENT")[0]
    assert event.decoded("dtstart") == shift.starts_at
    here = reverse("portal:volunteer_here", args=[shift.pk, rules.code_of(shift.secret, shift.starts_at)])
    later(settings, shift.starts_at, at)
    assert client.get(here).status_code == 200
    client.post(here, {"way": "in", "client_id": "7f0f6e1e-5a52-4d4c-9d64-6f8c2c3a1b11"})
    out = reverse("portal:volunteer_here", args=[shift.pk, rules.code_of(shift.secret, shift.ends_at)])
    later(settings, shift.ends_at + timedelta(seconds=30), shift.starts_at)
    told = client.post(out, {"way": "out"}, headers={"Accept": "application/json"}).json()
    assert told["minutes"] in (119, 120)
    office = sign_in(Client(), "han_bing")
    office.post(reverse("desk:volunteer_shift_move", args=[shift.pk]), {"move": "vouch"})
    client.post(reverse("portal:volunteer_issue"))
    paper = Certificate.objects.get()
    pdf = client.get(reverse("portal:volunteer_certificate", args=[paper.pk]))
    assert pdf.content.startswith(b"%PDF")
    checked = Client().get("/volunteer/verify/", {"code": rules.shown_code(paper.code).lower()}).content.decode()
    assert "司***" in checked and NAME not in checked and PHONE not in checked
    assert client.get(reverse("portal:own_volunteering")).status_code == 200
    other = citizen_client("13900005567")
    assert other.get(reverse("portal:volunteer_certificate", args=[paper.pk])).status_code == 404
    sheet = office.post(reverse("desk:volunteer_export"), {"kind": "csv"})
    assert NAME in b"".join(sheet.streaming_content).decode()


def test_the_leader_keeps_the_list_and_the_pictures_wait_for_a_person(street, at, shift, settings):
    leader, guest = volunteer_client(1, at, name=NAME), volunteer_client(2, at)
    lead = reverse("portal:volunteer_lead", args=[shift.pk])
    sign_up(by=leader.by, at=at, shift=shift)
    assert leader.get(lead).status_code == 404
    name_leader(by=SYSTEM, at=at, shift=shift, volunteer=leader.volunteer)
    assert guest.get(lead).status_code == 404
    later(settings, shift.ends_at, at)
    assert "data:image/svg+xml" in leader.get(lead).content.decode()
    times = {"arrived_at": f"{shift.starts_at:%Y-%m-%dT%H:%M}", "left_at": f"{shift.ends_at:%Y-%m-%dT%H:%M}"}
    leader.post(lead, {"word": "record", "number": guest.volunteer.number.lower(), **times})
    assert Service.objects.get().minutes == 120
    upload = io.BytesIO(picture())
    upload.name = "after.jpg"
    leader.post(lead, {"word": "photo", "kind": "after", "photo": upload})
    photo = ShiftPhoto.objects.get()
    examine_file(by=SYSTEM, at=at, file=photo.file)
    public = reverse("portal:volunteer_photo", args=[photo.pk, "shown"])
    assert Client().get(public).status_code == 404
    assert leader.get(reverse("portal:volunteer_lead_photo", args=[shift.pk, photo.pk, "shown"])).status_code == 200
    office = sign_in(Client(), "han_bing")
    office.post(reverse("desk:volunteer_shift_move", args=[shift.pk]), {"move": "release", "photo": photo.pk})
    assert Client().get(public).status_code == 200
    shown = Client().get(reverse("portal:volunteer_shift", args=[shift.pk])).content.decode()
    assert public in shown and NAME not in shown


def test_the_desk_sets_up_a_campaign_and_plans_a_shift(street, at):
    office = sign_in(Client(), "han_bing")
    new = reverse("desk:volunteer_campaign_new")
    assert office.get(new).status_code == 200
    given = {
        "code": "V06",
        "name_zh": "护学岗",
        "unit": street.units["DW26"].pk,
        "theme": street.theme.pk,
        "capacity": 20,
        "youngest": 18,
        "rest_minutes": 60,
        "most_minutes_a_day": 480,
        "forgotten_rule": "half",
    }
    office.post(new, given)
    made = Campaign.objects.get()
    move = reverse("desk:volunteer_campaign_move", args=[made.pk])
    office.post(move, {"move": "open"})
    assert Campaign.objects.get().state == "draft", "not without a word on insurance"
    edit = reverse("desk:volunteer_campaign_edit", args=[made.pk])
    contact = street.posts["ma_jun"].pk
    del given["code"], given["unit"]
    office.post(edit, {**given, "insurance_zh": "统一投保", "contact": contact, "skills": "交通引导"})
    office.post(move, {"move": "open"})
    made.refresh_from_db()
    assert (made.state, made.skills, made.contact_id) == ("open", ["交通引导"], contact)
    place = f"segment:{street.segment.pk}"
    times = {"starts_at": "2026-11-27T07:20", "ends_at": "2026-11-27T08:00"}
    planned = office.post(reverse("desk:volunteer_shift_new", args=[made.pk]), {"place": place, "capacity": 4, **times})
    shift = Shift.objects.get()
    assert planned.headers["Location"] == reverse("desk:volunteer_shift", args=[shift.pk])
    for name, args in (("campaign", [made.pk]), ("shift", [shift.pk]), ("shift_edit", [shift.pk])):
        assert office.get(reverse(f"desk:volunteer_{name}", args=args)).status_code == 200
    assert office.get(reverse("desk:volunteering")).status_code == 200
    assert Client().get(reverse("portal:volunteer_campaign", args=["V06"])).status_code == 200


def test_a_units_campaigns_are_its_own(street, at, shift):
    volunteer = volunteer_client(1, at, name=NAME)
    sign_up(by=volunteer.by, at=at, shift=shift)
    page = reverse("desk:volunteer_shift", args=[shift.pk])
    assert NAME in sign_in(Client(), "han_bing").get(page).content.decode()
    assert sign_in(Client(), "fang_min").get(page).status_code == 404
    audit = sign_in(Client(), "he_ping")
    assert audit.get(page).status_code == 200
    assert audit.post(reverse("desk:volunteer_shift_move", args=[shift.pk]), {"move": "vouch"}).status_code == 404


def test_a_record_is_corrected_at_the_desk_with_its_trail(street, at, shift, settings):
    volunteer, office = volunteer_client(1, at), sign_in(Client(), "han_bing")
    later(settings, shift.ends_at, at)
    times = {"arrived_at": shift.starts_at, "left_at": shift.ends_at}
    found = record_service(by=SYSTEM, at=shift.ends_at, shift=shift, volunteer=volunteer.volunteer, **times)
    page = reverse("desk:volunteer_service", args=[shift.pk, found.pk])
    given = {"arrived_at": "2026-11-24T10:30", "left_at": "2026-11-24T11:00", "reason": "提前离开"}
    office.post(page, given)
    found.refresh_from_db()
    assert found.minutes == 30
    assert "提前离开" in office.get(page).content.decode()


def test_a_community_has_a_page_of_its_own(street, at):
    office, area = sign_in(Client(), "lin_yue"), street.areas["XG-XH-01"]
    given = {"code": "XH01", "name_zh": "新华南路社区志愿服务队", "kind": "community"}
    office.post(reverse("desk:volunteer_team_new"), {**given, "unit": street.units["DW49"].pk})
    assert not Team.objects.exists(), "a community's team needs its community"
    office.post(
        reverse("desk:volunteer_team_new"),
        {**given, "unit": street.units["DW49"].pk, "area": f"area:{area.pk}"},
    )
    assert office.get(reverse("desk:volunteer_teams")).status_code == 200
    assert "新华南路社区志愿服务队" in Client().get(f"/volunteer/communities/{area.code}/").content.decode()
    assert Client().get("/volunteer/communities/JYG/").status_code == 404


def test_the_office_chooses_the_columns_of_the_export(street, at, shift, settings):
    volunteer, office = volunteer_client(1, at, name=NAME), sign_in(Client(), "lin_yue")
    later(settings, shift.ends_at, at)
    times = {"arrived_at": shift.starts_at, "left_at": shift.ends_at}
    record_service(by=SYSTEM, at=shift.ends_at, shift=shift, volunteer=volunteer.volunteer, **times)
    vouch_shift(by=SYSTEM, at=shift.ends_at, shift=shift)
    page = reverse("desk:volunteer_columns")
    assert page in office.get(reverse("desk:volunteering")).content.decode()
    assert "志愿者编号 = number" in office.get(page).content.decode()

    def lines():
        sheet = office.post(reverse("desk:volunteer_export"), {"kind": "csv"})
        return b"".join(sheet.streaming_content).decode("utf-8-sig").splitlines()

    assert lines()[0].startswith("志愿者编号,志愿者姓名,志愿服务队,")
    for wrong in ("证件号码 = identity", "= number", "编号", " "):
        assert office.post(page, {"columns": wrong}).status_code == 200
    assert not HoursColumn.objects.exists()
    assert office.post(page, {"columns": "姓名 = name\n\n时长=分 = minutes\n编号 = number"}).status_code == 302
    assert lines() == ["姓名,时长=分,编号", f"{NAME},120,{volunteer.volunteer.number}"]
    assert Entry.objects.get(verb="volunteering.set_hours_columns").payload["count"] == 3
    unit = sign_in(Client(), "han_bing")
    assert unit.get(page).status_code == 404 and page not in unit.get(reverse("desk:volunteering")).content.decode()
    with pytest.raises(Refused, match="bad_source"):
        set_hours_columns(by=street.actor("lin_yue"), at=at, columns=[("证件号码", "identity")])
