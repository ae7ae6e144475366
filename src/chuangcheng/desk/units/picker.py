"""A form field that finds a person by name or username; it never loads them all.

In the form's `__init__`: `self.fields["person"].look_with(actor, at)`. Its cleaned value is a `Person`.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.queries import Person
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import people_for, posts_of

LIMIT = 12
FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")


def _found(actor: Actor, at: datetime, words: str, limit: int = LIMIT) -> list[dict[str, Any]]:
    people = list(people_for(actor, at, text=words).filter(is_active=True).order_by("name", "id")[:limit])
    posts = posts_of([person.pk for person in people], at)
    return [{"person": person, "posts": posts.get(person.pk, [])} for person in people]


class PersonWidget(forms.Widget):
    """A search box, and radio buttons for what it finds. Posts `NAME` (an id) and `NAME_words`."""

    actor: Actor | None = None
    at: datetime | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        chosen, words = data.get(name, ""), str(data.get(f"{name}_words", "")).strip()
        return chosen or (f"?{words}" if words else "")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_words" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        text = str(value.pk if isinstance(value, Person) else value or "")
        words = text[1:] if text.startswith("?") else ""
        found: list[dict[str, Any]] = []
        chosen = None
        if self.actor and self.at:
            found = _found(self.actor, self.at, words) if words else []
            if text.isdecimal():
                chosen = people_for(self.actor, self.at).filter(pk=int(text)).first()
        context = {"name": name, "attrs": attrs or {}, "words": words, "found": found, "chosen": chosen}
        # The template escapes every value itself.
        return mark_safe(render_to_string("desk/units/person_picker.html", context))


class PersonField(forms.Field):
    """A person whom the actor may see and whose account is open."""

    widget = PersonWidget
    default_error_messages = {
        "required": _("Search for the person and choose one."),
        "choose": _("Choose one of the people who were found."),
        "nothing": _("Nobody was found under this name."),
    }

    def look_with(self, actor: Actor, at: datetime) -> None:
        """Set who searches and when; without it nobody is found."""
        self.actor, self.at = actor, at
        self.widget.actor, self.widget.at = actor, at

    def to_python(self, value: Any) -> Person | None:
        if value in self.empty_values:
            return None
        text = str(value)
        if text.startswith("?"):
            return self._only_one(text[1:])
        person = people_for(self.actor, self.at).filter(pk=int(text)).first() if text.isdecimal() else None
        if person is None:
            raise forms.ValidationError(self.error_messages["nothing"], code="nothing")
        return person

    def _only_one(self, words: str) -> Person:
        found: list[Person] = [hit["person"] for hit in _found(self.actor, self.at, words)]
        exact = [person for person in found if person.username == words]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        code = "choose" if found else "nothing"
        raise forms.ValidationError(self.error_messages[code], code=code)


@require_GET
def person_search(request: StaffRequest) -> HttpResponse:
    """Radio buttons for up to a dozen people (a fragment). `field` names them."""
    name = request.GET.get("field", "person")
    name = name if FIELD.fullmatch(name) else "person"
    words = request.GET.get(f"{name}_words", request.GET.get("q", ""))[:60].strip()
    found = _found(request.actor, request.at, words, LIMIT + 1) if words else []
    context = {"name": name, "words": words, "found": found[:LIMIT], "is_cut": len(found) > LIMIT}
    return render(request, "desk/units/person_found.html", context)
