"""How a street is looked after, in words and tones."""

from typing import Any

from django.utils.translation import gettext_lazy

STATES: dict[str, tuple[Any, str]] = {
    "held": (gettext_lazy("Held by one unit"), "done"),
    "joint": (gettext_lazy("Held jointly"), "info"),
    "ending": (gettext_lazy("Contract ends soon"), "warn"),
    "vacant": (gettext_lazy("Post is vacant"), "review"),
    "lapsed": (gettext_lazy("Contract lapsed"), "alarm"),
    "nobody": (gettext_lazy("Nobody holds it"), "alarm"),
}
"""What a state is called, and its tone."""
