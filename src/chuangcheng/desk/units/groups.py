"""The supervision group and the working groups."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.units.forms import GroupForm, MembersForm
from chuangcheng.desk.units.pages import tabs
from chuangcheng.desk.units.remit import sees_remit
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units import actions, queries
from chuangcheng.units.queries import Group


@require_GET
def groups(request: StaffRequest) -> HttpResponse:
    """All groups with lead unit, members and head: a city has a few dozen at most."""
    found = list(queries.groups()[:200])
    counts = queries.sizes_of_groups([group.pk for group in found])
    heads = queries.heads_of_groups([group.pk for group in found], request.at)
    context = {
        "rows": [{"group": g, "head": heads.get(g.pk), **counts.get(g.pk, {})} for g in found],
        "tabs": tabs(request, "desk:groups"),
        "may_define": request.actor.may_anywhere("units.define_group"),
        "may_import": request.actor.may_anywhere("units.import_groups"),
    }
    return render(request, "desk/units/groups.html", context)


@require_GET
def group(request: StaffRequest, pk: int) -> HttpResponse:
    """One group: remit, units, members, history."""
    found = queries.get_group_for(request.actor, pk)
    members = queries.group_posts(found)
    holders = queries.holders_of([member.post_id for member in members], request.at)
    context = {
        "group": found,
        "members": [{"member": member, "holding": holders.get(member.post_id)} for member in members],
        "units": list(found.member_units.order_by("path")),
        "history": history(found, limit=30),
        "sees_remit": sees_remit(request, found),
        "may_define": request.actor.may_anywhere("units.define_group"),
        "may_set_members": request.actor.may_anywhere("units.set_group_members"),
    }
    return render(request, "desk/units/group.html", context)


def _save(request: StaffRequest, form: GroupForm) -> Group | None:
    values = {**form.cleaned_data, "member_units": list(form.cleaned_data["member_units"])}
    return attempt(form, lambda: actions.define_group(by=request.actor, at=request.at, **values))


def group_new(request: StaffRequest) -> HttpResponse:
    """Set up a group."""
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if queries.Group.objects.filter(code=form.cleaned_data["code"]).exists():
            form.add_error("code", _("A group with this code is there already."))
        elif made := _save(request, form):
            messages.success(request, _("Saved."))
            return redirect("desk:group", made.pk)
    return render(request, "desk/units/group_form.html", {"form": form, "group": None})


def group_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a group."""
    found = queries.get_group_for(request.actor, pk)
    form = GroupForm(request.POST or None, group=found)
    if request.method == "POST" and form.is_valid() and _save(request, form):
        messages.success(request, _("Saved."))
        return redirect("desk:group", pk)
    return render(request, "desk/units/group_form.html", {"form": form, "group": found})


def group_members(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose the posts that work in a group from its lead and member units."""
    found = queries.get_group_for(request.actor, pk)
    members = queries.group_posts(found)
    head = next((member.post_id for member in members if member.is_head), None)
    initial = {"posts": [member.post_id for member in members], "head": head}
    form = MembersForm(request.POST or None, posts=queries.posts_for_group(found), initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen, leader = list(form.cleaned_data["posts"]), form.cleaned_data["head"]
        if attempt(
            form,
            lambda: actions.set_group_members(by=request.actor, at=request.at, group=found, posts=chosen, head=leader),
        ):
            messages.success(request, _("Saved."))
            return redirect("desk:group", pk)
    return render(request, "desk/units/group_members.html", {"form": form, "group": found})
