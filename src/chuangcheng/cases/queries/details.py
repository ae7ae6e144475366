"""One case for one reader: the only door of the faces."""

from chuangcheng.cases.access import visible
from chuangcheng.cases.models import Case
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound

NEIGHBOURS = (
    "category",
    "standard",
    "check_point",
    "area",
    "segment",
    "site__site_type",
    "facility",
    "unit",
    "post",
    "group",
    "opened_by",
    "parent",
    "merged_into",
)


def searchable(case: Case) -> str:
    """What the search box looks in: number, words, place, category."""
    places = [place.name_zh for place in (case.site, case.facility, case.segment, case.area) if place]
    category = case.category.name_zh if case.category else ""
    return search_text(case.number, case.description, case.address_zh, category, *places)


def get_case_for(actor: Actor, pk: int) -> Case:
    """The case with everything its page names, in one query. NotFound (404) for what may not be seen."""
    case = Case.objects.select_related(*NEIGHBOURS).filter(visible(actor), pk=pk).first()
    if case is None:
        raise NotFound("case")
    return case
