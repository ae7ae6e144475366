"""Answers of GeoReport v2 in its two forms. XML has no namespace; JSON is bare lists with nulls, ids as strings."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse

TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
ITEMS = {"endpoints": "endpoint", "formats": "format", "attributes": "attribute", "values": "value"}
"""What one entry of a nested list is called in XML."""


class Fault(Exception):
    """One or several errors. The specification knows 404 (unknown resource), 403 (key) and 400 (all else)."""

    def __init__(self, status: int, *said: Any, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(*said)
        self.status = status
        self.said = [str(one) for one in said]
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True)
class Answer:
    """`root` and `item` name the XML elements; an answer that is one object and no list has a blank `item`."""

    root: str
    item: str
    content: Sequence[Mapping[str, Any]] | Mapping[str, Any]
    status: int = 200


def written(answer: Answer, form: str) -> HttpResponse:
    """The answer in its form; others may read it from pages of their own, since all of it is public."""
    body = as_json(answer) if form == "json" else as_xml(answer)
    response = HttpResponse(body, status=answer.status, content_type=TYPES[form])
    response["Access-Control-Allow-Origin"] = "*"
    return response


def faulty(fault: Fault, form: str) -> HttpResponse:
    """The errors as the specification writes them."""
    rows = [{"code": fault.status, "description": one} for one in fault.said]
    response = written(Answer("errors", "error", rows, fault.status), form)
    for name, value in fault.headers.items():
        response[name] = value
    return response


def as_json(answer: Answer) -> bytes:
    return json.dumps(answer.content, ensure_ascii=False, allow_nan=False).encode()


def as_xml(answer: Answer) -> bytes:
    root = Element(answer.root)
    if isinstance(answer.content, Mapping):
        _fill(root, answer.content)
    else:
        for row in answer.content:
            _fill(SubElement(root, answer.item), row)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _fill(element: Element, row: Mapping[str, Any]) -> None:
    for name, value in row.items():
        child = SubElement(element, name)
        if isinstance(value, Mapping):
            _fill(child, value)
        elif isinstance(value, list):
            for one in value:
                entry = SubElement(child, ITEMS.get(name, "value"))
                if isinstance(one, Mapping):
                    _fill(entry, one)
                else:
                    entry.text = _text(one)
        else:
            child.text = _text(value)


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return "".join(sign for sign in str(value) if _may_stand(ord(sign)))


def _may_stand(sign: int) -> bool:
    """XML 1.0, production 2: what may be a character at all."""
    return sign in (9, 10, 13) or 0x20 <= sign <= 0xD7FF or 0xE000 <= sign <= 0xFFFD or sign >= 0x10000
