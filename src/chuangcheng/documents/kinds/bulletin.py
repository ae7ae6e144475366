"""督查通報: basis, scope by type of site, found and put right, problems by unit, site and fault, demands."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.documents.blocks import Attachment, Block, Figure, Heading, Paragraph, spans
from chuangcheng.documents.kinds.behind import Rows, case_rows, cases_in, observation_rows, outcome_q, visit_rows
from chuangcheng.documents.kinds.corrections import corrections
from chuangcheng.documents.kinds.subject import Asks, Composed, Slot, Spec, Subject
from chuangcheng.documents.kinds.wording import (
    MOST_ROWS,
    ROW_NEIGHBOURS,
    date_zh,
    fault_zh,
    moment_zh,
    place_zh,
    rate_zh,
    rest_zh,
    stand_zh,
    table,
    unit_zh,
)
from chuangcheng.documents.models import Kind
from chuangcheng.documents.rules import span_text
from chuangcheng.inspections.models import Round, RoundState, Verdict
from chuangcheng.places.models import SiteType
from chuangcheng.units.models import Unit

MOST_SITES = 12
"""Sites named in the text for each unit; all of them stand in the attachment."""


def blocks_of(subject: Subject) -> Composed:
    """One bulletin of a period."""
    first, last = subject.period
    found = cases_in(first, last, subject.at, is_inspected=True)
    rows = case_rows(found)
    # The gravest first where not all can be printed; each unit is named with all that it has.
    listed = list(rows.select_related(*ROW_NEIGHBOURS).order_by("-severity", "number")[:MOST_ROWS])
    listed.sort(key=lambda case: (case.unit.path if case.unit else "", place_zh(case), case.number))
    counts = _by_unit(found, subject)
    blocks: list[Block] = [subject.slot("basis"), Heading(1, ("督查范围和方式",)), *_scope(subject, first, last)]
    blocks += [Heading(1, ("总体情况",)), _outcome(found, subject)]
    blocks += [Heading(1, ("主要问题",)), *_problems(found, listed, counts, subject)]
    said = corrections(Kind.BULLETIN, subject.at)
    blocks.append(Heading(1, ("更正事项",), "" if said else "corrections"))
    blocks += [Paragraph((one,)) for one in said]
    blocks += [subject.slot("corrections"), Heading(1, ("好的做法",), "practices"), subject.slot("practices")]
    blocks += [Heading(1, ("工作要求",), "demands"), subject.slot("demands")]
    if listed:
        blocks += [Attachment("", "问题清单", is_wide=True), problem_table(listed, subject)]
    title = f"关于{span_text(first, last)}实地督查情况的通报"
    return Composed(title, blocks, [pk for pk in _most_first(counts) if pk])


def _scope(subject: Subject, first: date, last: date) -> Iterator[Block]:
    """Sites, judgements and their outcome; how the sites were chosen; the same by type of site."""
    seen = Rows("visits", subject.at.isoformat(), first.isoformat(), last.isoformat())
    judged = seen.but(of="observations")
    by_type = _by_type(seen)
    stops = sum(row[1] for row in by_type)
    observed, passed = sum(row[2] for row in by_type), sum(row[3] for row in by_type)
    if not stops:
        yield Paragraph((f"{span_text(first, last)}未安排实地督查点位，问题来自日常巡查和工作组检查。",))
        return
    yield Paragraph(
        spans(
            f"{span_text(first, last)}，共实地督查{len(by_type)}类",
            seen.figure(stops, "visits"),
            "个点位，作出检查点判定",
            judged.figure(observed, "observed"),
            "项，其中符合",
            judged.but(outcome="pass").figure(passed, "passed"),
            f"项，符合率{rate_zh(passed, observed)}（未加权，不作为得分）。",
        )
    )
    yield from (Paragraph((one,)) for one in _draws(first, last))
    lines = [
        (
            name,
            (seen.but(site_type=pk).figure(count, f"visits.{pk}"),),
            (judged.but(site_type=pk).figure(seen_count, f"observed.{pk}"),),
            (judged.but(site_type=pk, outcome="pass").figure(met, f"passed.{pk}"),),
            rate_zh(met, seen_count),
        )
        for name, count, seen_count, met, pk in by_type
    ]
    head = ("点位类型", "点位数", "判定项数", "符合项数", "符合率")
    yield table(head, lines, (5, 2, 2, 2, 2), numbers=(1, 2, 3, 4), caption="实地督查范围")


def _by_type(seen: Rows) -> list[tuple[str, int, int, int, int]]:
    """(type, sites, judged, met, id) in the order of the types' codes: three queries."""
    stops = dict(visit_rows(seen).order_by().values_list("site__site_type").annotate(count=Count("pk")))
    judged = {
        pk: (observed, passed)
        for pk, observed, passed in observation_rows(seen)
        .order_by()
        .values_list("visit__site__site_type")
        .annotate(observed=Count("pk"), passed=Count("pk", filter=Q(verdict=Verdict.PASS)))
    }
    kinds = SiteType.objects.in_bulk(list(stops))
    rows = [(kinds[pk].name_zh, count, *judged.get(pk, (0, 0)), pk) for pk, count in stops.items()]
    return sorted(rows, key=lambda row: kinds[row[4]].code)


def _draws(first: date, last: date) -> Iterator[str]:
    """How the sites of the rounds of these days were chosen, with what anybody can check."""
    rounds = Round.objects.filter(
        state__in=(RoundState.OPEN, RoundState.ENDED), draw__isnull=False, opens_on__lte=last, closes_on__gte=first
    )
    for one in rounds.select_related("draw").order_by("opens_on", "pk")[:6]:
        assert one.draw is not None
        yield (
            f"“{one.name_zh}”的点位和督查人员按“双随机”方式抽取，抽签编号第{one.draw.serial}号，"
            f"承诺摘要{one.draw.commitment_sha256[:16]}，于{date_zh(one.draw.committed_at)}公示。"
        )


def _outcome(found: Rows, subject: Subject) -> Paragraph:
    counts = case_rows(found).aggregate(
        found=Count("pk"),
        **{name: Count("pk", filter=outcome_q(name, subject.at)) for name in ("mended", "left", "overdue")},
    )
    return Paragraph(
        spans(
            "本期共发现问题",
            found.figure(counts["found"], "found"),
            f"个。截至{moment_zh(subject.at)}，已整改",
            found.but(outcome="mended").figure(counts["mended"], "mended"),
            "个，未整改",
            found.but(outcome="left").figure(counts["left"], "left"),
            "个，其中逾期",
            found.but(outcome="overdue").figure(counts["overdue"], "overdue"),
            "个。",
        )
    )


def _most_first(counts: Mapping[int, tuple[int, int]]) -> list[int]:
    return sorted(counts, key=lambda pk: (-counts[pk][0], pk))


def _problems(
    found: Rows, listed: Sequence[Case], counts: Mapping[int, tuple[int, int]], subject: Subject
) -> Iterator[Block]:
    """Unit, site, fault; the unit with most problems first."""
    if not listed:
        yield Paragraph(("本期未发现问题。",))
        return
    by_unit: dict[int, list[Case]] = defaultdict(list)
    for case in listed:
        by_unit[case.unit_id or 0].append(case)
    units = Unit.objects.in_bulk([pk for pk in counts if pk])
    for pk in _most_first(counts):
        count, mended = counts[pk]
        own = found.but(unit=pk) if pk else found.but(no_unit=True)
        yield Heading(2, _heading(unit_zh(units.get(pk)), own, count, mended, pk))
        yield from _sites(by_unit[pk], subject)
    if rest := rest_zh(len(listed), sum(count for count, _mended in counts.values())):
        yield Paragraph((rest,))


def _heading(name: str, own: Rows, count: int, mended: int, pk: int) -> tuple[str | Figure, ...]:
    shown = own.but(outcome="mended").figure(mended, f"mended.{pk}")
    return spans(f"{name}（", own.figure(count, f"found.{pk}"), "个，已改", shown, "个）")


def _by_unit(found: Rows, subject: Subject) -> dict[int, tuple[int, int]]:
    """unit id (0: nobody yet) -> problems, of them put right."""
    rows = (
        case_rows(found)
        .order_by()
        .values_list("unit")
        .annotate(count=Count("pk"), mended=Count("pk", filter=outcome_q("mended", subject.at)))
    )
    return {pk or 0: (count, mended) for pk, count, mended in rows}


def _sites(cases: Sequence[Case], subject: Subject) -> Iterator[Block]:
    sites = [(name, list(own)) for name, own in groupby(sorted(cases, key=place_zh), key=place_zh)]
    sites.sort(key=lambda one: -len(one[1]))
    for name, own in sites[:MOST_SITES]:
        faults = "；".join(f"{fault_zh(case).strip('。；; ')}（{stand_zh(case, subject.at)}）" for case in own)
        yield Heading(3, (f"{name}：{faults}。",))
    if len(sites) > MOST_SITES:
        yield Paragraph((f"另有{len(sites) - MOST_SITES}处点位的问题见附件。",))


def problem_table(listed: Sequence[Case], subject: Subject) -> Block:
    """问题清单, one row per case."""
    head = ("序号", "编号", "责任单位", "点位类型", "点位", "问题描述", "对应标准", "办结时限", "整改情况")
    rows = [
        (
            position,
            case.number,
            unit_zh(case.unit),
            case.site.site_type.name_zh if case.site else "—",
            place_zh(case),
            fault_zh(case),
            case.standard.code if case.standard else "—",
            moment_zh(case.due_at),
            stand_zh(case, subject.at),
        )
        for position, case in enumerate(listed, start=1)
    ]
    return table(head, rows, (3, 7, 7, 6, 10, 16, 5, 7, 6))


SPEC = Spec(
    Kind.BULLETIN,
    "发",
    (Asks.PERIOD,),
    (
        Slot(
            "basis",
            _("Basis"),
            "按照全国文明城市创建工作部署和年度督查计划，市创建全国文明城市指挥部办公室组织开展实地督查。现将有关情况通报如下。",
        ),
        Slot("corrections", _("Corrections since the last bulletin")),
        Slot("practices", _("What was done well")),
        Slot(
            "demands",
            _("Demands on the units"),
            "各责任单位要对照问题清单逐项整改，按时限在系统内反馈整改后同角度照片。\n"
            "需要资金或改造的，应当列明计划和阶段措施，不得以旧照片销号。\n"
            "已整改问题纳入回头看，防止反弹。",
        ),
    ),
    blocks_of,
    span="week",
    is_periodical=True,
)
