"""Questionnaires of the sample: one that is over, with believable answers and one community to look at; one that is
open, with addresses and quotas for an interviewer and links for one answer each."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from chuangcheng.draws.actions import enter_entropy, run_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.frameworks.queries import Edition
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.tokens import token_hash
from chuangcheng.places.queries import Area
from chuangcheng.sample.asked import COACHED, FORMS, INTRO
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import local_date, opening
from chuangcheng.sample.rounds import dates_of, sources, values
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.staff import actor
from chuangcheng.surveys.actions import (
    Quota,
    add_sample,
    assign_interviewer,
    close_survey,
    commit_communities,
    commit_households,
    define_form,
    edit_form,
    import_households,
    make_tokens,
    open_survey,
    plan_survey,
    publish_form,
    record_interview,
    replace_address,
    set_known_totals,
    set_quota,
    spend_token,
    take_communities,
    take_households,
)
from chuangcheng.surveys.queries import Address, Cluster, Form, Sample, Survey, token_by_hash
from chuangcheng.surveys.rules import Question
from chuangcheng.units.queries import Post

OVER, OPENED = 75, 2
"""So many days ago the survey that is over was opened, and the one that is open."""
COMMUNITIES, EACH, RESERVE = 8, 10, 6
INTERVIEWER = "yanqing"
TOTALS = {"sex": {"male": 148_000.0, "female": 141_000.0}}
SAMPLE = {"context": {"sample": True}}
REASONS = ("refused", "refused", "not_able", "no_dwelling")


def has_surveys() -> bool:
    """True once they are there."""
    return Survey.objects.exists()


def surveys(scenery: Scenery) -> None:
    """Forms first, then both surveys."""
    begun = opening(scenery.now - timedelta(days=OVER + 30))
    forms = {code: _form(scenery, code, begun) for code in FORMS}
    _over(scenery, forms)
    _open(scenery, forms)


def _form(scenery: Scenery, code: str, at: datetime) -> Form:
    name, group, questions = FORMS[code]
    made = define_form(
        by=scenery.office,
        at=at,
        code=code,
        name_zh=name,
        group=group,
        edition=Edition.objects.get(code=CITY),
        intro_zh=INTRO,
    )
    edit_form(by=scenery.office, at=at, form=made, questions=questions)
    return publish_form(by=scenery.office, at=at, form=made)


def _planned(scenery: Scenery, number: int, opened_at: datetime, days: int) -> Survey:
    opens_on = local_date(opened_at)
    return plan_survey(
        by=scenery.office,
        at=opening(opened_at - timedelta(days=24)),
        code=f"WJ{opens_on.year}-{number}",
        name_zh=f"群众满意度问卷调查（样例第{number}次）",
        edition=Edition.objects.get(code=CITY),
        opens_on=opens_on,
        closes_on=opens_on + timedelta(days=days),
        purpose_zh="样例城市：答卷为虚构，仅供演示。",
    )


def _over(scenery: Scenery, forms: dict[str, Form]) -> None:
    opened_at = opening(scenery.now - timedelta(days=OVER))
    survey = _planned(scenery, 1, opened_at, 12)
    households = _households(scenery, survey, forms["JM"], opened_at, 1)
    links = add_sample(
        by=scenery.office, at=survey.planned_at, survey=survey, name_zh="商户扫码作答", form=forms["SH"], kind="links"
    )
    tokens = make_tokens(by=scenery.office, at=opened_at, sample=links, count=60)
    open_survey(by=scenery.office, at=opened_at, survey=survey)
    random = Random(SEED + 701)
    _visit(households, opened_at + timedelta(days=1), random)
    _use(tokens[:41], opened_at + timedelta(days=2), random)
    survey.refresh_from_db()
    close_survey(by=scenery.office, at=opening(opened_at + timedelta(days=12)), survey=survey)


def _open(scenery: Scenery, forms: dict[str, Form]) -> None:
    opened_at = opening(scenery.now - timedelta(days=OPENED))
    survey = _planned(scenery, 2, opened_at, 10)
    _households(scenery, survey, forms["JM"], opened_at, 2)
    at = survey.planned_at
    street = add_sample(
        by=scenery.office, at=at, survey=survey, name_zh="街头访问", form=forms["JM"], kind="quota", share=40
    )
    place = Area.objects.filter(level="subdistrict").order_by("path").first()
    assert place is not None
    quotas = [Quota(6, "male"), Quota(6, "female")]
    cluster = set_quota(by=scenery.office, at=at, sample=street, area=place, quotas=quotas)
    _give(scenery, cluster, at)
    pupils = add_sample(
        by=scenery.office,
        at=at,
        survey=survey,
        name_zh="学生链接作答",
        form=forms["XS"],
        kind="links",
        share=20,
        counts=True,
    )
    tokens = make_tokens(by=scenery.office, at=opened_at, sample=pupils, count=80)
    open_survey(by=scenery.office, at=opened_at, survey=survey)
    _use(tokens[:7], opened_at + timedelta(hours=5), Random(SEED + 702))


def _give(scenery: Scenery, cluster: Cluster, at: datetime) -> None:
    post = Post.objects.get(holdings__person__username=INTERVIEWER)
    assign_interviewer(by=scenery.office, at=at, cluster=cluster, post=post)


def _households(scenery: Scenery, survey: Survey, form: Form, opened_at: datetime, number: int) -> Sample:
    """Both stages of the draw, weeks before the survey opens; lists of invented doors."""
    sample = add_sample(
        by=scenery.office,
        at=survey.planned_at,
        survey=survey,
        name_zh="入户调查",
        form=form,
        kind="households",
        households_each=EACH,
        reserve_each=RESERVE,
    )
    set_known_totals(by=scenery.office, at=survey.planned_at, sample=sample, totals=TOTALS)
    first, second = dates_of(opened_at - timedelta(days=9)), dates_of(opened_at)
    areas = list(Area.objects.filter(level="community").order_by("path"))
    given: dict[str, Any] = {
        "sources": sources(first.known_at),
        "fails_after": first.known_at + timedelta(days=90),
        **SAMPLE,
    }
    at = max(first.committed_at, survey.planned_at)
    draw = commit_communities(by=scenery.office, at=at, sample=sample, areas=areas, count=COMMUNITIES, **given)
    ran_at = _ran(draw, first.run_at, SEED + 710 + number)
    random = Random(SEED + 720 + number)
    for cluster in take_communities(by=scenery.office, at=ran_at, sample=sample):
        import_households(by=scenery.office, at=ran_at, cluster=cluster, addresses=_doors(random))
        _give(scenery, cluster, ran_at)
    given = {"sources": sources(second.known_at), "fails_after": second.known_at + timedelta(days=90), **SAMPLE}
    draw = commit_households(by=scenery.office, at=max(ran_at, second.committed_at), sample=sample, **given)
    ran_at = _ran(draw, second.run_at, SEED + 730 + number)
    take_households(by=scenery.office, at=ran_at, sample=sample)
    return sample


def _ran(draw: Draw, at: datetime, seed: int) -> datetime:
    for minutes, username in enumerate(("linyue", "zhouning")):
        read_at = at + timedelta(minutes=4 * minutes)
        enter_entropy(by=actor(username, read_at), at=read_at, draw=draw, values=values(seed))
    ran_at = at + timedelta(minutes=10)
    run_draw(by=actor("linyue", ran_at), at=ran_at, draw=draw)
    return ran_at


def _doors(random: Random) -> list[str]:
    """Between 60 and 140 doors of an invented community."""
    count = random.randint(60, 140)
    return [
        f"{1 + number // 24}号楼{1 + number // 8 % 3}单元{1 + number // 2 % 4}0{1 + number % 2}室"
        for number in range(count)
    ]


def _visit(sample: Sample, at: datetime, random: Random) -> None:
    """Four of five answer; in one community six answers are alike, as if somebody had told what to say."""
    asker = actor(INTERVIEWER, at)
    for place, cluster in enumerate(sample.clusters.order_by("pk")):
        mood, rows = random.gauss(0, 0.5), Address.objects.filter(cluster=cluster, state="waiting").order_by("rank")
        related = rows.select_related("cluster__area", "cluster__sample__survey", "cluster__sample__form")
        for number, address in enumerate(related):
            moment = at + timedelta(days=number % 5, minutes=25 * number + place)
            if random.random() < 0.2:
                replace_address(by=asker, at=moment, address=address, given_up=random.choice(REASONS))
                continue
            is_told = place == 2 and number < 7
            said = _coached(random) if is_told else answers(sample.form.asked, random, mood)
            seconds = random.uniform(70, 110) if is_told else random.uniform(220, 520)
            record_interview(by=asker, at=moment, address=address, answers=said, seconds=seconds)


def _use(tokens: list[str], at: datetime, random: Random) -> None:
    for number, token in enumerate(tokens):
        found = token_by_hash(token_hash(token))
        assert found is not None
        said = answers(found.sample.form.asked, random, 0.2)
        moment = at + timedelta(minutes=37 * number)
        spend_token(by=SYSTEM, at=moment, token=found, answers=said, seconds=random.uniform(90, 400))


def _coached(random: Random) -> dict[str, Any]:
    return {**COACHED, "Q1": random.choice(("male", "female")), "Q2": random.choice(("young", "middle", "old"))}


def answers(questions: tuple[Question, ...], random: Random, mood: float) -> dict[str, Any]:
    """What somebody in this mood says: the better the mood, the earlier the option and the higher the mark."""
    said: dict[str, Any] = {}
    own = mood + random.gauss(0, 0.7)
    for one in questions:
        if one.kind == "single":
            place = 0.9 - own + random.gauss(0, 0.7)
            is_even = bool(one.attribute)
            codes = one.option_codes
            said[one.code] = random.choice(codes) if is_even else codes[min(len(codes) - 1, max(0, round(place)))]
        elif one.kind == "multiple":
            said[one.code] = random.sample(one.option_codes, random.randint(1, 2))
        elif one.kind == "scale":
            said[one.code] = min(one.high or 10, max(one.low or 1, round(7.6 + 1.2 * own + random.gauss(0, 1))))
    return said
