"""The city takes a new key: what any room has sealed is moved to it, and the old key can go."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from chuangcheng.accounts.models import CitizenAccount
from chuangcheng.accounts.queries import citizen_phone
from chuangcheng.honours.models import Nomination
from chuangcheng.honours.queries import contact_of
from chuangcheng.inspections.actions import make_year_plan
from chuangcheng.inspections.actions.yearly import SEALED_FOR
from chuangcheng.inspections.models import YearPlan
from chuangcheng.inspections.yearly import commitment
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.resealing import table_of, tables
from chuangcheng.kit.sealed import open_value
from chuangcheng.operations.actions import reseal_values
from chuangcheng.operations.jobs import reseal
from chuangcheng.operations.models import SealWalk
from chuangcheng.proceedings.models import Proceeding
from chuangcheng.receipts.models import Submission
from chuangcheng.surveys.entering import veiled
from chuangcheng.volunteering.models import Volunteer
from chuangcheng.volunteering.sealing import born_on, guardian_of
from tests.citizens import citizen_client
from tests.honours.conftest import Stage, stage
from tests.volunteering.conftest import CHILD, volunteer_client

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
PHONE, CONTACT = "13900008888", "13900001111"
TABLES = (
    "accounts.CitizenAccount",
    "honours.Nomination",
    "inspections.YearPlan",
    "proceedings.Proceeding",
    "receipts.Submission",
    "volunteering.Volunteer",
)


@pytest.fixture
def sealed(stage: Stage, at: datetime, settings: Any) -> Stage:
    """A nominee's contact and the letter's party, a citizen, a young volunteer's guardian, a year's secret, an
    interview that waits to be entered."""
    settings.SAMPLE_CITY = True
    stage.awarded(contact=CONTACT)
    citizen_client(PHONE, "司徒静好")
    volunteer_client(7, at, born=CHILD, guardian_name="王大明", guardian_phone=PHONE)
    make_year_plan(by=stage.actor("lin_yue"), at=at, year=2027)
    Submission.objects.create(
        uid=uuid4(),
        receipt=uuid4(),
        person=stage.city.people["su_qing"],
        kind="interview",
        content=veiled({"answers": {"Q1": "满意"}, "cell": 5}),
        sha256="0" * 64,
        received_at=at,
    )
    return stage


def new_key(settings: Any, name: str = "a new key of the city") -> str:
    old: str = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = name, [old]
    return old


def held() -> dict[str, int]:
    """Label -> rows with something sealed."""
    return {table.label: sum(any(row[name] for name in table.columns) for row in table.rows("")) for table in tables()}


def test_everything_sealed_opens_after_the_old_key_has_gone(sealed: Stage, at: datetime, settings: Any) -> None:
    assert all(held()[label] for label in TABLES)
    new_key(settings)
    hashes = set(CitizenAccount.objects.values_list("phone_hash", flat=True))
    reseal.call()
    settings.SECRET_KEY_FALLBACKS = []
    for table in tables():
        assert not any(table.change(row) for row in table.rows("")), table.label
    assert contact_of(sealed.actor("lin_yue"), Nomination.objects.get()) == CONTACT
    assert not hashes & set(CitizenAccount.objects.values_list("phone_hash", flat=True))
    assert citizen_phone(citizen_client(PHONE).citizen.id) == PHONE, "the same account is found under the new key"
    assert CitizenAccount.objects.count() == len(hashes)
    assert (
        open_value(Proceeding.objects.get().party_sealed, "honours.nomination").decode()
        == Nomination.objects.get().number
    )
    plan = YearPlan.objects.get()
    assert commitment(open_value(plan.secret_sealed, SEALED_FOR)) == plan.commitment_sha256
    assert Submission.objects.get().content["cell"] == 5
    payloads = str(list(Entry.objects.filter(verb="operations.reseal_values").values_list("payload", flat=True)))
    assert CONTACT not in payloads and "'table': 'honours.Nomination'" in payloads


def test_the_guardian_and_the_day_of_birth_move_too(sealed: Stage, settings: Any) -> None:
    new_key(settings)
    reseal.call()
    settings.SECRET_KEY_FALLBACKS = []
    child = Volunteer.objects.get()
    assert (born_on(child), guardian_of(child)) == (CHILD, ("王大明", PHONE))


def test_a_table_is_walked_twice_a_day_apart_and_then_left_alone(sealed: Stage, at: datetime, settings: Any) -> None:
    """A worker that was started before the change may still seal under the old key."""
    table = table_of("honours.Nomination")

    def walked(days: float) -> int:
        while reseal_values(by=SYSTEM, at=at + timedelta(days=days), table=table):
            continue
        return int(SealWalk.objects.get(table=table.label).times)

    before = Nomination.objects.get().contact_sealed
    new_key(settings)
    assert walked(0) == 1
    assert Nomination.objects.get().contact_sealed != before
    Nomination.objects.update(contact_sealed=before)
    assert walked(0.5) == 1 and Nomination.objects.get().contact_sealed == before
    assert walked(1.1) == 2 and Nomination.objects.get().contact_sealed != before
    moved = Nomination.objects.get().contact_sealed
    assert walked(30) == 2 and Nomination.objects.get().contact_sealed == moved
    new_key(settings, "a third key of the city")
    assert walked(31) == 1 and Nomination.objects.get().contact_sealed != moved


def test_what_no_key_opens_is_counted_and_left_and_what_changed_meanwhile_is_not_overwritten(
    sealed: Stage, at: datetime, settings: Any
) -> None:
    table = table_of("honours.Nomination")
    Nomination.objects.update(contact_sealed="nonsense")
    new_key(settings)
    reseal_values(by=SYSTEM, at=at, table=table)
    assert Nomination.objects.get().contact_sealed == "nonsense"
    entry = Entry.objects.filter(verb="operations.reseal_values").get()
    assert (entry.payload["count"], entry.payload["lost"]) == (0, 1)
    row = next(iter(table_of("receipts.Submission").rows("")))
    changed = table_of("receipts.Submission").change(row)
    Submission.objects.update(content={})
    assert changed and not table_of("receipts.Submission").move(row, changed)
    assert Submission.objects.get().content == {}
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Refused, match="cannot_unseal"):
        table_of("honours.Nomination").change(next(iter(table.rows(""))))
