"""A clean-up may put a case right: the leader proposes, the case's own unit hands it in, others verify as always."""

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.cases.actions import accept_case, dispatch_case, open_case
from chuangcheng.evidence.actions import examine_file
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.places.actions import make_signs
from chuangcheng.places.queries import place_of
from chuangcheng.volunteering.actions import (
    add_photo,
    name_leader,
    propose_case,
    release_photo,
    sign_up,
    withdraw_photo,
)
from chuangcheng.volunteering.models import Proposal
from tests.participation.conftest import picture
from tests.stories import sign_in
from tests.volunteering.conftest import campaign_of, shift_of, volunteer_client

NAME = "令狐听雨"


@pytest.fixture
def case(street, at):
    """Litter on the street, given to the market bureau, which took it on."""
    said = {"source": "citizen", "description": "路边散落垃圾"}
    made = open_case(by=SYSTEM, at=at, place=place_of(street.segment), **said)
    dispatch_case(by=street.actor("lin_yue"), at=at, case=made, unit=street.units["DW35"], reason="经营者门前")
    return accept_case(by=street.actor("luo_jia"), at=at, case=made)


def test_a_case_is_proposed_by_the_leader_and_handed_in_by_its_unit(street, at, case):
    shift, elsewhere = (shift_of(street, at, campaign_of(street, at, code=code), hours=1) for code in ("V01", "V02"))
    leader = volunteer_client(1, at, name=NAME)
    sign_up(by=leader.by, at=at, shift=shift)
    name_leader(by=SYSTEM, at=at, shift=shift, volunteer=leader.volunteer)
    lead = reverse("portal:volunteer_lead", args=[shift.pk])
    assert case.number in leader.get(lead).content.decode()
    leader.post(lead, {"word": "propose", "case": case.pk})
    assert not Proposal.objects.exists(), "not without a picture after the work"
    photo = add_photo(by=SYSTEM, at=at, shift=shift, kind="after", content=picture())
    examine_file(by=SYSTEM, at=at, file=photo.file)
    leader.post(lead, {"word": "propose", "case": case.pk})
    proposal = Proposal.objects.get()
    page = reverse("desk:volunteer_shift", args=[shift.pk])
    unit = sign_in(Client(), "luo_jia")
    shown = unit.get(page).content.decode()
    assert case.number in shown and NAME not in shown and leader.volunteer.number not in shown
    assert unit.get(reverse("desk:volunteer_shift", args=[elsewhere.pk])).status_code == 404
    move = reverse("desk:volunteer_shift_move", args=[shift.pk])
    given = {"move": "hand_in", "proposal": proposal.pk, "cause": "清扫不及时", "measure": "志愿者集中清理"}
    unit.post(move, given)
    case.refresh_from_db()
    assert (case.state, case.submissions.count()) == ("submitted", 1)
    unit.post(move, given)
    assert case.submissions.count() == 1


def test_a_case_of_another_place_cannot_be_proposed(street, at):
    shift = shift_of(street, at, campaign_of(street, at))
    said = {"source": "citizen", "description": "路灯不亮"}
    far = open_case(by=SYSTEM, at=at, place=place_of(street.areas["GC-WJ"]), **said)
    with pytest.raises(Refused, match="elsewhere"):
        propose_case(by=street.actor("han_bing"), at=at, shift=shift, case=far)


def test_what_was_cleaned_up_is_on_the_page_of_the_place_once_both_pictures_are_released(street, at):
    shift = shift_of(street, at, campaign_of(street, at, code="V01"), hours=1)
    office = sign_in(Client(), "lin_yue")
    page = reverse("desk:segment", args=[shift.segment_id])
    sign = make_signs(by=SYSTEM, at=at, kind="segment", codes=[shift.segment.code])[0]
    scanned = reverse("portal:sign", args=[sign.token])
    photos = [add_photo(by=SYSTEM, at=at, shift=shift, kind=kind, content=picture()) for kind in ("before", "after")]
    addresses = [reverse("portal:volunteer_photo", args=[one.pk, "shown"]) for one in photos]
    for one in photos:
        examine_file(by=SYSTEM, at=at, file=one.file)
        one.refresh_from_db()
        assert not any(address in office.get(page).content.decode() for address in addresses)
        release_photo(by=SYSTEM, at=at, photo=one)
    shown = office.get(page).content.decode()
    assert all(address in shown for address in addresses) and "志愿者清理" in shown
    assert all(address in Client().get(scanned).content.decode() for address in addresses)
    withdraw_photo(by=SYSTEM, at=at, photo=photos[0])
    for whole in (office.get(page), Client().get(scanned)):
        assert not any(address in whole.content.decode() for address in addresses)
