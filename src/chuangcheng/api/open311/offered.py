"""Discovery, the list of services, and what each of them asks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.api.open311.answers import TYPES, Answer
from chuangcheng.cases.queries import Category
from chuangcheng.kit.refused import Refused
from chuangcheng.participation import queries

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-01T00:00:00Z"
"""When what is offered here last changed its shape; clients fetch the services anew after it."""
OTHER = "other"
"""The service of whoever does not know what kind of matter it is: a report without a category."""
TOLD_BY_KEYWORD = frozenset({"private", "inactive", "staff"})
"""Keywords with which some clients hide a service; ours only help to find it."""
DATATYPES = {"bool": "singlevaluelist", "choice": "singlevaluelist", "number": "number", "text": "string"}
YES_NO = {"yes": "是", "no": "否"}
"""Answers to a question of yes or no as they are sent, and as the city keeps them."""


def discovery(request: HttpRequest) -> Answer:
    """Where we are and what we speak. The address ends in a slash: clients write the call behind it."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": request.build_absolute_uri(reverse("api:open311")),
        "changeset": CHANGED,
        "type": "test" if settings.SAMPLE_CITY else "production",
        "formats": [form.partition(";")[0] for form in TYPES.values()],
    }
    content = {
        "changeset": CHANGED,
        "contact": f"{settings.CITY_NAME} {request.build_absolute_uri('/')}".strip(),
        "key_service": _("Keys are issued by the city's campaign office."),
        "endpoints": [endpoint],
    }
    return Answer("discovery", "", content)


def services(request: HttpRequest) -> Answer:
    """What can be reported; nothing for a point outside the city."""
    if _is_outside(request):
        return Answer("services", "service", [])
    rows = [_service(one) for one in queries.public_categories()]
    return Answer("services", "service", [*rows, _other()])


def _is_outside(request: HttpRequest) -> bool:
    try:
        queries.of_point(float(request.GET["long"]), float(request.GET["lat"]), "wgs84")
    except (KeyError, ValueError):
        return False
    except Refused:
        return True
    return False


def _service(one: Category) -> dict[str, Any]:
    return {
        "service_code": one.code,
        "service_name": str(one.name),
        "description": None,
        "metadata": bool(one.extra_questions),
        "type": "realtime",
        "keywords": ",".join(word for word in one.keywords if word not in TOLD_BY_KEYWORD and "," not in word),
        "group": str(one.parent.name) if one.parent else None,
    }


def _other() -> dict[str, Any]:
    name = _("Another matter, or I do not know")
    row = {"service_code": OTHER, "service_name": name, "description": None, "metadata": False, "type": "realtime"}
    return {**row, "keywords": "", "group": None}


def definition(request: HttpRequest, code: str) -> Answer:
    """The questions of a service."""
    questions = [] if code == OTHER else queries.public_service(code).extra_questions
    attributes = [attribute(one, order) for order, one in enumerate(questions, 1)]
    return Answer("service_definition", "", {"service_code": code, "attributes": attributes})


def attribute(question: dict[str, Any], order: int) -> dict[str, Any]:
    """A question of a category as the specification puts it."""
    return {
        "variable": True,
        "code": str(question["key"]),
        "datatype": DATATYPES[question["type"]],
        "required": bool(question.get("required", False)),
        "datatype_description": None,
        "order": order,
        "description": str(question["label_zh"]),
        "values": [{"key": key, "name": name} for key, name in choices(question).items()],
    }


def choices(question: dict[str, Any]) -> dict[str, str]:
    """key as it is sent → answer as the city keeps it; empty for questions that are answered freely."""
    if question["type"] == "bool":
        return YES_NO
    return {str(one): str(one) for one in question.get("choices", ())} if question["type"] == "choice" else {}
