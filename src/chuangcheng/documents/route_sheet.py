"""A route on paper: the way over the city's own streets, the stops with their times and codes. Chinese, as printed."""

import html
import json
import math
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from chuangcheng.documents.route_files import line_of, placed
from chuangcheng.inspections.queries import Route, RouteStop
from chuangcheng.kit.display import moment_text
from chuangcheng.places.sheets import FONTS, qr_svg

TEMPLATE = Path(__file__).resolve().parent / "typst" / "route.typ"
WIDTH, HEIGHT, EDGE = 910, 420, 30
Line = Sequence[Sequence[float]]


def route_sheet(
    route: Route,
    stops: Sequence[RouteStop],
    *,
    people: Sequence[str],
    lines: Sequence[str],
    streets: Iterable[Line],
    address: Callable[[RouteStop], str],
) -> bytes:
    """The PDF. `people`: who goes; `lines`: the way in words; `streets`: lines of the ground in WGS-84 degrees;
    `address`: what the code of a stop says."""
    with override("zh-hans"):
        data = {
            "city": settings.CITY_NAME,
            "title": _("%(round)s: route %(number)s") % {"round": route.round.name_zh, "number": route.number},
            "lines": [moment_text(route.day, "day") + "　" + "、".join(people), *lines],
            "map": way_svg(route, stops, streets) if placed(stops) else "",
            "head": [_("No."), _("Site"), _("Time"), _("Way"), _("QR code")],
            "stops": [_row(stop, address(stop)) for stop in placed(stops)],
            "left_title": _("Not on this route"),
            "left": [
                f"{stop.visit.where_zh}：{stop.get_left_out_display()}" for stop in stops if stop.position is None
            ],
        }
    fonts = typst.Fonts(include_system_fonts=not FONTS.is_dir(), font_paths=[str(FONTS)] if FONTS.is_dir() else [])
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with tempfile.TemporaryDirectory() as empty:
        pdf = typst.Compiler(TEMPLATE.read_bytes(), root=empty, font_paths=fonts, sys_inputs=inputs).compile(
            format="pdf"
        )
    assert isinstance(pdf, bytes)
    return pdf


def _row(stop: RouteStop, address: str) -> dict[str, str]:
    place, site = stop.visit.place, stop.visit.site
    kind = f"{site.site_type.name_zh} · " if site else ""
    return {
        "number": str(stop.position),
        "name": stop.visit.where_zh,
        "what": f"{kind}{place.area.name_zh} · {stop.visit.place_code}",
        "address": place.address,
        "arrives": _clock(stop.begins_at),
        "leaves": _clock(stop.leaves_at),
        "way": _("%(km)s km") % {"km": f"{stop.metres / 1000:.1f}"},
        "note": _("re-check, optional") if stop.is_optional else "",
        "qr": qr_svg(address),
    }


def _clock(moment: datetime | None) -> str:
    return moment_text(moment, "time") if moment else ""


def way_svg(route: Route, stops: Sequence[RouteStop], streets: Iterable[Line]) -> str:
    """The way over the streets around it, north up, numbers at the stops. Local plane around the middle of the way."""
    line = line_of(route, stops)
    squeeze = math.cos(math.radians(sum(point[1] for point in line) / len(line)))
    flat = [(point[0] * squeeze, point[1]) for point in line]
    west, east = min(x for x, _y in flat), max(x for x, _y in flat)
    south, north = min(y for _x, y in flat), max(y for _x, y in flat)
    scale = min((WIDTH - 2 * EDGE) / max(east - west, 1e-4), (HEIGHT - 2 * EDGE) / max(north - south, 1e-4))
    left = (WIDTH - (east - west) * scale) / 2
    top = (HEIGHT - (north - south) * scale) / 2

    def spot(longitude: float, latitude: float) -> tuple[float, float]:
        return left + (longitude * squeeze - west) * scale, top + (north - latitude) * scale

    def path(points: Line) -> str:
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in (spot(point[0], point[1]) for point in points))

    drawn = [f'<polyline points="{path(street)}" fill="none" stroke="#d5d8dc" stroke-width="3"/>' for street in streets]
    drawn.append(f'<polyline points="{path(line)}" fill="none" stroke="#b3372b" stroke-width="2.5"/>')
    x, y = spot(*line[0])
    drawn.append(f'<rect x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" fill="#1f2933"/>')
    for stop, point in zip(placed(stops), line[1:], strict=False):
        x, y = spot(*point)
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="#fff" stroke="#b3372b" stroke-width="2"/>')
        drawn.append(
            f'<text x="{x:.1f}" y="{y + 4.5:.1f}" font-size="13" text-anchor="middle" '
            f'font-family="Noto Sans SC">{html.escape(str(stop.position))}</text>'
        )
    frame = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f7f8f9"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
    return head + frame + "".join(drawn) + "</svg>"
