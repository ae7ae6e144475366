"""The components of `docs/components.md` as tags and filters: `{% load kit %}`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from chuangcheng.kit import clock, display, phone
from chuangcheng.kit.names import localised
from chuangcheng.kit.templatetags import kit_forms, kit_words

register = template.Library()
register.simple_tag(kit_forms.field, name="field")
register.simple_tag(kit_forms.fields, name="fields")
register.simple_tag(kit_forms.form_errors, name="form_errors")
register.simple_tag(kit_forms.camera, name="camera")
register.filter("mixed", kit_words.mixed)
register.simple_tag(phone.stop_address, name="phone_stop")
register.simple_tag(phone.scan_address, name="phone_scan")

HTML_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
BOTTOM = ("desk:home", "field:app", "desk:inbox", "desk:cases", "desk:rounds")


def _html_language() -> str:
    return HTML_LANGUAGES.get(get_language() or "zh-hans", "zh-Hans")


@register.simple_tag
def html_language() -> str:
    """The value of `lang` for the language in force."""
    return _html_language()


@register.simple_tag
def city_setting(name: str) -> Any:
    """A setting that every page shows; nothing else can be read through this tag."""
    if name not in ("CITY_NAME", "FILING_NUMBER", "SAMPLE_CITY", "TILE_SOURCE", "LANGUAGES"):
        raise template.TemplateSyntaxError(f"city_setting does not give {name}")
    return getattr(settings, name, "")


@cache
def _sprite() -> str:
    """Where the sprite lies: asked once a process, because a long list shows hundreds of icons."""
    return static("kit/icons.svg")


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite: decorative unless it has a label."""
    address = f"{_sprite()}#{name}"
    if label:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}"></use></svg>', css, label, address
        )
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}"></use></svg>', css, address)


@register.simple_tag(takes_context=True)
def bottom_items(context: Context) -> list[dict[str, Any]]:
    """The up to four items of the menu that the phone keeps at the thumb."""
    items = [item for section in context.get("navigation") or () for item in section["items"]]
    return [item for name in BOTTOM for item in items if item.get("name") == name][:4]


@register.simple_tag(takes_context=True)
def menu_item(context: Context, name: str) -> dict[str, Any]:
    """One item of the menu by URL name, or nothing."""
    items = [item for section in context.get("navigation") or () for item in section["items"]]
    return next((item for item in items if item.get("name") == name), {})


# Values


@register.filter
def named(thing: Any) -> SafeString:
    """The name of a noun (or a Chinese text) in the language in force, marked where its language differs."""
    if thing is None or thing == "":
        return mark_safe("")
    if hasattr(thing, "name_and_language"):
        text, language = thing.name_and_language
    elif isinstance(thing, str):
        text, language = localised(thing)
    else:
        text, language = str(thing), _html_language()
    if language == _html_language():
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def when(moment: datetime | date | None, form: str = "full") -> SafeString:
    """A moment in the city's zone: full, date, day, short, numeric, time."""
    if not moment:
        return mark_safe('<span class="muted">—</span>')
    text = display.moment_text(moment, form, this_year=clock.now().year)
    full = display.moment_text(moment)
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), full, text)


@register.filter
def rate(value: Any, places: int = 1) -> str:
    """A share between 0 and 1 as a percentage."""
    return display.rate_text(value, places)


@register.filter
def device(agent: str | None) -> SafeString:
    """Browser and system of a user agent line; the whole line stays in the title."""
    return format_html('<span title="{}">{}</span>', agent or "", display.device_text(agent or "") or "—")


@register.filter
def amount(value: Any) -> str:
    """A count with thousands separated; None is a dash; a count that is capped comes as text ("1,000+")."""
    if value is None or value == "":
        return "—"
    return value if isinstance(value, str) else f"{value:,}"


register.filter("yuan", display.yuan_text)


@register.simple_tag
def rate_bar(value: Any, good: float = 0.9, fair: float = 0.75) -> SafeString:
    """A rate as number and bar; the number carries the meaning, the bar repeats it."""
    if value is None:
        return mark_safe('<span class="muted">—</span>')
    band = "good" if value >= good else "fair" if value >= fair else "poor"
    return format_html(
        '<progress class="rate-bar rate-{}" max="1" value="{}" aria-hidden="true"></progress> {}',
        band,
        f"{float(value):.4f}",
        display.rate_text(value),
    )


@register.simple_tag
def between(interval: Any, measure: str = "points") -> SafeString:
    """Both ends of an interval (`low`, `high`) in small print under its figure; measure `rate` or `points`."""
    if interval is None:
        return mark_safe("")
    show = display.rate_text if measure == "rate" else "{:.2f}".format
    return format_html('<span class="between">{}–{}</span>', show(interval.low), show(interval.high))


# States and deadlines


@register.simple_tag
def badge(label: Any, tone: str = "neutral", icon_name: str = "") -> SafeString:
    """A word in a tone: neutral, info, progress, review, warn, alarm, done, muted."""
    sign = icon(icon_name) if icon_name else mark_safe("")
    return format_html('<span class="tone tone-{}">{}{}</span>', tone, sign, label)


@register.simple_tag
def state_badge(state: str, label: Any) -> SafeString:
    """The badge of a state's code; tone and icon come from `kit.display.TONES`."""
    tone, sign = display.tone_of(state)
    return badge(label, tone, sign)


@register.simple_tag
def state_of(thing: Any) -> SafeString:
    """The badge of a noun with `state` and `get_state_display`."""
    return state_badge(thing.state, thing.get_state_display())


@register.simple_tag
def due_badge(
    due_at: datetime | None,
    at: datetime | None = None,
    met_at: datetime | None = None,
    is_paused: bool = False,
    is_provisional: bool = False,
    moment: bool = True,
) -> SafeString:
    """What a deadline says, with its moment beneath; provisional ones say so."""
    due = display.due_of(due_at, at or clock.now(), met_at=met_at, is_paused=is_paused)
    return mark_safe(
        render_to_string(
            "kit/due.html", {"due": due, "due_at": due_at if moment else None, "is_provisional": is_provisional}
        )
    )


@register.simple_tag
def severity(level: int, label: Any) -> SafeString:
    """Severity 1 to 3 as filled marks beside its word."""
    marks = format_html("".join(f'<span class="{"on" if n <= level else ""}"></span>' for n in (1, 2, 3)) + "{}", "")
    return format_html(
        '<span class="nowrap"><span class="severity" aria-hidden="true">{}</span> {}</span>', marks, label
    )


# Figures


@register.simple_tag
def figure(value: Any, url: str, label: Any, unit: Any = "", note: Any = "", tone: str = "") -> SafeString:
    """A large figure that is a link to the rows behind it; put several inside `<div class="figures">`."""
    shown = f"{value:,}" if isinstance(value, int) else "—" if value is None else value
    context = {"value": shown, "url": url, "label": label, "unit": unit, "note": note, "tone": tone}
    return mark_safe(render_to_string("kit/figure.html", context))


@register.simple_tag
def figure_link(value: Any, url: str) -> SafeString:
    """A number in a table that opens the rows behind it; a zero opens nothing."""
    shown = f"{value:,}" if isinstance(value, int) else "—" if value is None else value
    if not value or not url:
        return format_html('<span class="muted">{}</span>', shown)
    return format_html('<a class="figure-link" href="{}">{}</a>', url, shown)


@register.simple_tag
def crumb(label: Any, url: str = "") -> SafeString:
    """One step of the breadcrumbs; use it in `{% block crumbs %}`."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, kit_words.mixed(label))
    return format_html('<li aria-current="page">{}</li>', kit_words.mixed(label))


# Blocks


def _block(name: str, content: str, **context: Any) -> SafeString:
    return mark_safe(render_to_string(f"kit/{name}.html", {"content": content, **context}))


@register.simple_block_tag
def panel(content: str, title: Any = "", count: Any = None, actions: Any = "", flush: bool = False) -> SafeString:
    """A group with a head; `flush` for a table or list that touches the border."""
    return _block("panel", content, title=title, count=count, actions=actions, flush=flush)


@register.simple_block_tag
def empty_state(content: str, title: Any, text: Any = "", icon_name: str = "inbox") -> SafeString:
    """Nothing here: says why and what to do next; the content is the button that does it."""
    return _block("empty", content, title=title, text=text, icon_name=icon_name)


@register.simple_block_tag
def notice(content: str, tone: str = "info", icon_name: str = "") -> SafeString:
    """A remark on the page: info, warn, alarm, done."""
    signs = {"info": "info-circle", "warn": "alert-triangle", "alarm": "alert-circle", "done": "circle-check"}
    return _block("notice", content, tone=tone, icon_name=icon_name or signs.get(tone, "info-circle"))


@register.simple_block_tag
def fact(content: str, label: Any) -> SafeString:
    """One line of `<dl class="facts">`; nothing where the content is blank."""
    if not content.strip():
        return mark_safe("")
    return format_html("<dt>{}</dt><dd>{}</dd>", kit_words.mixed(label), content)


@register.simple_block_tag
def bulk_bar(content: str, noun: Any = "") -> SafeString:
    """The bar of actions on the rows ticked; inside `<form data-bulk>`."""
    return _block("bulk_bar", content, noun=noun)


@register.simple_block_tag
def map_view(
    content: str, url: str = "", data_id: str = "", size: str = "", label: Any = "", legend: Any = (), ground: str = ""
) -> SafeString:
    """A map of GeoJSON from `url` or a json_script `data_id`, over the areas and streets of `ground`.

    The content is the same as a list. `size`: tall, small.
    """
    context = {"url": url, "data_id": data_id, "size": size, "label": label, "legend": legend, "ground": ground}
    return _block("map", content, tiles=getattr(settings, "TILE_SOURCE", ""), **context)


# Lists and structures


@register.inclusion_tag("kit/pager.html", takes_context=True)
def pager(context: Context, page: Any, total: Any = None, name: str = "cursor") -> dict[str, Any]:
    """Next and previous of a `kit.paging.Page`; keeps the other parameters of the address."""
    query = context["request"].GET.copy()

    def address(cursor: str) -> str:
        if not cursor:
            return ""
        query[name] = cursor
        return f"?{query.urlencode()}"

    return {
        "next": address(page.next_cursor),
        "previous": address(page.previous_cursor),
        "total": total,
        "shown": len(page.rows),
    }


@register.inclusion_tag("kit/select_row.html")
def select_row(value: Any, label: Any = "", name: str = "pk", form: str = "") -> dict[str, Any]:
    """The tick box of a row, for bulk acts."""
    return {"value": value, "label": label, "name": name, "form": form}


@register.inclusion_tag("kit/select_all.html")
def select_all() -> dict[str, Any]:
    """The tick box of the table's head."""
    return {}


@register.inclusion_tag("kit/filters.html", takes_context=True)
def filters(context: Context, form: Any, saved: Sequence[Any] = (), save_url: str = "") -> dict[str, Any]:
    """The filter form of a list (GET) with the saved filters above it."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("cursor", None)
    visible = form.visible_fields()
    cut = len(visible) if len(visible) <= 6 else 4
    return {
        "form": form,
        "first": visible[:cut],
        "more": visible[cut:],
        "is_more_used": any(query.get(bound.html_name) for bound in visible[cut:]),
        "saved": saved,
        "save_url": save_url,
        "request": request,
        "csrf_token": context.get("csrf_token", ""),
        "query": query.urlencode(),
        "is_filtered": any(value for key, value in query.items()),
    }


@register.inclusion_tag("kit/timeline.html")
def timeline(rows: Sequence[Any]) -> dict[str, Any]:
    """What happened, oldest or newest first as given."""
    return {"rows": rows}


@register.inclusion_tag("kit/before_after.html")
def before_after(before: str, after: str, before_caption: Any = "", after_caption: Any = "") -> dict[str, Any]:
    """Two pictures of one place with a slider between them."""
    return {"before": before, "after": after, "before_caption": before_caption, "after_caption": after_caption}


@register.inclusion_tag("kit/photos.html")
def photos(pictures: Sequence[Any]) -> dict[str, Any]:
    """A grid of pictures: url, thumbnail_url, caption."""
    return {"pictures": pictures}


@register.inclusion_tag("kit/steps.html")
def steps(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Steps of a process: label, state (done, now, ahead, failed), note."""
    return {"items": items}


@register.inclusion_tag("kit/progress.html")
def progress(done: int, total: int, label: Any = "", url: str = "") -> dict[str, Any]:
    """Progress with its count; with `url` it fetches itself anew every two seconds."""
    return {"done": done, "total": total, "label": label, "url": url}


@register.inclusion_tag("kit/diff.html")
def diff(rows: Sequence[Any]) -> dict[str, Any]:
    """Differences: kind (added, changed, removed, refused), code, label, changes [(name, old, new)], reason."""
    return {"rows": rows}


@register.inclusion_tag("kit/import_preview.html")
def import_preview(preview: Any) -> dict[str, Any]:
    """What an import would change: counts, rows, errors (sheet, row, column, reason)."""
    return {"preview": preview}


@register.inclusion_tag("kit/tree.html")
def tree(nodes: Sequence[Any], search: bool = True, label: Any = "") -> dict[str, Any]:
    """A tree that folds: code, label, url, meta, tone, is_open, is_current, children."""
    return {"nodes": nodes, "search": search, "label": label}


@register.inclusion_tag("kit/tabs.html")
def tabs(items: Sequence[Any], label: Any = "") -> dict[str, Any]:
    """Tabs as links: label, url, active, count."""
    return {"items": items, "label": label}
