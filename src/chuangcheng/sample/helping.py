"""Volunteers of the sample: twenty campaigns, shifts past and to come, hours that were vouched for. All invented."""

import csv
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from chuangcheng.accounts.actions import ask_citizen_code, sign_in_citizen
from chuangcheng.evidence.actions import examine_file
from chuangcheng.frameworks.queries import themes
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.citizen import Citizen, actor_of
from chuangcheng.places.queries import Area, Site, place_of
from chuangcheng.sample.foundations import DATA, SEED
from chuangcheng.sample.moments import at_clock
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.scenery import Scenery
from chuangcheng.units.queries import Unit
from chuangcheng.volunteering.actions import (
    CampaignData,
    Details,
    add_photo,
    define_campaign,
    define_team,
    name_leader,
    open_campaign,
    plan_shift,
    record_service,
    register_volunteer,
    release_photo,
    sign_up,
    vouch_shift,
)
from chuangcheng.volunteering.queries import Campaign, Shift, Volunteer

NAMES = "柳依依 程远航 沈知秋 陆向阳 顾念慈 贺长河 温如玉 傅晨光 丁小满 叶知春 骆千山 卫安宁".split()
SERVED = ("V01", "V02", "V04", "V11")
INSURANCE = "由组织单位为志愿者统一投保意外伤害保险"
OUTDOORS = ("P01", "P03", "P04", "P05")
"""Site types of the open street: where one sweeps and guides."""
DAYS_AGO = (28, 21, 14, 7)
LASTS_TODAY = timedelta(hours=6)
Person = tuple[Volunteer, Actor]


def has_campaigns() -> bool:
    """True once they are there."""
    return Campaign.objects.exists()


def volunteering(scenery: Scenery) -> None:
    """Campaigns of the table, a dozen volunteers, four weeks of service, two weeks ahead."""
    begun = scenery.now - timedelta(days=60)
    campaigns = _campaigns(begun)
    people = _people(scenery, begun)
    outdoors = [one for one in scenery.sites if one.site_type.code in OUTDOORS][:12] or list(scenery.sites[:12])
    for number, code in enumerate(SERVED):
        for week, days in enumerate(DAYS_AGO):
            spot = outdoors[(number * 4 + week) % len(outdoors)]
            _served(scenery, campaigns[code], spot, scenery.now - timedelta(days=days + number % 2), people, week)
        _ahead(scenery, campaigns[code], outdoors[number % len(outdoors)], people[number::3], number)
    _today(scenery, campaigns[SERVED[0]], outdoors[0], people[0])


def _campaigns(at: datetime) -> dict[str, Campaign]:
    known = {one.code: one for one in themes()}
    units = {one.code: one for one in Unit.objects.all()}
    found: dict[str, Campaign] = {}
    with (DATA / "volunteer-campaigns.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            data = CampaignData(
                name_zh=row["name_zh"],
                theme=known[row["theme_code"]],
                pattern_zh=row["shift_pattern_zh"],
                insurance_zh=INSURANCE,
                skills=[skill for skill in row["skills_zh"].split("|") if skill],
                capacity=int(row["capacity_per_shift"]),
                forgotten_rule="half",
            )
            unit = units[row["organiser_unit"]]
            made = define_campaign(by=SYSTEM, at=at, code=row["code"], unit=unit, data=data)
            if row["season"] != "emergency":
                open_campaign(by=SYSTEM, at=at, campaign=made)
            found[made.code] = made
    return found


def _people(scenery: Scenery, at: datetime) -> list[Person]:
    """A dozen citizens; their telephones are numbers that nobody is given."""
    communities = list(Area.objects.filter(level="community").order_by("code")[:3])
    unit = Unit.objects.get(code="DW49")
    teams = [
        define_team(
            by=SYSTEM,
            at=at,
            code=f"TD{number}",
            name_zh=f"{area.name_zh}志愿服务队",
            kind="community",
            unit=unit,
            area=area,
        )
        for number, area in enumerate(communities, start=1)
    ]
    found: list[Person] = []
    for number, name in enumerate(NAMES):
        asked = ask_citizen_code(by=SYSTEM, at=at, phone=f"1990000{number:04}", address=f"sample-{number}")
        session, _token = sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code)
        by = actor_of(Citizen(session.account_id, ""))
        skills = ("交通引导培训", "护理常识", "手语")[: number % 4]
        team = teams[number % len(teams)] if teams else None
        given = Details(team=team, community=team.area if team else None, skills=skills)
        born = date(1960 + number * 3, 3, 10)
        found.append((register_volunteer(by=by, at=at, name=name, born=born, details=given), by))
    return found


def _served(scenery: Scenery, campaign: Campaign, spot: Site, day: datetime, people: list[Person], week: int) -> None:
    """A shift that took place: recorded by the organiser, vouched for by its unit; a clean-up with its pictures."""
    random = Random(f"{SEED}-service-{campaign.code}-{week}")
    starts_at, by = at_clock(day, 9), scenery.unit_actor(campaign.unit)
    ends_at = starts_at + timedelta(hours=2)
    times: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "capacity": campaign.capacity}
    shift = plan_shift(by=by, at=day - timedelta(days=5), campaign=campaign, place=place_of(spot), **times)
    after = ends_at + timedelta(hours=1)
    for volunteer, _actor in random.sample(people, 5):
        arrived_at = starts_at + timedelta(minutes=random.randint(-10, 15))
        left_at = ends_at - timedelta(minutes=random.choice((0, 0, 0, 20)))
        record_service(by=by, at=after, shift=shift, volunteer=volunteer, arrived_at=arrived_at, left_at=left_at)
    if campaign.code == "V01" and week == len(DAYS_AGO) - 1:
        _pictures(by, after, shift)
    vouch_shift(by=by, at=after, shift=shift)


def _pictures(by: Actor, at: datetime, shift: Shift) -> None:
    for kind, is_mended in (("before", False), ("after", True)):
        content = scene(f"{SEED}-clean-up-{shift.pk}", is_mended=is_mended)
        photo = add_photo(by=by, at=at, shift=shift, kind=kind, content=content)
        examine_file(by=SYSTEM, at=at, file=photo.file)
        photo.refresh_from_db()
        release_photo(by=by, at=at, photo=photo)


def _today(scenery: Scenery, campaign: Campaign, spot: Site, leader: Person) -> None:
    """A shift that has just begun, for whoever tries how a volunteer checks in: its leader has not come yet."""
    volunteer, by = leader
    starts_at = scenery.now - timedelta(minutes=10)
    times: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + LASTS_TODAY, "capacity": campaign.capacity}
    at = scenery.now - timedelta(days=2)
    shift = plan_shift(by=SYSTEM, at=at, campaign=campaign, place=place_of(spot), meeting_zh="街口公交站旁", **times)
    sign_up(by=by, at=at, shift=shift)
    name_leader(by=SYSTEM, at=at, shift=shift, volunteer=volunteer)


def _ahead(scenery: Scenery, campaign: Campaign, spot: Site, people: list[Person], number: int) -> None:
    """The next two weeks, with those who have signed up."""
    for week in (1, 2):
        starts_at = at_clock(scenery.now + timedelta(days=7 * week - number), 9)
        ends_at = starts_at + timedelta(hours=2)
        times: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "capacity": campaign.capacity}
        place = place_of(spot)
        shift = plan_shift(
            by=SYSTEM, at=scenery.now, campaign=campaign, place=place, meeting_zh="街口公交站旁", **times
        )
        for volunteer, by in people:
            if set(campaign.skills) <= set(volunteer.skills):
                sign_up(by=by, at=scenery.now, shift=shift)
