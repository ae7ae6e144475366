"""The ledger of what the list shows, as a spreadsheet."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.cases.filtering import FilterForm
from chuangcheng.documents.ledger import ledger_sheet
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download


@require_GET
def export_ledger(request: StaffRequest) -> HttpResponseBase:
    """整改台賬: the same filters, all rows, streamed."""
    filters = FilterForm(request.GET).filters()
    return download(_("Ledger"), [ledger_sheet(request.actor, filters, request.at)], kind=_kind(request))


def _kind(request: StaffRequest) -> str:
    return "csv" if request.GET.get("kind") == "csv" else "xlsx"
