"""Red and black lists, a special campaign, violations in traffic. Nobody in it exists: numbers have a region that no
register knows, plates a letter that no office issues, and whoever is named is a firm that was made up."""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice
from random import Random

from chuangcheng.exposures import actions as exposures
from chuangcheng.exposures.queries import Violation, ViolationKind
from chuangcheng.integrity import actions as integrity
from chuangcheng.integrity.queries import Entry, Field, Ground
from chuangcheng.integrity.rules import is_credit_code
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import import_facilities
from chuangcheng.places.queries import FacilityKind
from chuangcheng.proceedings.actions import decide_proceeding, give_notice, record_service, review_proceeding
from chuangcheng.proceedings.queries import Proceeding, seen_mark
from chuangcheng.sample.caught import caught, to_cover
from chuangcheng.sample.foundations import SEED, SOURCE, table
from chuangcheng.sample.geography import crossings
from chuangcheng.sample.invented import WORDS
from chuangcheng.sample.moments import after, local_date, opening
from chuangcheng.sample.scenery import Scenery
from chuangcheng.units.queries import Unit

REVIEWER, DECIDER = "jiangwen", "denghai"
ENTRIES = (
    ("R03", 60, True),
    ("R01", 40, True),
    ("X08", 50, True),
    ("X04", 75, True),
    ("X16", 12, False),
    ("R02", 6, False),
)
"""Ground, entered so many days ago, whether it has come to its decision."""
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VIOLATIONS = 90
RED_LIGHT = "TV03"
"""What the drawn picture shows."""
FACILITIES = 24


def has_lists() -> bool:
    """True once there is an entry."""
    return Entry.objects.exists()


def lists(scenery: Scenery) -> None:
    """Grounds; six firms on the way to a list or on it; a campaign with two reports."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    start = opening(scenery.now - timedelta(days=120))
    integrity.import_grounds(by=scenery.office, at=start, fields=_fields(units), grounds=_grounds(units))
    names = _firms(Random(SEED + 71))
    for number, (ground, days_ago, is_decided) in enumerate(ENTRIES, start=1):
        at = opening(scenery.now - timedelta(days=days_ago))
        _entry(scenery, Ground.objects.get(code=ground), next(names), number, at, is_decided=is_decided)
    _campaign(scenery, units)


def _fields(units: dict[str, Unit]) -> list[dict[str, object]]:
    return [
        {"code": r["code"], "name_zh": r["name_zh"], "name_en": r["name_en"], "lead_unit": units[r["lead_unit"]]}
        for r in table("integrity-fields")
    ]


def _grounds(units: dict[str, Unit]) -> list[dict[str, object]]:
    return [
        {**row, "authority": units[row["authority_unit"]], "most_months": int(row["max_publication_months"])}
        for row in table("listing-grounds")
    ]


def _firms(random: Random) -> Iterator[tuple[str, str]]:
    """(name, credit code): the region 990000 is in no register."""
    for word in random.sample(WORDS, len(WORDS)):
        stem = "91990000MA" + "".join(random.choice(SIGNS) for _sign in range(7))
        code = next(stem + sign for sign in SIGNS if is_credit_code(stem + sign))
        yield f"{word}商贸有限公司（虚构）", code


def _entry(
    scenery: Scenery, ground: Ground, firm: tuple[str, str], number: int, at: datetime, *, is_decided: bool
) -> None:
    given = integrity.Given(
        ground=ground,
        party_kind="firm",
        name=firm[0],
        number=firm[1],
        document_zh=f"样例〔{at.year}〕{number}号",
        decided_on=local_date(at - timedelta(days=10)),
    )
    entry = integrity.enter_entry(by=scenery.unit_actor(ground.authority), at=at, given=given)
    text = "认定文书齐全，事由、期限与依据相符，提请公示。"
    integrity.propose_entry(by=scenery.office, at=after(at, 2), entry=entry, text=text)
    if entry.proceeding is not None:
        _taken_on(scenery, entry.proceeding, after(at, 2), "listed", is_decided=is_decided)


def _taken_on(scenery: Scenery, row: Proceeding, at: datetime, outcome: str, *, is_decided: bool) -> None:
    """Reviewed and noticed; decided when the notice has run."""
    reviewer = scenery.by(REVIEWER)
    seen = seen_mark(row)
    said = "已核对文书原件，对象、号码和期限无误。"
    review_proceeding(by=reviewer, at=after(at, 3), proceeding=row, text=said, seen=seen)
    if row.kind["notice"]:
        give_notice(by=reviewer, at=after(at, 4), proceeding=row, text="拟予公示，可以在期限内提出异议。")
    if row.kind["notice"] == "private":
        record_service(by=scenery.office, at=after(at, 5), proceeding=row, served_at=after(at, 5))
    moment = after(at, 70)
    if is_decided and moment < scenery.now:
        by, said = scenery.by(DECIDER), "程序完备，期限内无异议。"
        decide_proceeding(by=by, at=moment, proceeding=row, outcome=outcome, text=said, seen=seen)


def _campaign(scenery: Scenery, units: dict[str, Unit]) -> None:
    lead, at = units["DW35"], opening(scenery.now - timedelta(days=80))
    made = integrity.open_campaign(
        by=scenery.office,
        at=at,
        field=Field.objects.get(code="F18"),
        name_zh="农贸市场计量和商业欺诈专项整治",
        lead_unit=lead,
        starts_on=local_date(at),
        ends_on=local_date(at + timedelta(days=150)),
        goal_zh="对全市农贸市场逐户检查计量器具和明码标价，发现问题限期整改。",
    )
    for days, figures in ((50, (210, 34, 29, 3)), (20, (180, 17, 12, 2))):
        moment = opening(scenery.now - timedelta(days=days))
        named = dict(zip(("checked", "found", "put_right", "punished"), figures, strict=True))
        integrity.report_campaign(
            by=scenery.unit_actor(lead), at=moment, campaign=made, reported_on=local_date(moment), figures=named
        )


def has_violations() -> bool:
    """True once the police system has handed something over."""
    return Violation.objects.exists()


def violations(scenery: Scenery) -> None:
    """Kinds, three months of violations at the crossings, facilities there; one is exposed with its picture, one on its
    way, and of one the picture waits to be covered."""
    at, random = opening(scenery.now - timedelta(days=16)), Random(SEED + 72)
    rows = [{**row, "may_be_exposed": row["exposure_allowed_default"] == "1"} for row in table("traffic-violations")]
    exposures.define_violation_kinds(by=scenery.office, at=at, rows=rows)
    kinds = list(ViolationKind.objects.order_by("code"))
    given = [_violation(number, kinds, at, random) for number in range(1, VIOLATIONS + 1)]
    exposures.import_violations(by=scenery.office, at=at, rows=given)
    plates = {str(row["decision_no"]): str(row["plate"]) for row in given}
    chosen = Violation.objects.filter(kind__code=RED_LIGHT, is_final=True, address_sealed="").order_by("pk")[:3]
    for one, is_decided in zip(chosen, (True, False, None), strict=True):
        _exposed(scenery, one, plates[one.decision_no], after(at, 1), is_decided=is_decided)
    _facilities(at, random)


def _exposed(scenery: Scenery, one: Violation, plate: str, at: datetime, *, is_decided: bool | None) -> None:
    """Its picture is covered by who proposes it; `is_decided` None: nobody has covered it yet."""
    picture = exposures.add_picture(by=scenery.office, at=at, violation=one, content=io.BytesIO(caught(plate)))
    if is_decided is None:
        return
    boxes = to_cover()
    exposures.cover_picture(
        by=scenery.office, at=after(at, 0.5), picture=picture, boxes=boxes, version=0, is_confirmed=True
    )
    exposures.propose_exposure(by=scenery.office, at=after(at, 1), violation=one, text="决定已生效，拟曝光。")
    assert one.proceeding is not None
    _taken_on(scenery, one.proceeding, after(at, 1), "exposed", is_decided=is_decided)


def _violation(number: int, kinds: list[ViolationKind], at: datetime, random: Random) -> dict[str, object]:
    """One at the few crossings where most happens; the letter I is on no number plate."""
    place, (longitude, latitude) = crossings()[int(random.triangular(0, 9, 1))]
    happened = at - timedelta(days=random.randrange(5, 90), hours=random.choice([0, 0, 1, 8, 9, 9]))
    return {
        "decision_no": f"样例{number:05d}",
        "kind": kinds[int(random.triangular(0, len(kinds) - 1, 2))],
        "happened_at": happened,
        "place": place,
        "longitude": longitude,
        "latitude": latitude,
        "plate": f"甘I{random.randrange(10_000, 100_000)}",
        "address": "" if number % 3 else "虚构地址",
        "decided_on": local_date(happened + timedelta(days=3)),
        "is_final": number % 5 != 0,
        "is_annulled": False,
    }


def _facilities(at: datetime, random: Random) -> None:
    """Bumps, signals, crossings, cameras and signs where the streets cross."""
    kinds = list(FacilityKind.objects.filter(code__in=("FK06", "FK07", "FK08", "FK09", "FK22")).order_by("code"))
    rows = []
    for number, ((place, point), kind) in enumerate(islice(zip(cycle(crossings()), cycle(kinds)), FACILITIES), start=1):
        row = {"code": f"JT{number:04d}", "kind": kind, "name_zh": f"{place}{kind.name_zh}", "address_zh": place}
        row |= {"longitude": point[0], "latitude": point[1], "equipment": {}}
        row |= {"condition": random.choices(["good", "fair", "poor"], [6, 2, 1])[0], "condition_on": local_date(at)}
        rows.append({**row, "condition_source": SOURCE})
    import_facilities(by=SYSTEM, at=at, rows=rows, source=SOURCE)
