"""A form field that finds a place by words among thousands; it never loads them all.

`place = PlaceField(kinds=("site",))`, and in the form's `__init__`: `self.fields["place"].actor = actor`.
Its cleaned value is a `places.queries.Place`; `initial` takes one too. With scripts the results appear while one types;
without, sending the form shows them beneath the box.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.queries import KINDS, Place, place_by_reference, search_places


class PlaceWidget(forms.Widget):
    """A search box, and radio buttons for what it finds. Posts `NAME` (a reference) and `NAME_words`."""

    kinds: tuple[str, ...] = KINDS
    actor: Actor | None = None

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        chosen, words = data.get(name, ""), str(data.get(f"{name}_words", "")).strip()
        return chosen or (f"?{words}" if words else "")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and f"{name}_words" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen, words = _read(value)
        found = search_places(self.actor, words, self.kinds) if words and self.actor else []
        context = {
            "name": name,
            "attrs": attrs or {},
            "kinds": ",".join(self.kinds),
            "words": words,
            "chosen": chosen,
            "found": found,
            "required": self.is_required,
        }
        return mark_safe(render_to_string("desk/places/picker.html", context))


def _read(value: Any) -> tuple[Place | None, str]:
    """(the place chosen, the words typed) of a value as the form holds it."""
    if isinstance(value, Place):
        return value, ""
    text = str(value or "")
    if text.startswith("?"):
        return None, text[1:]
    try:
        return (place_by_reference(text), "") if text else (None, "")
    except NotFound:
        return None, ""


class PlaceField(forms.Field):
    """A place of one of these kinds: area, segment, site, facility."""

    widget = PlaceWidget
    default_error_messages = {
        "required": _("Search for the place and choose it."),
        "choose": _("Choose one of the places that were found."),
        "nothing": _("Nothing was found for these words: try fewer characters, or the code."),
        "gone": _("This place does not exist any more."),
    }

    def __init__(self, *, kinds: Iterable[str] = KINDS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kinds = tuple(kinds)
        self.widget.kinds = self.kinds
        self._actor: Actor | None = None

    @property
    def actor(self) -> Actor | None:
        """Who searches: only what this actor may see is found and accepted."""
        return self._actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = self.widget.actor = actor

    def to_python(self, value: Any) -> Place | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Place):
            return value
        if str(value).startswith("?"):
            return self._only_one(str(value)[1:])
        try:
            place = place_by_reference(str(value))
        except NotFound as error:
            raise forms.ValidationError(self.error_messages["gone"], code="gone") from error
        if place.kind not in self.kinds or not self._may_see(place):
            raise forms.ValidationError(self.error_messages["gone"], code="gone")
        return place

    def _may_see(self, place: Place) -> bool:
        return self._actor is None or self._actor.may("places.see_place", area_path=place.area.path)

    def _only_one(self, words: str) -> Place:
        found = search_places(self._actor, words, self.kinds) if self._actor else []
        exact = [place for place in found if place.thing.code.lower() == words.lower()]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        code = "choose" if found else "nothing"
        raise forms.ValidationError(self.error_messages[code], code=code)
