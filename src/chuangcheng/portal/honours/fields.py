"""Several pictures in one field; `evidence` looks at each of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 6


class PicturesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PicturesField(forms.FileField):
    """A list of pictures."""

    def __init__(self, **options: Any) -> None:
        widget = PicturesInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
        super().__init__(**{"widget": widget, **options})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [upload for upload in (data or []) if upload]
        if len(uploads) > MOST:
            raise forms.ValidationError(_("At most six pictures."), code="too_many")
        return [super(PicturesField, self).clean(upload, initial) for upload in uploads]
