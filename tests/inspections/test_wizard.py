"""The office commits a draw in two steps, two people read the values, and anybody checks the proof."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.config.command import main
from chuangcheng.draws.models import Draw
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Role
from tests.stories import City, sign_in


@pytest.fixture
def second_inspector(city: City) -> None:
    """Gao Yuan inspects too, so that two can go anywhere."""
    grant_role(by=SYSTEM, at=city.at, post=city.posts["gao_yuan"], role=Role.objects.get(code="inspector"))


def a_day_later(city: City, settings: Any) -> None:
    settings.CLOCK_SHIFT_SECONDS += timedelta(days=1).total_seconds()


GIVEN = {
    "stratum0-count": 2,
    "stratum0-reserve": 1,
    "stratum1-count": 3,
    "stratum1-reserve": 2,
    "source0-name": "福彩3D开奖号码",
    "source0-kind": "numbers",
    "source0-where": "2026312 期开奖公告",
    "source0-known_at": "2026-11-24T21:30",
    "name_zh": "十一月实地考察",
    "fails_after": "2027-01-20T18:00",
}


def test_from_the_wizard_to_the_public_proof(
    client: Client,
    city: City,
    settings: Any,
    sites: Any,
    edition: Any,
    second_inspector: None,
    tmp_path: Path,
) -> None:
    sign_in(client, "lin_yue")
    types = {site.site_type.code: site.site_type_id for site in sites.values()}
    assert client.get(reverse("desk:new_draw")).status_code == 200
    scope = {"edition": edition.pk, "site_types": list(types.values()), "level": "subdistrict", "area": "", "total": 6}
    address = f"{reverse('desk:new_draw')}?" + "&".join(
        f"{name}={one}" for name, value in scope.items() for one in (value if isinstance(value, list) else [value])
    )
    page = client.get(address)
    assert "农贸市场·新华街道" in page.content.decode()
    inspectors = [city.posts[key].code for key in ("su_qing", "bai_lu", "gao_yuan")]
    given = {**GIVEN, "inspectors": inspectors}
    assert client.post(address, given).status_code == 200, "the frame must be confirmed"
    client.post(address, {**given, "is_checked": "on"})
    draw = Draw.objects.get()
    assert [(s.code, s.pool_count, s.sample_count) for s in draw.strata.all()] == [
        ("P01@XG-XH", 4, 2),
        ("P12@XG-XH", 10, 3),
        ("all", 3, 3),
    ]
    values = reverse("desk:draw_values", args=[draw.pk])
    early = client.post(values, {"s1": "7 2 9"})
    assert early.status_code == 200
    assert not draw.entropy_entries.exists()
    a_day_later(city, settings)
    client.post(values, {"s1": "7 2 9"})
    assert "7 2 9" not in client.get(reverse("desk:draw", args=[draw.pk])).content.decode()
    sign_in(client, "gao_yuan")
    client.post(values, {"s1": "9, 7, 2"})
    sign_in(client, "lin_yue")
    client.post(reverse("desk:run_draw", args=[draw.pk]))
    client.post(reverse("desk:reveal_draw", args=[draw.pk]))
    client.logout()
    public = client.get(reverse("portal:draw", args=[draw.serial])).content.decode()
    assert "第" in public
    assert "苏晴" not in public
    proof = tmp_path / "proof.json"
    proof.write_bytes(client.get(reverse("portal:draw_proof", args=[draw.serial])).content)
    assert main(["draw", "verify", str(proof)]) == 0
