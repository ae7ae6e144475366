"""Forms of units, posts, groups, roles and grants."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.queries import Language
from chuangcheng.desk.units.picker import PersonField
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.verbs import Sight, Verb, all_sights, all_verbs
from chuangcheng.places.queries import Area
from chuangcheng.units.queries import GroupKind, Post, Role, Unit, UnitKind, groups, units


class NamedChoice(forms.ModelChoiceField):
    """A choice among nouns, labelled by code and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class NamedChoices(forms.ModelMultipleChoiceField):
    """Several nouns, labelled by code and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class PostChoices(forms.ModelMultipleChoiceField):
    """Several posts, labelled by unit and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.name} · {obj.name}"


def _large_areas() -> QuerySet[Area]:
    """Areas down to sub-districts: grants and units are not cut finer, and the list stays short."""
    return Area.objects.filter(level__in=("city", "district", "subdistrict")).order_by("path")


class UnitForm(forms.Form):
    """A unit. The code stays once it is set up."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name_zh = forms.CharField(label=_("Name"), max_length=200)
    short_name_zh = forms.CharField(label=_("Short name"), max_length=60, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)
    name_zh_hant = forms.CharField(
        label=_("Traditional Chinese name"), max_length=200, required=False, help_text=_("Blank: converted by itself.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=UnitKind.choices)
    parent = NamedChoice(label=_("Stands under"), queryset=Unit.objects.none(), required=False)
    area = NamedChoice(label=_("Area"), queryset=Area.objects.none(), required=False)
    is_commission_member = forms.BooleanField(label=_("Member of the commission (文明委)"), required=False)

    def __init__(self, *args: Any, unit: Unit | None = None, parent: Unit | None = None, **kwargs: Any) -> None:
        if unit is not None:
            kwargs["initial"] = {name: getattr(unit, name) for name in self.base_fields}
        elif parent is not None:
            kwargs["initial"] = {"parent": parent}
        super().__init__(*args, **kwargs)
        parents = units().order_by("path")
        self.fields["parent"].queryset = parents.exclude(path__startswith=unit.path) if unit else parents  # type: ignore[attr-defined]
        self.fields["area"].queryset = _large_areas()  # type: ignore[attr-defined]
        if unit is not None:
            self.fields["code"].disabled = True


class PostForm(forms.Form):
    """A post of a unit."""

    code = forms.CharField(label=_("Code"), max_length=60)
    name_zh = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)
    name_zh_hant = forms.CharField(
        label=_("Traditional Chinese name"), max_length=200, required=False, help_text=_("Blank: converted by itself.")
    )
    is_head = forms.BooleanField(label=_("Heads the unit"), required=False)
    is_liaison = forms.BooleanField(label=_("Liaison: hears what reaches the unit"), required=False)

    def __init__(self, *args: Any, unit: Unit, post: Post | None = None, **kwargs: Any) -> None:
        if post is not None:
            kwargs["initial"] = {name: getattr(post, name) for name in self.base_fields}
        else:
            kwargs["initial"] = {"code": f"{unit.code}-"}
        super().__init__(*args, **kwargs)
        if post is not None:
            self.fields["code"].disabled = True


class AppointForm(forms.Form):
    """Personnel change: who takes the post over."""

    person = PersonField(label=_("Who takes the post over"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, request: StaffRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, PersonField)
        field.look_with(request.actor, request.at)


class ReasonForm(forms.Form):
    """One line of why."""

    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class InvitePersonForm(forms.Form):
    """A person who is not yet known, for one post."""

    name = forms.CharField(label=_("Full name"), max_length=60)
    username = forms.CharField(
        label=_("Username"), max_length=40, help_text=_("Small letters, digits, dots or dashes, such as ma.jun")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)


class GrantForm(forms.Form):
    """A role for a post, inside a unit and an area, until a day."""

    role = NamedChoice(label=_("Role"), queryset=Role.objects.none())
    unit = NamedChoice(
        label=_("Inside the unit"), queryset=Unit.objects.none(), required=False, empty_label=_("Whole city")
    )
    area = NamedChoice(
        label=_("Inside the area"), queryset=Area.objects.none(), required=False, empty_label=_("Whole city")
    )
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Blank: lasts."),
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.order_by("code")  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units().order_by("path")  # type: ignore[attr-defined]
        self.fields["area"].queryset = _large_areas()  # type: ignore[attr-defined]
        self.fields["unit"].initial = post.unit

    def ends_at(self) -> datetime | None:
        """The end of the last day: the midnight that follows it in the city's zone."""
        last = self.cleaned_data["last_day"]
        if last is None:
            return None
        return timezone.make_aware(datetime.combine(last, time.min)) + timedelta(days=1)


class GroupForm(forms.Form):
    """A group with its lead and member units."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name_zh = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)
    name_zh_hant = forms.CharField(label=_("Traditional Chinese name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=GroupKind.choices, initial=GroupKind.WORKING)
    lead_unit = NamedChoice(label=_("Lead unit"), queryset=Unit.objects.none())
    member_units = NamedChoices(
        label=_("Member units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )
    remit_zh = forms.CharField(label=_("Remit"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args: Any, group: Any = None, **kwargs: Any) -> None:
        if group is not None:
            kwargs["initial"] = {name: getattr(group, name) for name in self.base_fields if name != "member_units"}
            kwargs["initial"]["member_units"] = list(group.member_units.all())
        super().__init__(*args, **kwargs)
        for name in ("lead_unit", "member_units"):
            self.fields[name].queryset = units().order_by("path")  # type: ignore[attr-defined]
        if group is not None:
            self.fields["code"].disabled = True


class MembersForm(forms.Form):
    """The posts of a group's own units that work in it, and its head."""

    head = forms.ModelChoiceField(label=_("Head"), queryset=Post.objects.none(), required=False)
    posts = PostChoices(
        label=_("Members"), queryset=Post.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["head"] = _PostChoice(label=_("Head"), queryset=posts, required=False)
        self.fields["posts"].queryset = posts  # type: ignore[attr-defined]


class _PostChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.name} · {obj.name}"


def what_it_says(sentence: Any) -> str:
    """A verb's sentence without its blanks, for a list of what a role may do."""
    text = str(sentence)
    while "{" in text and "}" in text[text.index("{") :]:
        start = text.index("{")
        text = text[:start] + "…" + text[text.index("}", start) + 1 :]
    return text


def known_words() -> dict[str, Verb | Sight]:
    """Every verb and sight by name."""
    words: dict[str, Verb | Sight] = dict(all_verbs())
    words.update(all_sights())
    return words


def verb_choices(actor: Actor) -> list[tuple[str, str]]:
    """Verbs and sights that the actor holds, grouped by room through their order."""
    known = known_words()
    form = "{} ({})" if (get_language() or "").startswith("en") else "{}（{}）"
    return [
        (name, form.format(what_it_says(known[name].sentence), name))
        for name in sorted(known)
        if actor.may_anywhere(name)
    ]


class RoleForm(forms.Form):
    """A role of the city's own."""

    code = forms.CharField(label=_("Code"), max_length=40)
    name_zh = forms.CharField(label=_("Name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)
    name_zh_hant = forms.CharField(label=_("Traditional Chinese name"), max_length=200, required=False)
    verbs = forms.MultipleChoiceField(label=_("May see and do"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, actor: Actor, role: Role | None = None, **kwargs: Any) -> None:
        if role is not None:
            kwargs["initial"] = {name: getattr(role, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.fields["verbs"].choices = verb_choices(actor)  # type: ignore[attr-defined]
        if role is not None:
            self.fields["code"].disabled = True


class GrantFilter(forms.Form):
    """Filter of the list of grants."""

    role = NamedChoice(label=_("Role"), queryset=Role.objects.none(), required=False, empty_label=_("All"))
    unit = NamedChoice(label=_("Post in the unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Role.objects.order_by("code")  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units().order_by("path")  # type: ignore[attr-defined]


class GapFilter(forms.Form):
    """Filter of the list of vacant posts."""

    unit = NamedChoice(label=_("Unit"), queryset=Unit.objects.none(), required=False, empty_label=_("All"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units().order_by("path")  # type: ignore[attr-defined]


class ListUploadForm(forms.Form):
    """A list of units or groups to import."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV or XLSX; our column names or the Chinese headers; UTF-8 or GBK."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.xls"}),
    )


class UnitSearch(forms.Form):
    """Search in the tree of units."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, short name or code")}),
    )


def all_groups() -> Any:
    """Groups with what the export and the list need."""
    return groups().prefetch_related("member_units")
