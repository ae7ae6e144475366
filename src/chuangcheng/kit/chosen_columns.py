"""Columns of a file for another system as data: which headers it has there, and what of ours stands under each.

A room derives its own table from `ChosenColumn`, and has a table of sources and the columns that count until a city
chose its own.
"""

from collections.abc import Collection, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import Refused

HEADER_LENGTH = 60


class ChosenColumn(models.Model):
    """A column: its header, and what stands in it."""

    position = models.PositiveSmallIntegerField(unique=True)
    header_zh = models.CharField(max_length=HEADER_LENGTH)
    source = models.CharField(max_length=30)

    class Meta:
        abstract = True
        ordering = ["position"]


def chosen_columns(table: type[ChosenColumn], usual: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """(header, source) in order as the city chose them; the usual ones until it has."""
    return list(table._default_manager.values_list("header_zh", "source")) or list(usual)


def must_be_columns(columns: Sequence[tuple[str, str]], sources: Collection[str]) -> None:
    """Refused: `bad_source`."""
    if not columns or any(not header.strip() or source not in sources for header, source in columns):
        raise Refused("bad_source", _("Every column has a header and one of the known sources."), field="columns")


def replace_columns(table: type[ChosenColumn], columns: Sequence[tuple[str, str]]) -> None:
    """These instead of whatever was chosen before. Inside an act."""
    table._default_manager.all().delete()
    table._default_manager.bulk_create(
        table(position=place, header_zh=header.strip()[:HEADER_LENGTH], source=source)
        for place, (header, source) in enumerate(columns, start=1)
    )
