"""A refusal said in the form that caused it, so that nothing typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from chuangcheng.kit.refused import Refused

Done = TypeVar("Done")


def attempt(form: forms.BaseForm, deed: Callable[[], Done]) -> Done | None:
    """Do it; what is refused becomes an error of the field that is meant (or of the form) and None comes back.

    What the actor may not even know of (404) is not said.
    """
    try:
        return deed()
    except Refused as refused:
        if refused.status == 404:
            raise
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, str(refused.message or refused.code))
        return None
