"""Who holds a street, until when, what to do next there, and what drawn visits found."""

from typing import Any

from chuangcheng.desk.covers import STATES
from chuangcheng.desk.scores.streets import may_see_result, query_of
from chuangcheng.duties.queries import cover_of
from chuangcheng.inspections.queries import street_work
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Segment
from chuangcheng.scoring.streets import street_results, usual_period


def held(request: StaffRequest, segment: Segment) -> dict[str, Any]:
    """Holders with the terms of their contracts, the work of the reader's own part, the result of twelve months."""
    actor, at = request.actor, request.at
    context: dict[str, Any] = {"may_hold": actor.may_anywhere("duties.hold_place")}
    if actor.may_anywhere("duties.see_duty"):
        cover = cover_of(segment, at)
        rows = ([cover.lead] if cover.lead else []) + cover.joint
        works = street_work(actor, rows, at)
        label, tone = STATES[cover.state]
        own = [one for one in works if one.holding.unit_id in actor.unit_ids]
        context |= {"cover": cover, "cover_label": label, "cover_tone": tone, "holders": works, "contracts": rows}
        context |= {"work": next(iter(own or works), None), "is_own": bool(own)}
    if may_see_result(actor, segment, at):
        period = usual_period(at)
        context |= {"one": street_results([segment], period, at)[0], "query": query_of(period)}
    return context
