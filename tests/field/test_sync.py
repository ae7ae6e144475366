"""Su Qing walks her round without a network and sends it later: nothing is lost, doubled or entered half."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from chuangcheng.accounts.models import Device
from chuangcheng.cases.models import Case
from chuangcheng.evidence.models import File
from chuangcheng.inspections.actions import end_round
from chuangcheng.inspections.models import Observation, Round, Signal, Visit
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import make_signs, revoke_sign
from chuangcheng.receipts.models import Part, Submission, Upload
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role
from tests.field.phone import Phone, digest, picture, record_of
from tests.inspections.conftest import inspector_of, record_all
from tests.stories import City, sign_in

pytestmark = pytest.mark.django_db
Phones = Callable[[str], Phone]
Work = Callable[[], Any]


@pytest.fixture
def market(opened: Round, phone_of: Phones) -> tuple[Phone, dict[str, Any], dict[str, Any]]:
    """An inspector's phone with today's packet, and a market in it that still waits."""
    for key in ("bai_lu", "gao_yuan", "lin_yue", "su_qing"):
        phone = phone_of(key)
        packet = phone.packet().json()
        stop = next((one for one in packet["stops"] if one["site"]["code"].startswith("P12")), None)
        if stop is not None:
            return phone, packet, stop
    raise AssertionError("somebody inspects a market")


def test_the_packet_holds_the_day_and_nothing_of_a_round_that_is_not_open(
    city: City, planned: Round, phone_of: Phones
) -> None:
    phone = phone_of("bai_lu")
    assert phone.packet().json()["stops"] == []
    city_actor = city.actor("lin_yue")
    from chuangcheng.inspections.actions import open_round

    open_round(by=city_actor, at=city.at, round=planned)
    answer = phone.packet()
    packet = answer.json()
    assert packet["stops"] and packet["check_points"] and packet["editions"][0]["code"] == "city-2026"
    for stop in packet["stops"]:
        assert {str(pk) for pk in stop["check_points"]} <= set(packet["check_points"])
        assert all(one["site"]["code"] != stop["site"]["code"] for one in stop["reserve"])
    again = phone.packet(**{"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_packet_names_the_signs_of_a_stop_by_their_digests(market: tuple[Phone, Any, Any], at: datetime) -> None:
    phone, _packet, stop = market
    code = stop["site"]["code"]
    torn = make_signs(by=SYSTEM, at=at, kind="site", codes=[code])[0]
    revoke_sign(by=SYSTEM, at=at, sign=torn, reason="被撕毁")
    hangs = make_signs(by=SYSTEM, at=at, kind="site", codes=[code])[0]
    answer = phone.packet()
    shown = {one["site"]["code"]: one["site"]["signs"] for one in answer.json()["stops"]}
    assert shown[code] == [hashlib.sha256(hangs.token.encode()).hexdigest()]
    assert hangs.token not in answer.content.decode(), "nobody can make up a sign from a packet"


def test_the_packet_asks_a_bounded_number_of_queries(
    market: tuple[Phone, Any, Any], django_assert_max_num_queries: Any
) -> None:
    phone, _packet, _stop = market
    with django_assert_max_num_queries(40):
        phone.packet()


def answer_at(packet: dict[str, Any], record: dict[str, Any], code: str) -> dict[str, Any]:
    """The record's answer at a check point by its code."""
    return next(
        one for one in record["observations"] if packet["check_points"][str(one["check_point"])]["code"] == code
    )


def test_a_visit_with_a_photo_is_entered_once_its_bytes_are_here(
    market: tuple[Phone, Any, Any], work: Work, django_capture_on_commit_callbacks: Any
) -> None:
    phone, packet, stop = market
    photo = picture("brown")
    scale = picture("white")
    record = record_of(packet, stop, fails={"P12-01": digest(photo)})
    ask = next(
        one for one in record["observations"] if packet["check_points"][str(one["check_point"])]["code"] == "P12-02"
    )
    ask["photos"] = [{"sha256": digest(scale), "kind": "found", "source": "camera"}]
    answer = phone.send(record)
    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["state"] == "waiting" and sorted(receipt["missing"]) == sorted([digest(photo), digest(scale)])
    work()
    assert Visit.objects.get(pk=stop["visit"]).state == "planned"
    phone.upload(photo)
    phone.upload(scale)
    with django_capture_on_commit_callbacks(execute=True):
        work()
    assert phone.state(record["id"]).json()["state"] == "applied", phone.state(record["id"]).json()
    visit = Visit.objects.get(pk=stop["visit"])
    assert visit.state == "done" and visit.visited_at.minute == 25
    failed = visit.observations.get(verdict="fail")
    assert failed.photos.get().file.sha256 == digest(photo)
    case = Case.objects.get()
    assert case.state == "dispatched" and case.photos.count() == 1
    assert case.description.startswith("地面无污水垃圾：地面有污水")
    [over] = [one for one in phone.packet().json()["finished"] if one["visit"] == visit.pk]
    assert [one["number"] for one in over["cases"]] == [case.number]
    assert not Upload.objects.exists() and not Part.objects.exists()
    assert set(Entry.objects.filter(verb__startswith="receipts.").values_list("verb", flat=True)) >= {
        "receipts.receive_submission",
        "receipts.complete_upload",
        "receipts.settle_submission",
    }


def test_corrected_on_the_spot_with_its_second_photo(market: tuple[Phone, Any, Any], work: Work) -> None:
    """即整即改: the verdict stays, its case is closed at once with both pictures."""
    phone, packet, stop = market
    found, mended = phone.upload(picture("brown")), phone.upload(picture("green"))
    record = plain(packet, stop)
    photos = [{"sha256": found, "kind": "found"}, {"sha256": mended, "kind": "corrected"}]
    answer_at(packet, record, "P12-01").update(verdict="fail", photos=photos, is_corrected_on_spot=True, note="已冲洗")
    phone.send(record)
    work()
    row = Observation.objects.get(verdict="fail")
    assert (row.is_corrected_on_spot, row.photos.count()) == (True, 2)
    assert Case.objects.get().photos.count() == 2


def test_answers_that_are_here_already_come_with_their_pictures(market: tuple[Phone, Any, Any], city: City) -> None:
    phone, _packet, stop = market
    visit = Visit.objects.get(pk=stop["visit"])
    record_all(inspector_of(city, visit), city.at, visit, P12_01="fail")
    fresh = next(one for one in phone.packet().json()["stops"] if one["visit"] == visit.pk)
    kinds = {one["check_point"]: [photo["kind"] for photo in one["photos"]] for one in fresh["answers"]}
    failed = visit.observations.get(verdict="fail")
    assert kinds[failed.check_point_id] == ["found"] and len(kinds) == len(stop["check_points"])


def test_pictures_before_the_record(market: tuple[Phone, Any, Any], work: Work) -> None:
    phone, packet, stop = market
    record = record_of(packet, stop, fails={"P12-01": phone.upload(picture("brown")), "P12-02": ""})
    answer_at(packet, record, "P12-02").update(photos=[{"sha256": phone.upload(picture("white"))}])
    assert phone.send(record).json()["missing"] == []
    work()
    assert Visit.objects.get(pk=stop["visit"]).state == "done"


def plain(packet: dict[str, Any], stop: dict[str, Any]) -> dict[str, Any]:
    """A record that needs no photo: the scale could not be observed."""
    record = record_of(packet, stop)
    answer_at(packet, record, "P12-02")["verdict"] = "not_observed"
    return record


def test_the_same_record_twice_is_one_receipt(market: tuple[Phone, Any, Any], work: Work) -> None:
    phone, packet, stop = market
    record = plain(packet, stop)
    first = phone.send(record)
    again = phone.send({**record, "sent_at": "2026-11-24T09:45:00+08:00"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["receipt"] == again.json()["receipt"]
    work()
    assert phone.send(record).json()["state"] == "applied"
    assert Submission.objects.count() == 1 and Observation.objects.count() == len(stop["check_points"])


def test_the_same_number_with_other_contents_is_kept_for_a_person(
    market: tuple[Phone, Any, Any], work: Work, city: City
) -> None:
    phone, packet, stop = market
    record = plain(packet, stop)
    phone.send(record)
    work()
    other = {**record, "note": "后来补写"}
    answer = phone.send(other)
    assert answer.status_code == 409 and answer.json()["state"] == "conflict"
    assert phone.send(other).json()["receipt"] == answer.json()["receipt"]
    assert Submission.objects.count() == 2
    office = sign_in(Client(), city.lin_yue)
    rival = Submission.objects.get(state="conflict")
    page = office.get(f"/desk/rounds/records/{rival.pk}/")
    assert "后来补写" in page.content.decode()
    refused = office.post(f"/desk/rounds/records/{rival.pk}/apply/")
    assert refused.status_code == 302
    rival.refresh_from_db()
    assert rival.state in ("applied", "conflict")
    if rival.state == "conflict":
        office.post(f"/desk/rounds/records/{rival.pk}/discard/", {"reason": "以首次记录为准"})
        rival.refresh_from_db()
        assert rival.state == "discarded"


def test_what_came_after_the_end_of_the_round_waits_for_a_person(
    market: tuple[Phone, Any, Any], work: Work, city: City, opened: Round
) -> None:
    phone, packet, stop = market
    end_round(by=city.actor("lin_yue"), at=city.at, round=opened)
    phone.send(plain(packet, stop))
    work()
    row = Submission.objects.get()
    assert row.state == "conflict" and row.code in ("round_not_open", "wrong_state")
    office = sign_in(Client(), city.lin_yue)
    listed = office.get("/desk/rounds/records/").content.decode()
    assert f"/desk/rounds/records/{row.pk}/" in listed
    assert office.get("/desk/inbox/").status_code == 200


def test_a_colleague_of_the_same_stop(market: tuple[Phone, Any, Any], work: Work, city: City, phone_of: Phones) -> None:
    phone, packet, stop = market
    phone.send(plain(packet, stop))
    work()
    visit = Visit.objects.get(pk=stop["visit"])
    own = Submission.objects.get().person_id
    keys = {post.pk: key for key, post in city.posts.items()}
    people = {keys[one.post_id] for one in visit.inspectors.all()}
    mate = phone_of(next(key for key in people if city.people[key].pk != own))
    same = plain(packet, stop)
    mate.send(same)
    other = plain(packet, stop)
    other["observations"][0]["verdict"] = "not_applicable"
    mate.send(other)
    work()
    assert mate.state(same["id"]).json()["state"] == "applied"
    told = mate.state(other["id"]).json()
    assert (told["state"], told["code"]) == ("conflict", "already_done") and told["message"]


def test_closed_and_on_to_the_reserve_whatever_arrives_first(market: tuple[Phone, Any, Any], work: Work) -> None:
    phone, packet, stop = market
    spare = stop["reserve"][0]
    shut = {**record_of(packet, stop), "kind": "not_possible", "reason": "市场停业改造", "observations": []}
    there = plain(packet, {**stop, **spare, "visit": None})
    there["reserve"] = {"of_visit": stop["visit"], "rank": spare["rank"]}
    phone.send(there)
    work()
    assert phone.state(there["id"]).json()["state"] == "waiting"
    phone.send(shut)
    work()
    assert phone.state(shut["id"]).json()["state"] == "applied"
    assert phone.state(there["id"]).json()["state"] == "applied"
    visit = Visit.objects.get(kind="reserve")
    assert (visit.site_id, visit.state, visit.replaces_id) == (spare["site"]["id"], "done", stop["visit"])


def test_signals_are_noted_and_block_nothing(market: tuple[Phone, Any, Any], work: Work, city: City) -> None:
    phone, packet, stop = market
    record = plain(packet, stop)
    record["sent_at"] = "2026-11-24T07:30:00+08:00"
    record["position"]["lat"] += 0.02
    record["position"]["is_mocked"] = True
    record["findings"] = [
        {
            "id": "11111111-1111-4111-8111-111111111111",
            "text": "市场门口井盖缺失",
            "severity": 3,
            "photos": [{"sha256": phone.upload(picture("black")), "taken_at": "2026-10-01T08:00:00+08:00"}],
        }
    ]
    asked = [
        one for one in record["observations"] if packet["check_points"][str(one["check_point"])]["photo"] == "none"
    ]
    asked[0]["photos"] = [{"sha256": phone.upload(picture("pink"))}]
    phone.send(record)
    work()
    visit = Visit.objects.get(pk=stop["visit"])
    assert visit.state == "done"
    kinds = set(Signal.objects.filter(visit=visit).values_list("kind", flat=True))
    assert kinds == {"clock_skew", "mocked_position", "distant_position", "old_picture", "picture_not_asked"}
    assert not File.objects.filter(sha256=digest(picture("pink"))).exists()
    text = sign_in(Client(), city.lin_yue).get(f"/desk/rounds/visits/{visit.pk}/").content.decode()
    assert "记录位置距点位较远" in text and "2224米" in text.replace(",", "")


def test_a_broken_picture_is_never_shown_and_becomes_a_signal(
    market: tuple[Phone, Any, Any], work: Work, city: City
) -> None:
    phone, packet, stop = market
    broken = picture("brown", (400, 300))[:700]
    record = plain(packet, stop)
    photos = [{"sha256": phone.upload(broken)}]
    answer_at(packet, record, "P12-01").update(verdict="fail", photos=photos, note="污水")
    phone.send(record)
    work()
    visit = Visit.objects.get(pk=stop["visit"])
    assert visit.state == "done"
    assert Signal.objects.filter(visit=visit, kind="broken_picture").exists()
    shown = visit.observations.get(verdict="fail").photos.get()
    answer = sign_in(Client(), city.lin_yue).get(f"/desk/rounds/photos/{shown.pk}/shown/")
    assert answer["Content-Type"] == "image/svg+xml"


def test_leaders_visit_with_the_same_app(opened: Round, phone_of: Phones, work: Work, city: City, sites: Any) -> None:
    leader = phone_of("deng_hai")
    found = leader.client.get("/field/sites.json", {"q": "第9市场"}, headers=leader.headers()).json()
    [site] = found["sites"]
    record = {
        "id": "22222222-2222-4222-8222-222222222222",
        "kind": "free_visit",
        "site": site["id"],
        "observations": [{"check_point": site["check_points"][0], "verdict": "pass"}],
        "findings": [{"text": "入口指示牌破损"}],
    }
    assert leader.send(record).status_code == 201
    work()
    visit = Visit.objects.get(kind="free")
    assert visit.state == "done" and not visit.is_designed
    assert visit.inspectors.get().post_id == city.posts["deng_hai"].pk
    assert Case.objects.get().description == "入口指示牌破损"


def test_old_contents_and_nobodys_pictures_are_swept(market: tuple[Phone, Any, Any], work: Work, city: City) -> None:
    from chuangcheng.receipts.actions import forget_contents, sweep_uploads

    phone, packet, stop = market
    phone.upload(picture("olive"))
    phone.send(plain(packet, stop))
    work()
    assert sweep_uploads(by=SYSTEM, at=city.at + timedelta(days=13)) == 0
    assert sweep_uploads(by=SYSTEM, at=city.at + timedelta(days=15)) == 1
    assert forget_contents(by=SYSTEM, at=city.at + timedelta(days=91)) == 1
    row = Submission.objects.get()
    assert row.content == {} and row.sha256 and row.receipt


def test_a_revoked_phone_gets_nothing_and_sends_nothing(market: tuple[Phone, Any, Any], city: City) -> None:
    phone, packet, stop = market
    device = Device.objects.get(uid=phone.device)
    sign_in(Client(), city.lin_yue).post(f"/desk/account/devices/{device.pk}/revoke/")
    for answer in (phone.packet(), phone.send(plain(packet, stop)), phone.register()):
        assert (answer.status_code, answer.json()["code"]) == (403, "device_revoked")
    assert not Submission.objects.exists()


def test_a_recheck_shows_the_pictures_of_its_case(
    market: tuple[Phone, Any, Any], work: Work, city: City, phone_of: Phones
) -> None:
    from chuangcheng.cases.actions import accept_case, close_case, submit_case
    from chuangcheng.inspections.actions import plan_recheck

    phone, packet, stop = market
    record = plain(packet, stop)
    photos = [{"sha256": phone.upload(picture("brown"))}]
    answer_at(packet, record, "P12-01").update(verdict="fail", photos=photos, note="污水")
    phone.send(record)
    work()
    case = Case.objects.get()
    people = {post.unit_id: key for key, post in city.posts.items() if post.is_liaison}
    unit = city.actor(people[case.unit_id])
    accept_case(by=unit, at=city.at, case=case)
    after = case.photos.get().file
    submit_case(by=unit, at=city.at, case=case, cause="清扫不及时", measure="已清扫", photos=[after])
    close_case(by=SYSTEM, at=city.at, case=case)
    inspector = city.posts["bai_lu"] if case.unit.code != "DW49" else city.posts["su_qing"]
    visit = plan_recheck(by=city.actor("lin_yue"), at=city.at, case=case, posts=[inspector])
    key = "bai_lu" if case.unit.code != "DW49" else "su_qing"
    walker = phone_of(key)
    found = next(one for one in walker.packet().json()["stops"] if one["visit"] == visit.pk)
    assert found["recheck"]["number"] == case.number and found["recheck"]["photos"]
    address = found["recheck"]["photos"][0]["picture"]
    assert walker.client.get(address).status_code == 200
    assert phone_of("gao_yuan").client.get(address).status_code == 404


def test_a_record_that_names_somebody_elses_stop_learns_nothing(
    market: tuple[Phone, Any, Any], work: Work, city: City, phone_of: Phones
) -> None:
    """Right or wrong guesses of site and answers get the same reply, and the record's page shows no visit."""
    phone, packet, stop = market
    phone.send(plain(packet, stop))
    work()
    # 许兰 becomes an inspector only after the draw, so the visit is never hers; a verifier would see it rightfully.
    inspector = Role.objects.get(code="inspector")
    grant_role(by=SYSTEM, at=city.at, post=city.posts["xu_lan"], role=inspector, unit=None)
    spy = phone_of("xu_lan")
    right = plain(packet, stop)
    wrong = {**plain(packet, stop), "site": stop["site"]["id"] + 1}
    for record in (right, wrong):
        spy.send(record)
    work()
    assert {spy.state(one["id"]).json()["code"] for one in (right, wrong)} == {"unknown_stop"}
    row = Submission.objects.get(uid=right["id"])
    page = spy.client.get(f"/desk/rounds/records/{row.pk}/").content.decode()
    assert "已录入的内容" not in page and f"/desk/rounds/visits/{stop['visit']}/" not in page
