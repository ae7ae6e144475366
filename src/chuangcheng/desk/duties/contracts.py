"""The contract of a unit for a place: its page, hand-over, renewal, what is to be kept, and the post."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.cases import queries as cases
from chuangcheng.desk.duties.contract_forms import HandOverForm, HolderPostForm, LinesForm, RenewForm
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.duties import queries
from chuangcheng.duties.actions import hand_over_place, name_holder_post, renew_contract, set_kept_duties
from chuangcheng.duties.queries import PlaceHolding
from chuangcheng.kit.counting import count_capped
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import holders_of

MOST_CASES = 20


@require_GET
def holding(request: StaffRequest, pk: int) -> HttpResponse:
    """One contract: unit, post and its holder, days, duties, the open cases there, what happened to it."""
    one = queries.get_holding(pk)
    actor, place = request.actor, place_of(one)
    is_open = one.ends_at is None
    context = {
        "holding": one,
        "place": place,
        "place_url": _place_url(one),
        "days_left": (one.agreed_until - timezone.localdate(request.at)).days if one.agreed_until else None,
        "holder": holders_of([one.post_id], request.at).get(one.post_id) if one.post_id else None,
        "others": [row for row in queries.holders_of_place(place, request.at) if row.pk != pk] if is_open else [],
        "history": history(one),
        **open_cases(request, one),
        "may_end": is_open and actor.may_anywhere("duties.end_holding"),
        "may_hand_over": is_open and actor.may_anywhere("duties.hand_over_place"),
        "may_renew": is_open and actor.may_anywhere("duties.renew_contract"),
        "may_set": is_open and actor.may_anywhere("duties.set_kept_duties"),
        "may_name": is_open and actor.may("duties.name_holder_post", unit_path=one.unit.path),
        "is_own": one.segment_id is not None and is_open and one.unit_id in actor.unit_ids,
    }
    return render(request, "desk/duties/holding.html", context)


def place_of(one: PlaceHolding) -> Any:
    """The place that is held."""
    return one.segment or one.site or one.facility or one.area


def _place_url(one: PlaceHolding) -> str:
    kind = next(name for name in ("segment", "site", "facility", "area") if getattr(one, f"{name}_id"))
    return reverse(f"desk:{kind}", args=[getattr(one, f"{kind}_id")])


def open_cases(request: StaffRequest, one: PlaceHolding) -> dict[str, Any]:
    """The open cases at the place as far as the reader may see them, the most pressing first, and their number."""
    narrowed = {"segment": one.segment_id, "site": one.site_id, "facility": one.facility_id, "area": one.area_id}
    filters = cases.Filters(phase="open", **narrowed)  # type: ignore[arg-type]
    rows = cases.cases_for(request.actor, filters, request.at)
    kind = next(name for name, value in narrowed.items() if value)
    return {
        "open_cases": list(rows.order_by("wanted_at", "pk")[:MOST_CASES]),
        "open_count": count_capped(rows),
        "cases_url": f"{reverse('desk:cases')}?{kind}={narrowed[kind]}&state=open&order=wanted",
    }


def _form_page(
    request: StaffRequest,
    one: PlaceHolding,
    form: forms.Form,
    deed: Callable[[], object],
    heading: str,
    *,
    saved: str = "",
    **context: Any,
) -> HttpResponse:
    """A form about one contract; what is refused comes back in it."""
    if request.method == "POST" and form.is_valid():
        made = attempt(form, deed)
        if made is not None:
            messages.success(request, saved or _("Saved."))
            return redirect("desk:holding", made.pk if isinstance(made, PlaceHolding) else one.pk)
    shown = {"form": form, "holding": one, "place": place_of(one), "heading": heading, **context}
    return render(request, "desk/duties/contract_form.html", shown)


def renew(request: StaffRequest, pk: int) -> HttpResponse:
    """The contract goes on."""
    one = queries.get_holding(pk)
    form = RenewForm(request.POST or None)

    def deed() -> object:
        return renew_contract(by=request.actor, at=request.at, holding=one, **form.cleaned_data)

    return _form_page(request, one, form, deed, _("Renew the contract"))


def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Another unit takes the place over in one act. The open cases are shown: they stay with whom they went to."""
    one = queries.get_holding(pk)
    form = HandOverForm(request.POST or None)

    def deed() -> object:
        return hand_over_place(by=request.actor, at=request.at, holding=one, **form.cleaned_data)

    context = {"shows_cases": True, **open_cases(request, one)}
    saved = _("Handed over. New findings there reach the new holder from this moment on.")
    return _form_page(request, one, form, deed, _("Hand the place over"), saved=saved, **context)


def kept_duties(request: StaffRequest, pk: int) -> HttpResponse:
    """What the unit keeps there."""
    one = queries.get_holding(pk)
    form = LinesForm(request.POST or None, initial={"lines": "\n".join(one.kept_zh)})

    def deed() -> object:
        lines = form.cleaned_data["lines"]
        return set_kept_duties(by=request.actor, at=request.at, holding=one, lines=lines)

    return _form_page(request, one, form, deed, _("What is to be kept"))


def holder_post(request: StaffRequest, pk: int) -> HttpResponse:
    """The holder names its post."""
    one = queries.get_holding(pk)
    if not request.actor.may("duties.name_holder_post", unit_path=one.unit.path):
        raise NotFound("holding")
    form = HolderPostForm(request.POST or None, unit=one.unit, initial={"post": one.post})
    deed = partial(name_holder_post, by=request.actor, at=request.at, holding=one)
    return _form_page(request, one, form, lambda: deed(post=form.cleaned_data["post"]), _("Name the responsible post"))
