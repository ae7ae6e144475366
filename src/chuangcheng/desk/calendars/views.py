"""The working calendar: a year at a glance, tables of other years, the hours of the seasons."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuangcheng.calendars import actions, queries
from chuangcheng.calendars.rules import explain
from chuangcheng.calendars.spreadsheet import MOST_BYTES, read_year_tables
from chuangcheng.desk.calendars.forms import SeasonForms, TableUpload, initial_of, seasons_of
from chuangcheng.desk.calendars.months import months, weekday_heads
from chuangcheng.desk.calendars.preview import pack, preview_of, unpack
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


@require_GET
def calendar(request: StaffRequest) -> HttpResponse:
    """One year as twelve small months, with the holidays as a list and the working hours."""
    city = queries.city_calendar()
    today = city.local(request.at).date()
    first_year, last_year = min(city.tables), max(*city.tables, today.year + 1)
    given = request.GET.get("year", "")
    year = int(given) if given.isdecimal() and first_year <= int(given) <= last_year else today.year
    begin, end = (datetime(of_year, 1, 1, tzinfo=city.zone) for of_year in (year, year + 1))
    said = explain(city, begin, end - timedelta(hours=1))
    context = {
        "year": year,
        "is_known": year in city.tables,
        "uploaded": queries.uploaded_table_of(year),
        "months": months(city, year, today),
        "heads": weekday_heads(),
        "said": said,
        "holidays": [(queries.holiday_names(run.names), run) for run in said.holidays],
        "seasons": city.seasons,
        "missing": queries.years_missing(request.at),
        "has_previous": year > first_year,
        "has_next": year < last_year,
        "may_upload": request.actor.may_anywhere("calendars.upload_year_table"),
        "may_set_hours": request.actor.may_anywhere("calendars.set_working_hours"),
    }
    return render(request, "desk/calendars/calendar.html", context)


@require_GET
def calendar_table(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the journal's row of an uploaded table leads: to its year."""
    table = queries.uploaded_table(pk)
    if table is None:
        raise NotFound("table")
    return redirect(f"{reverse('desk:calendar')}?year={table.year}")


@require_http_methods(["GET", "POST"])
def upload_table(request: StaffRequest) -> HttpResponse:
    """Upload, look at what would change, confirm."""
    if "parcel" in request.POST:
        return _take_over(request)
    form = TableUpload(request.POST or None, request.FILES or None)
    context = {"form": form, "missing": queries.years_missing(request.at)}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        reading = read_year_tables(file.read(MOST_BYTES + 1))
        context["preview"] = preview_of(queries.city_calendar(), reading)
        context["source_name"] = file.name
        if not reading.errors:
            context["parcel"] = pack(request.actor.person_id, file.name, reading.tables)
    return render(request, "desk/calendars/upload.html", context)


def _take_over(request: StaffRequest) -> HttpResponse:
    source_name, tables = unpack(request.actor.person_id, request.POST["parcel"])
    rows = actions.upload_year_table(by=request.actor, at=request.at, tables=tables, source_name=source_name)
    years = _(", ").join(str(row.year) for row in rows)
    messages.success(request, _("The working days of %(years)s are in force.") % {"years": years})
    return redirect(f"{reverse('desk:calendar')}?year={rows[-1].year}")


@require_http_methods(["GET", "POST"])
def working_hours(request: StaffRequest) -> HttpResponse:
    """The seasons of working hours as a form."""
    forms = SeasonForms(request.POST or None, initial=initial_of(queries.city_calendar().seasons))
    if request.method == "POST" and forms.is_valid():
        actions.set_working_hours(by=request.actor, at=request.at, seasons=seasons_of(forms))
        messages.success(request, _("The working hours are in force. Deadlines already set stay as they are."))
        return redirect("desk:calendar")
    return render(request, "desk/calendars/hours.html", {"forms": forms})
