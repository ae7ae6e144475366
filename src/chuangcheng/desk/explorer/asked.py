"""What the address of the explorer asks for, and the same as an address again."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.scores.views import number
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring.exploring import DIMENSIONS

LABELS = {
    "item": _("Item"),
    "standard": _("Standard"),
    "site_type": _("Site type"),
    "area": _("Area"),
    "unit": _("Unit responsible"),
    "round": _("Round"),
}
MEASURES = {
    "rate": _("Pass rate with interval"),
    "observed": _("Checks"),
    "failed": _("Findings"),
    "sites": _("Visits"),
    "cases": _("Cases"),
}
FILTERS = ("item", "site_type", "area", "unit", "round")


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows, columns (may be blank), measure, and what is narrowed: dimension -> id, nought for nobody."""

    rows: str = "item"
    columns: str = ""
    measure: str = "rate"
    edition: str = ""
    narrowed: dict[str, int] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The address of what is seen, to be shared."""
        given = {"rows": self.rows, "columns": self.columns, "measure": self.measure, "edition": self.edition}
        return urlencode({name: value for name, value in {**given, **self.narrowed}.items() if value != ""})


def asked(request: StaffRequest) -> Asked:
    """Whatever the address lacks or misspells falls back to what the page shows first."""
    rows = request.GET.get("rows", "")
    columns = request.GET.get("columns", "")
    measure = request.GET.get("measure", "")
    rows = rows if rows in DIMENSIONS else "item"
    narrowed = {name: value for name in FILTERS if (value := number(request, name)) is not None}
    return Asked(
        rows=rows,
        columns=columns if columns in DIMENSIONS and columns != rows else "",
        measure=measure if measure in MEASURES else "rate",
        edition=request.GET.get("edition", "")[:40],
        narrowed=narrowed,
    )
