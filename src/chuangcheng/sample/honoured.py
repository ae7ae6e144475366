"""Honours of the sample: the programmes, a finished season of good people, of model units and of courtyards, and a vote
that is open. All laureates and all deeds are invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chuangcheng.accounts.actions import ask_citizen_code, sign_in_citizen
from chuangcheng.honours.actions import (
    Subject,
    admit_nomination,
    answer_check,
    appoint_juror,
    ask_checks,
    cast_vote,
    close_nominations,
    conclude_deliberation,
    draw_jury,
    end_season,
    give_marks,
    import_programmes,
    make_plaque,
    nominate,
    open_season,
    open_vote,
    propose_award,
    record_consent,
    release_comment,
    release_file,
    settle_award,
    write_comment,
)
from chuangcheng.honours.queries import (
    Award,
    Nomination,
    Programme,
    Season,
    eligible_jurors,
    get_nomination,
    on_ballot,
    to_judge,
)
from chuangcheng.honours.spreadsheet import preview_programmes
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.citizen import Citizen, actor_of
from chuangcheng.places.queries import Area, Site
from chuangcheng.proceedings.actions import decide_proceeding, give_notice, review_proceeding
from chuangcheng.sample.foundations import DATA, SEED
from chuangcheng.sample.moments import after, founded, local_date, opening
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.reviewed import reviews
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.staff import actor
from chuangcheng.sample.storing import stored
from chuangcheng.units.actions import grant_role
from chuangcheng.units.queries import Post, Role, Unit

JUROR_SHOWN = "shuyan"
VOTERS = 14


@dataclass(frozen=True, slots=True)
class Deed:
    """A nominee of the sample."""

    name: str
    honour_class: str
    headline: str
    story: str
    unit: str = ""
    is_minor: bool = False


NEIGHBOURS = (
    Deed(
        "余清和",
        "助人为乐",
        "十二年为楼里老人代买药",
        "余清和住在老旧小区六层，每周二替楼里九位老人去药店取药，风雨无阻。邻居说，听见敲门声就知道是他来了。",
    ),
    Deed(
        "戴若兰",
        "敬业奉献",
        "清晨四点的清扫车",
        "戴若兰驾驶清扫车十五年，负责的路段连续三年无投诉。她把常有积水的井口画成图，交给排水班组。",
    ),
    Deed(
        "侯望舒",
        "见义勇为",
        "人工湖边救起落水儿童",
        "侯望舒夜跑经过人工湖，听到呼救后下水把孩子托上岸，等家长赶到后悄悄离开。",
    ),
)
UNITS = (
    Deed(
        "",
        "机关",
        "窗口延时服务，事项一次办好",
        "设无障碍通道和母婴室，投诉当日回复，全年按期办结。",
        "DW35",
    ),
    Deed(
        "",
        "机关",
        "包街路段自查自改",
        "每周五上街自查，问题当日整改，路段连续两季度无重复问题。",
        "DW26",
    ),
)
COURTYARDS = (
    Deed("金守正家庭庭院", "农家庭院", "枣树下的分类小院", "院里一棵沙枣树，四只分类桶，菜畦沤肥不出院。"),
    Deed("汤安然家庭庭院", "城市庭院", "阳台外的四季花墙", "把一楼公共空地种成花墙，邻居轮流浇水，约定写在门边。"),
)
CANDIDATES = (
    Deed("邱景行", "诚实守信", "捡到货款守候三小时", "邱景行在市场捡到装有货款的布包，守在原地三个小时等到失主。"),
    Deed("雷向阳", "敬业奉献", "公交末班车的最后一位乘客", "雷向阳开末班车九年，遇到独自晚归的学生，总等家长到站。"),
    Deed("孟秋水", "孝老爱亲", "照料瘫痪婆婆二十一年", "孟秋水二十一年每天为婆婆翻身擦洗，老人没有生过一次褥疮。"),
    Deed("熊知秋", "助人为乐", "义务理发到床前", "熊知秋每月第一个周日为行动不便的老人上门理发，已坚持八年。"),
)
COMMENTS = ("这位司机我认识，孩子坐过他的车，放心。", "应该当选，事情是真的。")


def has_honours() -> bool:
    """True once there is a programme."""
    return Programme.objects.exists()


def honours(scenery: Scenery) -> None:
    """Programmes, three finished seasons, one under way."""
    past = founded(scenery.now)
    found = preview_programmes("honour-programmes.csv", (DATA / "honour-programmes.csv").read_bytes())
    import_programmes(by=scenery.office, at=past, rows=found.values)
    _jurors(past)
    month = local_date(scenery.now)
    before = month.replace(day=1) - timedelta(days=40)
    _finished(scenery, "H01", f"{before.year}年{before.month}月", NEIGHBOURS, 75)
    _finished(scenery, "H06", f"{month.year}年", UNITS, 120)
    _finished(scenery, "H18", f"{month.year}年上半年", COURTYARDS, 95)
    _under_way(scenery, f"{month.year}年{month.month}月")
    _taking(scenery, f"{month.year}年下半年")


def _jurors(at: datetime) -> None:
    """People of many units may judge, the one whose sign-in is shown among them."""
    role = Role.objects.get(code="juror")
    posts = Post.objects.filter(code__endswith="-inspector").order_by("code")[:16]
    for post in [*posts, Post.objects.get(code__endswith=f"-{JUROR_SHOWN}")]:
        grant_role(by=SYSTEM, at=at, post=post, role=role)


def _opened(scenery: Scenery, code: str, name: str, deeds: Sequence[Deed], at: datetime) -> Season:
    """A season with its candidates: recommended by one, admitted by another, asked about, agreed."""
    season = open_season(by=scenery.office, at=at, programme=Programme.objects.get(code=code), name_zh=name)
    for number, deed in enumerate(deeds):
        one = _candidate(scenery, season, deed, number, after(at, 2 + number))
        for check in ask_checks(by=scenery.office, at=after(at, 8), nomination=one):
            answer_check(
                by=scenery.unit_actor(check.unit), at=after(at, 12), check=check, result="clear", reason="未发现问题。"
            )
    if season.rules.site_review:
        reviews(scenery, season, after(at, 16))
    close_nominations(by=scenery.office, at=after(at, 24), season=season)
    return season


def _candidate(scenery: Scenery, season: Season, deed: Deed, number: int, at: datetime) -> Nomination:
    unit = Unit.objects.get(code=deed.unit) if deed.unit else None
    area = Area.objects.filter(level="subdistrict").order_by("code")[number % 2] if unit is None else None
    site = Site.objects.filter(site_type__code="P17").order_by("code")[number : number + 1].first() if unit else None
    picture = stored(
        scenery.office, at, f"honour-{season.pk}-{number}", scene(f"{SEED}-{deed.headline}", is_mended=True)
    )
    subject = Subject(
        name_zh=unit.name_zh if unit else deed.name,
        honour_class=deed.honour_class,
        headline_zh=deed.headline,
        unit=unit,
        area=area,
        site=site,
        is_minor=deed.is_minor,
    )
    by = scenery.unit_actor(unit) if unit else scenery.by("zhouning")
    made = nominate(by=by, at=at, season=season, subject=subject, text=deed.story, files=[picture])
    admit_nomination(by=scenery.office, at=after(at, 1), nomination=made)
    if season.is_personal:
        record_consent(by=scenery.office, at=after(at, 2), nomination=made, is_given=True, name=deed.name[:3])
    for file in made.files.select_related("file", "nomination"):
        release_file(by=scenery.office, at=after(at, 3), file=file)
    return made


def _judged(scenery: Scenery, season: Season, at: datetime) -> None:
    """The jury is drawn, and each member marks everybody of another unit."""
    for number, juror in enumerate(draw_jury(by=scenery.office, at=at, season=season)):
        _marks(scenery, season, juror, number, after(at, 2))


def _marks(scenery: Scenery, season: Season, juror: object, number: int, at: datetime) -> None:
    by = actor(juror.person.username, scenery.now)  # type: ignore[attr-defined]
    for row in to_judge(juror, at):  # type: ignore[arg-type]
        if row["barred"]:
            continue
        points = {
            one.code: 6 + (number * 7 + row["nomination"].pk * 3 + place * 5) % 5
            for place, one in enumerate(season.rules.criteria)
        }
        give_marks(by=by, at=at, nomination=row["nomination"], points=points)


def _finished(scenery: Scenery, code: str, name: str, deeds: Sequence[Deed], days_ago: int) -> None:
    """From the opening to the honours, in some four weeks."""
    at = opening(scenery.now - timedelta(days=days_ago))
    season = _opened(scenery, code, name, deeds, at)
    _judged(scenery, season, after(at, 28))
    concluded = after(at, 36)
    conclude_deliberation(by=scenery.office, at=concluded, season=season)
    for pk, _score, _rank in season.record["order"]:
        _awarded(scenery, get_nomination(pk), after(concluded, 4))
    end_season(by=scenery.office, at=after(concluded, 80), season=season)


def _awarded(scenery: Scenery, nomination: Nomination, at: datetime) -> Award:
    """Put forward, reviewed, on notice, decided: three people."""
    row = propose_award(by=scenery.office, at=at, nomination=nomination, text="评委会评议，综合得分靠前。")
    review_proceeding(by=scenery.by("jiangwen"), at=after(at, 3), proceeding=row, text="材料、联审意见齐全，事迹属实。")
    give_notice(by=scenery.by("jiangwen"), at=after(at, 4), proceeding=row, text="按规定公示。")
    assert row.notice_until is not None
    decided = after(row.notice_until, 2)
    decide_proceeding(
        by=scenery.by("denghai"), at=decided, proceeding=row, outcome="awarded", text="公示期满无异议，同意授予。"
    )
    award = settle_award(by=SYSTEM, at=decided, proceeding=row)
    if not nomination.season.is_personal:
        make_plaque(by=scenery.office, at=after(decided, 8), award=award)
    return award


def _under_way(scenery: Scenery, name: str) -> None:
    """Released the day before yesterday by a leader; citizens have voted since, the jury has begun."""
    at = opening(scenery.now - timedelta(days=20))
    season = _opened(scenery, "H01", name, CANDIDATES, at)
    released = min(max(after(at, 26), scenery.now - timedelta(days=3)), scenery.now - timedelta(days=2))
    open_vote(by=scenery.by("denghai"), at=released, season=season)
    people = {one.username: one for one in eligible_jurors(released)}
    shown = appoint_juror(by=scenery.office, at=released, season=season, person=people[JUROR_SHOWN])
    drawn = draw_jury(by=scenery.office, at=released, season=season)
    for number, juror in enumerate([one for one in drawn if one.pk != shown.pk][:4]):
        _marks(scenery, season, juror, number, min(after(released, 3), scenery.now))
    for number in range(VOTERS):
        _voted(scenery, season, number)


def _voted(scenery: Scenery, season: Season, number: int) -> None:
    """A citizen's vote, yesterday or today; two say why."""
    at = scenery.now - timedelta(days=1 - number % 2, minutes=5 + number)
    asked = ask_citizen_code(by=SYSTEM, at=at, phone=f"139000030{number:02d}", address=f"198.51.100.{number + 10}")
    session, _token = sign_in_citizen(by=SYSTEM, at=at, uid=asked.uid, code=asked.code)
    by = actor_of(Citizen(session.account_id, ""))
    candidates = on_ballot(season, at)
    chosen = candidates[(number * number + 1) % len(candidates)]
    cast_vote(by=by, at=at, season=season, nomination=chosen)
    if number < len(COMMENTS):
        comment = write_comment(by=by, at=at, nomination=chosen, text=COMMENTS[number])
        if number == 0:
            release_comment(by=scenery.office, at=min(after(at, 1), scenery.now), comment=comment)


def _taking(scenery: Scenery, name: str) -> None:
    """A season that takes nominations today, one waiting to be admitted."""
    at = opening(scenery.now - timedelta(days=5))
    season = open_season(by=scenery.office, at=at, programme=Programme.objects.get(code="H18"), name_zh=name)
    subject = Subject("潘嘉禾家庭庭院", "农家庭院", "果树下的读书角", area=Area.objects.filter(level="town").first())
    text = "院里两排果树，树下摆着给村里孩子看的书，周末有人讲故事。"
    nominate(by=scenery.by("zhouning"), at=after(at, 4), season=season, subject=subject, text=text)
