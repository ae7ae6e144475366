"""Forms of draws: what is drawn from, how many, whose numbers decide, and what two people read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import HEXADECIMAL, NUMBERS, OPEN, VEILED, FrameSpec, Source, StratumSpec, propose_sizes
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.queries import PoolMember, StratumPool, areas_to_choose
from chuangcheng.inspections.rules import double_count, double_frame
from chuangcheng.kit.names import localised
from chuangcheng.places.queries import Area, SiteType

LEVELS = (
    ("", _("not divided: one stratum per kind of site")),
    ("district", _("by district")),
    ("subdistrict", _("by sub-district")),
    ("community", _("by community")),
)
KINDS = (
    (NUMBERS, _("numbers (a lottery result)")),
    (HEXADECIMAL, _("hexadecimal value (a randomness beacon)")),
)
SOURCE_ROWS = 3
DAYS_TO_PROVE = 60


def moment_field(**kwargs: Any) -> forms.DateTimeField:
    """A moment in the city's zone, as browsers send it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


class ScopeForm(forms.Form):
    """Which sites: edition, kinds, division into strata, part of the city, how many in all."""

    edition = forms.ModelChoiceField(queryset=Edition.objects.none(), label=_("Edition of the framework"))
    site_types = forms.ModelMultipleChoiceField(
        queryset=SiteType.objects.none(), widget=forms.CheckboxSelectMultiple, label=_("Kinds of site")
    )
    level = forms.ChoiceField(choices=LEVELS, required=False, label=_("Strata"))
    area = forms.ChoiceField(required=False, label=_("Part of the city"))
    total = forms.IntegerField(
        min_value=1,
        max_value=5000,
        initial=60,
        label=_("How many sites in all"),
        help_text=_("They are proposed in proportion to the strata, at least two each; you can change every number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition, kinds = self.fields["edition"], self.fields["site_types"]
        assert isinstance(edition, forms.ModelChoiceField)
        assert isinstance(kinds, forms.ModelMultipleChoiceField)
        edition.queryset = Edition.objects.filter(state="published").order_by("-year", "kind", "code")
        kinds.queryset = SiteType.objects.filter(is_active=True)
        self.areas = {str(area.pk): area for area in areas_to_choose()}
        chosen = [("", _("the whole city")), *((pk, area.name) for pk, area in self.areas.items())]
        area_field = self.fields["area"]
        assert isinstance(area_field, forms.ChoiceField)
        area_field.choices = chosen

    @property
    def within(self) -> Area | None:
        """The part of the city chosen; None for all of it."""
        return self.areas.get(self.cleaned_data["area"])


class SizeForm(forms.Form):
    """Sizes of one stratum."""

    count = forms.IntegerField(min_value=0, label=_("Drawn"))
    reserve = forms.IntegerField(min_value=0, required=False, label=_("Reserve"))

    def clean_reserve(self) -> int:
        return self.cleaned_data["reserve"] or 0


class SourceForm(forms.Form):
    """A public source that nobody in the city controls, whose value is not known yet."""

    name = forms.CharField(max_length=80, required=False, label=_("Source"))
    kind = forms.ChoiceField(choices=KINDS, required=False, initial=NUMBERS, label=_("Value"))
    where = forms.CharField(max_length=200, required=False, label=_("Where everybody can look it up"))
    known_at = moment_field(required=False, label=_("Known from"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if any(given.get(name) for name in ("name", "where")):
            for name in ("name", "where", "known_at"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or leave the whole row blank."))
        return given

    @property
    def is_used(self) -> bool:
        return bool(self.cleaned_data.get("name"))


class CommitForm(forms.Form):
    """The rest of a commitment; the sizes and sources have rows of their own."""

    name_zh = forms.CharField(max_length=200, label=_("Name of the draw"))
    purpose_zh = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), label=_("Purpose")
    )
    inspectors = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Inspectors"))
    double_percent = forms.IntegerField(
        min_value=0,
        max_value=100,
        initial=10,
        required=False,
        label=_("Stops judged twice (%)"),
        help_text=_("The draw also chooses stops that two inspectors judge apart: it shows how far they agree."),
    )
    fails_after = moment_field(
        label=_("Last day for the proof"),
        help_text=_("If the proof has not been published by then, the draw counts as failed for everybody to see."),
    )
    is_checked = forms.BooleanField(
        label=_("I have checked the list of sites. Once committed, nothing of it can be changed.")
    )

    def __init__(self, *args: Any, pool: Sequence[PoolMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pool = {member.post.code: member for member in pool}
        field = self.fields["inspectors"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (code, f"{member.person_name} · {member.post.unit.name}") for code, member in self.pool.items()
        ]
        self.initial.setdefault("inspectors", list(self.pool))

    def clean_inspectors(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["inspectors"]
        if len(chosen) < 2:
            raise forms.ValidationError(_("At least two inspectors go to each stop."))
        return chosen


@dataclass(frozen=True, slots=True)
class DrawnThings:
    """The frame that is drawn from. Sites are published with their names, cases stay veiled."""

    code: str
    name_zh: str
    publication: str
    has_reserve: bool


SITES = DrawnThings("sites", "点位", OPEN, has_reserve=True)
CASES = DrawnThings("cases", "已销号案件", VEILED, has_reserve=False)
"""A case that cannot be seen has no substitute: the gap must show."""


class CommitForms:
    """All forms of the commit page together: strata by rows, sources by rows, and the rest."""

    def __init__(
        self,
        data: Any,
        pools: Sequence[StratumPool],
        people: Sequence[PoolMember],
        total: int,
        at: datetime,
        *,
        of: DrawnThings = SITES,
    ):
        self.pools, self.of = pools, of
        proposed = propose_sizes({pool.code: pool.count for pool in pools}, total)
        self.sizes = [
            SizeForm(
                data,
                prefix=f"stratum{number}",
                initial={
                    "count": proposed[pool.code],
                    "reserve": _reserve(pool.count, proposed[pool.code]) if of.has_reserve else 0,
                },
            )
            for number, pool in enumerate(pools)
        ]
        self.sources = [
            SourceForm(data, prefix=f"source{number}", initial=first_source(at) if number == 0 else {})
            for number in range(SOURCE_ROWS)
        ]
        initial = {"fails_after": end_of_day(at, DAYS_TO_PROVE)}
        self.rest = CommitForm(data, pool=people, initial=initial)

    @property
    def strata(self) -> list[tuple[StratumPool, SizeForm]]:
        return list(zip(self.pools, self.sizes, strict=True))

    def is_valid(self) -> bool:
        """Checks every form, so that all errors show at once."""
        wrong = [form for form in (*self.sizes, *self.sources, self.rest) if not form.is_valid()]
        return not wrong

    def values(self) -> dict[str, Any]:
        """Arguments of `commit_draw`."""
        given = self.rest.cleaned_data
        chosen = [self.rest.pool[code] for code in given["inspectors"]]
        strata = tuple(
            StratumSpec(pool.code, pool.name_zh, pool.items, size.cleaned_data["count"], size.cleaned_data["reserve"])
            for pool, size in self.strata
        )
        everyone = StratumSpec("all", "督查员", tuple(member.item for member in chosen))
        return {
            "name_zh": given["name_zh"],
            "purpose_zh": given["purpose_zh"],
            "fails_after": given["fails_after"],
            "frames": [
                FrameSpec(self.of.code, self.of.name_zh, self.of.publication, strata),
                FrameSpec("inspectors", "督查员", "veiled", (everyone,)),
                *self._double(sum(stratum.count or 0 for stratum in strata)),
            ],
            "sources": [
                source_of(number, form.cleaned_data) for number, form in enumerate(self.sources, 1) if form.is_used
            ],
        }

    def _double(self, stops: int) -> list[FrameSpec]:
        """The frame that chooses which stops are judged twice; none if none shall be."""
        count = double_count(stops, self.rest.cleaned_data["double_percent"] or 0)
        return [double_frame(stops, count)] if count else []


def _reserve(pool: int, count: int) -> int:
    return min(pool - count, max(2, count))


def end_of_day(at: datetime, days: int) -> datetime:
    return timezone.localtime(at + timedelta(days=days)).replace(hour=18, minute=0, second=0, microsecond=0)


def first_source(at: datetime) -> dict[str, Any]:
    """The daily 3D lottery, drawn at 21:15: the next one that is safely in the future."""
    local = timezone.localtime(at)
    evening = local.replace(hour=21, minute=30, second=0, microsecond=0)
    known_at = evening if local.hour < 20 else evening + timedelta(days=1)
    where = f"中国福利彩票发行管理中心，{known_at:%Y年%m月%d日}3D开奖公告"
    return {"name": "福彩3D开奖号码", "kind": NUMBERS, "where": where, "known_at": known_at}


def source_of(number: int, given: dict[str, Any]) -> Source:
    return Source(f"s{number}", given["name"], given["kind"], given["where"], given["known_at"])


class ValuesForm(forms.Form):
    """What one person reads at each source: numbers with spaces between, or the one hexadecimal value."""

    def __init__(self, *args: Any, draw: Draw, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for source in draw.sources:
            hint = (
                _("All numbers, with spaces between; their order does not matter.")
                if source["kind"] == NUMBERS
                else _("The whole hexadecimal value, as published.")
            )
            self.fields[source["code"]] = forms.CharField(
                max_length=1200,
                label=localised(source["name"])[0],
                help_text=hint,
                widget=forms.TextInput(attrs={"autocomplete": "off", "class": "mono"}),
            )

    def values(self) -> dict[str, list[str]]:
        """Source code -> values as typed."""
        return {code: _words(text) for code, text in self.cleaned_data.items()}


def _words(text: str) -> list[str]:
    for mark in ",，、;；":
        text = text.replace(mark, " ")
    return text.split()


class ReasonForm(forms.Form):
    """Why; it stays on the public page."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label=_("Reason"))
