"""The office's own words for news."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.queries import Language
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.notices.kinds import BY_CODE, DIGEST_TEXT, TEST_TEXT, placeholders_of
from chuangcheng.notices.models import NewsText
from chuangcheng.notices.rules.texts import FORMS, LONGEST, unknown

Texts = Mapping[tuple[str, str], str]
"""(form, language) -> text; a blank one goes back to the text that comes with the product."""


def write_text(*, by: Actor, at: datetime, kind: str, texts: Texts) -> None:
    """Keep the office's texts of one kind of news.

    Refused `unknown_placeholder`, naming it and the field `form_language`; `too_long`, `unknown_kind`.
    """
    by.must("notices.write_text")
    with act("notices.write_text", by=by, at=at, kind=kind) as record:
        if kind not in (*BY_CODE, DIGEST_TEXT, TEST_TEXT):
            raise Refused("unknown_kind", _("There is no kind of news {name}.").format(name=kind))
        allowed = placeholders_of(kind)
        for (form, language), text in texts.items():
            _check(form, language, text, allowed)
            rows = NewsText.objects.filter(kind=kind, form=form, language=language)
            if text.strip():
                NewsText.objects.update_or_create(
                    kind=kind, form=form, language=language, defaults={"text": text.strip()}
                )
            else:
                rows.delete()
        record.note(texts={f"{form} {language}": text.strip() for (form, language), text in texts.items()})


def _check(form: str, language: str, text: str, allowed: tuple[str, ...]) -> None:
    field = f"{form}_{language}"
    if form not in FORMS or language not in Language.values:
        raise Refused("unknown_form", _("There is no such text."))
    if len(text) > LONGEST[form]:
        raise Refused("too_long", _("At most {count} signs.").format(count=LONGEST[form]), field=field)
    if wrong := unknown(text, allowed):
        message = _("There is no placeholder {name} for this kind of news.").format(name="{" + wrong[0] + "}")
        raise Refused("unknown_placeholder", message, field=field)
