"""Through HTTP: the desk's forms, citizens' pages, and that a name is gone the moment it may not be shown."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from chuangcheng.honours import actions, queries, spreadsheet
from chuangcheng.honours.models import Ballot, Comment, Nomination, Programme, Season
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.proceedings.actions import file_objection
from chuangcheng.sample.foundations import DATA
from tests.citizens import citizen_client
from tests.honours.conftest import NAME, PERSONS, picture
from tests.stories import sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def move_clock(settings: Any, days: float) -> None:
    settings.CLOCK_SHIFT_SECONDS += days * 86400


def text(client: Client, name: str, *args: Any, **query: Any) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def upload(colour: str = "teal") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return SimpleUploadedFile("picture.jpg", content.getvalue(), "image/jpeg")


def test_consent_withdrawn_through_the_link_takes_page_picture_hall_and_notice_away_at_once(
    stage: Any, at: Any, settings: Any
) -> None:
    award = stage.awarded(files=[picture(at)])
    nomination = queries.get_nomination(award.nomination_id)
    file = nomination.files.select_related("file", "nomination").get()
    actions.release_file(by=stage.actor("gao_yuan"), at=at, file=file)
    token = actions.ask_consent(by=stage.actor("gao_yuan"), at=at, nomination=nomination)
    move_clock(settings, 9)
    anybody = Client()
    addresses = [
        reverse("portal:laureate", args=[award.pk]),
        reverse("portal:laureate_picture", args=[file.pk, "shown"]),
        reverse("portal:notice", args=[award.proceeding.number]),
    ]
    for address in addresses:
        response = anybody.get(address)
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
    assert NAME in text(anybody, "portal:honour_hall", q="照料")
    link = reverse("portal:honour_consent", args=[token])
    assert NAME in anybody.get(link).content.decode()
    assert anybody.post(link, {"deed": "withdraw"}).status_code == 302
    for address in addresses:
        assert anybody.get(address).status_code == 404
    assert NAME not in text(anybody, "portal:honour_hall", q="照料"), "nor found by what it was found by before"
    for name in ("portal:honour_hall", "portal:honours", "portal:notices"):
        assert NAME not in text(anybody, name)
    assert NAME not in anybody.get(reverse("portal:notice_feed")).content.decode()


def test_the_hall_hides_what_is_objected_to_and_what_has_ended(stage: Any, at: Any, settings: Any) -> None:
    award = stage.awarded()
    page = reverse("portal:laureate", args=[award.pk])
    anybody = Client()
    assert anybody.get(page).status_code == 404
    move_clock(settings, 8.1)
    assert anybody.get(page).status_code == 200
    file_objection(by=stage.actor("qin_feng"), at=at + 8.05 * DAY, proceeding=award.proceeding, text="有出入")
    assert anybody.get(page).status_code == 404
    move_clock(settings, 400)
    assert anybody.get(page).status_code == 404
    assert NAME not in text(anybody, "portal:honour_hall")


def test_a_citizen_recommends_and_the_office_goes_on(stage: Any, at: Any) -> None:
    season = stage.season()
    address = reverse("portal:honour_recommend", args=[season.pk])
    anybody = Client().get(address)
    assert anybody.status_code == 302 and "/citizen/sign-in/" in anybody.headers["Location"]
    citizen = citizen_client()
    given = {
        "name_zh": NAME,
        "honour_class": "助人为乐",
        "headline_zh": "照料邻居",
        "text": "二十年如一日",
        "contact": "13900001111",
    }
    assert citizen.post(address, {**given, "photos": [upload()]}).status_code == 302
    assert citizen.post(address, given).status_code == 422
    assert citizen_client("13900000002").post(address, given).status_code == 302
    found = Nomination.objects.get()
    assert found.recommendations.count() == 2 and found.files.get().is_public is False
    assert NAME not in text(Client(), "portal:honour_season", season.pk)
    office = sign_in(Client(), "lin_yue")
    page = text(office, "desk:honour_nomination", found.pk)
    assert NAME in page and "13900001111" in page
    for move, more in (
        ("admit_nomination", {}),
        ("record_consent", {"is_given": "1", "name": NAME}),
        ("ask_checks", {}),
    ):
        address = reverse("desk:honour_nomination_move", args=[found.pk, move])
        assert office.get(address).status_code == 200
        assert office.post(address, more).status_code == 302, move
    found.refresh_from_db()
    assert (found.state, found.consent, found.checks.count()) == ("candidate", "given", 1)
    answer = sign_in(Client(), "luo_jia")
    assert NAME in text(answer, "desk:honour_checks")
    address = reverse("desk:honour_check", args=[found.checks.get().pk])
    assert answer.post(address, {"result": "clear"}).status_code == 302
    assert sign_in(Client(), "xu_lan").get(reverse("desk:honour_nomination", args=[found.pk])).status_code == 404


def test_a_citizen_votes_once_keeps_the_number_and_finds_it_again(stage: Any, at: Any, settings: Any) -> None:
    season = stage.season()
    found = stage.candidate(season)
    actions.close_nominations(by=stage.actor("lin_yue"), at=at, season=season)
    actions.open_vote(by=stage.actor("deng_hai"), at=at, season=season)
    citizen, vote = citizen_client(), reverse("portal:honour_vote", args=[season.pk])
    assert citizen.get(vote).status_code == 404
    move_clock(settings, 1)
    assert citizen.post(vote, {}).status_code == 422
    page = citizen.post(vote, {"nomination": found.pk})
    code = Ballot.objects.get().code
    assert code in page.content.decode()
    assert citizen.post(vote, {"nomination": found.pk}).status_code == 409
    say = reverse("portal:honour_comment", args=[found.pk])
    assert citizen.post(say, {"text": "了不起"}).status_code == 302
    assert "了不起" not in text(Client(), "portal:honour_season", season.pk)
    moved = reverse("desk:honour_comment_move", args=[Comment.objects.get().pk, "release"])
    assert sign_in(Client(), "lin_yue").post(moved).status_code == 302
    assert "了不起" in text(Client(), "portal:honour_season", season.pk)
    assert NAME in text(Client(), "portal:honour_season", season.pk, ballot=code)
    table = reverse("portal:honour_ballots", args=[season.pk])
    assert code not in b"".join(Client().get(table).streaming_content).decode()
    move_clock(settings, 1)
    assert f"{code},{found.number}," in b"".join(Client().get(table).streaming_content).decode()


def test_a_juror_marks_in_an_own_order_and_sees_no_other_season(stage: Any, at: Any) -> None:
    season = stage.season()
    found = stage.candidate(season)
    actions.close_nominations(by=stage.actor("lin_yue"), at=at, season=season)
    office, juror = sign_in(Client(), "lin_yue"), sign_in(Client(), "bai_lu")
    judging = reverse("desk:honour_judging", args=[season.pk])
    assert juror.get(judging).status_code == 404
    person = stage.city.people["bai_lu"].pk
    assert office.post(reverse("desk:honour_jury", args=[season.pk]), {"person": person}).status_code == 302
    assert office.post(reverse("desk:honour_jury", args=[season.pk]), {"deed": "draw"}).status_code == 302
    assert NAME in juror.get(judging).content.decode()
    assert juror.get(reverse("desk:honour_nomination", args=[found.pk])).status_code == 404
    marks = reverse("desk:honour_marks", args=[found.pk])
    assert juror.post(marks, {"C1": "12", "C2": "3"}).status_code == 200
    assert juror.post(marks, {"C1": "9", "C2": "3"}).status_code == 302
    assert juror.post(reverse("desk:honour_recuse", args=[found.pk]), {"reason": "邻居"}).status_code == 302
    assert juror.get(marks).status_code == 404
    assert season.jurors.count() == 3


def test_programmes_come_from_a_table_and_go_back_unchanged(stage: Any, at: Any) -> None:
    content = (DATA / "honour-programmes.csv").read_bytes()
    found = spreadsheet.preview_programmes("honour-programmes.csv", content)
    assert {str(error.reason) for error in found.errors} == set()
    assert (found.added_count, found.changed_count) == (16, 2)
    rows = [{**row, "terms": {**row["terms"], "checks": []}} for row in found.values]
    assert actions.import_programmes(by=stage.actor("lin_yue"), at=at, rows=rows) == 18
    again = spreadsheet.preview_programmes("x.csv", b"code,name_zh\nH01,x\n")
    assert again.errors and not again.rows
    office = sign_in(Client(), "lin_yue")
    programme = Programme.objects.get(code="H03")
    edit = reverse("desk:honour_programme_edit", args=[programme.pk])
    form = office.get(edit).context["form"].initial
    given = {name: value for name, value in form.items() if value not in (False, None)} | {"quota": 7}
    assert office.post(edit, given).status_code == 302
    programme.refresh_from_db()
    assert programme.rules.quota == 7 and programme.rules.site_review
    bad = office.post(edit, {**given, "checks": "什么都不是"})
    assert bad.status_code == 200 and bad.context["form"].errors["checks"]
    opened = office.post(reverse("desk:honour_season_open", args=[programme.pk]), {"name_zh": "2026年"})
    assert opened.headers["Location"] == reverse("desk:honour_season", args=[Season.objects.get().pk])


def test_a_plaque_says_what_stands_today(stage: Any, at: Any, settings: Any) -> None:
    unit = stage.city.units["DW26"]
    award = stage.awarded("H06", name=unit.name_zh, unit=unit, honour_class="机关", by="ma_jun")
    actions.make_plaque(by=stage.actor("lin_yue"), at=at + 8 * DAY, award=award)
    address = reverse("portal:plaque", args=[award.plaque])
    move_clock(settings, 9)
    assert unit.name_zh in Client().get(address).content.decode()
    code = sign_in(Client(), "lin_yue").get(reverse("desk:honour_plaque", args=[award.pk]))
    assert code.headers["Content-Type"] == "image/svg+xml"
    actions.give_back_award(by=stage.actor("han_bing"), at=at + 9 * DAY, award=queries.awards_for(SYSTEM).get())
    assert unit.name_zh not in Client().get(address).content.decode()
    assert Client().get(reverse("portal:plaque", args=["x" * 24])).status_code == 404


def test_terms_of_a_season_stay_as_they_were_when_it_opened(stage: Any, at: Any) -> None:
    season = stage.season()
    terms = {**PERSONS, "quota": 50}
    actions.define_programme(
        by=stage.actor("lin_yue"), at=at, code="H01", name_zh="身边好人", cycle="yearly", terms=terms
    )
    assert Season.objects.get(pk=season.pk).rules.quota == 2
    with pytest.raises(Refused, match="exists"):
        stage.season()
