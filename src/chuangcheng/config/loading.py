"""Loads the product into a process that is going to live for long."""

import gc
from importlib import import_module

import django
from django.conf import settings


def load(*, addresses: bool = False) -> None:
    """Set up Django; with `addresses` the pages too, so that the first visitor does not wait for their modules.

    The collector rests meanwhile (it finds nothing in modules that stay), and never walks through them again: it is a
    tenth of what loading takes, and of what pages take afterwards.
    """
    gc.disable()
    try:
        django.setup()
        if addresses:
            import_module(settings.ROOT_URLCONF)
    finally:
        gc.freeze()
        gc.enable()
