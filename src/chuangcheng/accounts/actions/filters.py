"""Filters of lists, kept under a name, and shared where the person says so."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts import rules
from chuangcheng.accounts.models import SavedFilter
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused

MOST_FILTERS = 50


def save_filter(*, by: Actor, at: datetime, page: str, name: str, query: str, is_shared: bool = False) -> SavedFilter:
    """Keep the filter of a list (its URL name) under a name; the same name again replaces it."""
    if not by.person_id:
        raise NotAllowed("accounts.save_filter")
    with act("accounts.save_filter", by=by, at=at, page=page, filter=name.strip(), is_shared=is_shared) as record:
        if not name.strip() or len(name.strip()) > 60:
            raise Refused("filter_name", _("Give the filter a name of up to 60 characters."), field="name")
        if not page or len(page) > 60:
            raise Refused("unknown_list", _("This list keeps no filters."))
        kept = rules.without_cursor(query)
        if len(kept) > 2000:
            raise Refused("filter_too_long", _("This filter is too long to be kept."), field="query")
        own = SavedFilter.objects.filter(person_id=by.person_id, page=page)
        if own.count() >= MOST_FILTERS and not own.filter(name=name.strip()).exists():
            raise Refused("too_many_filters", _("You keep 50 filters of this list; delete one first."))
        saved, _made = SavedFilter.objects.update_or_create(
            person_id=by.person_id, page=page, name=name.strip(), defaults={"query": kept, "is_shared": is_shared}
        )
        record.on(saved)
    return saved


def delete_filter(*, by: Actor, at: datetime, saved: SavedFilter) -> None:
    """Delete one's own filter."""
    if by.person_id != saved.person_id:
        raise NotAllowed("accounts.delete_filter")
    with act("accounts.delete_filter", by=by, at=at, on=saved, page=saved.page, filter=saved.name):
        saved.delete()
