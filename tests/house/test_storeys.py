"""Foreign keys obey the storeys too: import-linter cannot see `ForeignKey("cases.Case")`."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import Field, Model

from tests.house.sources import rooms, storeys


def _room(model: type[Model]) -> str | None:
    """The room that owns the model, or None for a library's."""
    name = apps.get_app_config(model._meta.app_label).name
    return name.split(".")[1] if name.startswith("chuangcheng.") else None


def _links() -> Iterator[tuple[type[Model], Field, type[Model]]]:
    """Every forward key of every model, the tables in between included."""
    for model in apps.get_models(include_auto_created=True):
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            # A name that leads nowhere is for Django's own checks to tell.
            if isinstance(field.related_model, type) and model is not field.related_model:
                yield model, field, field.related_model


def test_keys_point_downwards_only() -> None:
    faults = []
    for model, field, target in _links():
        here, there = _room(model), _room(target)
        if here and there and here != there and storeys()[here] >= storeys()[there]:
            faults.append(f"{model._meta.label}.{field.name} points up to {target._meta.label}")
    assert not faults, faults


def test_libraries_know_our_people_and_nothing_else_of_ours() -> None:
    faults = [
        f"{model._meta.label}.{field.name} points to {target._meta.label}"
        for model, field, target in _links()
        if _room(model) is None and _room(target) and target._meta.label != settings.AUTH_USER_MODEL
    ]
    assert not faults, faults


def test_a_key_across_rooms_leaves_no_way_back() -> None:
    """A reverse accessor would read upwards, unseen by the import contracts."""
    faults = [
        f"{model._meta.label}.{field.name} needs related_name='+'"
        for model, field, target in _links()
        if _room(model) and _room(target) and _room(model) != _room(target)
        if not field.remote_field.hidden
        if not model._meta.auto_created
    ]
    assert not faults, faults


def test_no_key_may_point_to_just_anything() -> None:
    faults = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert not faults, faults


def test_every_room_stands_on_a_storey() -> None:
    assert {room.name for room in rooms()} <= set(storeys())
