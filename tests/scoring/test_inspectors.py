"""How inspectors judge: five stops judged apart and two calibrations, read by the office alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.calibrations.actions import add_scene, end_calibration, judge_scene, open_calibration, plan_calibration
from chuangcheng.calibrations.models import Scene
from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.inspections.actions import finish_visit
from chuangcheng.inspections.models import Observation, Round, Visit
from chuangcheng.kit.refused import NotAllowed
from chuangcheng.scoring.readings import inspectors as read
from tests.inspections.conftest import photo, record_all
from tests.inspections.test_double import a_round, pair_at
from tests.stories import City, sign_in

REFERENCES = ("fail", "pass", "pass")


@pytest.fixture
def doubled(city: City, at: datetime, edition: Any, sites: dict[str, Any], inspectors: Any) -> Round:
    """At the first stop the first finds one thing that the second does not; else they agree."""
    made = a_round(city, at, edition, sites, 5)
    for number, visit in enumerate(Visit.objects.filter(round=made).order_by("position")):
        first, second = pair_at(city, visit)
        record_all(first, at, visit, **({f"{visit.stratum_code}_01": "fail"} if number == 0 else {}))
        record_all(second, at, visit)
        finish_visit(by=first, at=at, visit=visit)
        finish_visit(by=second, at=at, visit=Visit.objects.get(pk=visit.pk))
    return made


def _calibration(city: City, at: datetime, edition: Any, code: str, **said: tuple[str, ...]) -> None:
    office = city.actor("lin_yue")
    closes_on = at.date() + timedelta(days=7)
    made = plan_calibration(by=office, at=at, code=code, name_zh=code, edition=edition, closes_on=closes_on)
    points = list(CheckPoint.objects.filter(edition=edition, code__startswith="P12").order_by("code"))
    for number, (point, reference) in enumerate(zip(points, REFERENCES, strict=True)):
        shown = [photo(at, f"#{number * 40:02x}8080")]
        add_scene(by=office, at=at, calibration=made, check_point=point, reference=reference, photos=shown, reason="")
    made = open_calibration(by=office, at=at, calibration=made)
    for key, verdicts in said.items():
        scenes = Scene.objects.filter(calibration=made).select_related("calibration").order_by("position")
        for scene, verdict in zip(scenes, verdicts, strict=True):
            judge_scene(by=city.actor(key), at=at, scene=scene, verdict=verdict)
    end_calibration(by=office, at=at, calibration=made)


@pytest.fixture
def calibrated(city: City, at: datetime, edition: Any) -> None:
    """Su Qing fails what is met, at first once, then always; Bai Lu is right, but once does not see the thing."""
    _calibration(city, at - timedelta(days=90), edition, "C1", su_qing=("fail", "fail", "pass"), bai_lu=REFERENCES)
    _calibration(city, at, edition, "C2", su_qing=("fail", "fail", "fail"), bai_lu=("fail", "pass", "not_observed"))


def test_pairs_of_the_round_with_their_coefficients(city: City, at: datetime, doubled: Round) -> None:
    found = read(city.actor("lin_yue"), at)
    pairs = Observation.objects.filter(visit__round=doubled, reading=1).count()
    assert (found.whole.things, found.whole.stops) == (pairs, 5)
    assert found.whole["observed"].value == pytest.approx(1 - 1 / pairs)
    assert found.whole["specific:fail"].value == 0, "the one thing that was found only one of them found"
    kappa, ac1 = found.whole["cohen"].value, found.whole["gwet"].value
    assert kappa is not None and ac1 is not None and kappa <= 0.01 < 0.8 < ac1
    assert found.whole.is_few and [row.round for row in found.rounds] == [doubled]
    assert found.met_share == pytest.approx(1 - 1 / (2 * pairs))


def test_leanings_are_drawn_to_the_middle_and_stand_by_unit(city: City, at: datetime, calibrated: None) -> None:
    found = read(city.actor("lin_yue"), at)
    assert [row.calibration.code for row in found.calibrations] == ["C1", "C2"]
    assert [judge.name for judge in found.judges] == ["苏晴", "白露"], "DW35 stands before DW49, whoever leans how"
    su_qing, bai_lu = found.judges
    assert (su_qing.lean.readings, bai_lu.lean.readings) == (6, 5), "not observed is no reading"
    assert su_qing.lean.plain == pytest.approx(3 / 6) and bai_lu.lean.plain == 0
    assert 0 < su_qing.lean.value < 0.5 and su_qing.is_few
    assert su_qing.drift is not None and su_qing.drift[0] == pytest.approx(1 / 3) and not su_qing.has_drifted
    assert found.calibrations[0].summary["cohen"].value == pytest.approx(0.4)


def test_only_the_office_reads_it(
    client: Client, city: City, at: datetime, doubled: Round, calibrated: None, django_assert_max_num_queries: Any
) -> None:
    address = reverse("desk:inspectors")
    for reader in ("deng_hai", "he_ping", "su_qing", "ma_jun"):
        sign_in(client, reader)
        assert client.get(address).status_code == 404
    with pytest.raises(NotAllowed):
        read(city.actor("deng_hai"), at)
    sign_in(client, "lin_yue")
    with django_assert_max_num_queries(30):
        text = client.get(address).content.decode()
    assert "评判数量少" in text and "题数太少，无法判断" in text and "AC1" in text
    assert text.index("苏晴") < text.index("白露")
    assert address in client.get(reverse("desk:calibrations")).content.decode()


def test_before_any_reading_the_page_says_so(client: Client, city: City) -> None:
    sign_in(client, "lin_yue")
    page = client.get(reverse("desk:inspectors"))
    assert page.status_code == 200 and page.context["found"].judges == ()
