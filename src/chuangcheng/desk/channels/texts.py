"""The words that news leave in: edited by the office, previewed with the newest real row of their kind."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.accounts.queries import Language
from chuangcheng.desk.channels.tabs import tabs
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.notices.actions import write_text
from chuangcheng.notices.composing import preview
from chuangcheng.notices.kinds import BY_CODE, DIGEST_TEXT, KINDS, TEST_TEXT, placeholders_of
from chuangcheng.notices.queries import own_texts, texts_of
from chuangcheng.notices.queries.texts import written
from chuangcheng.notices.rules.texts import BODY, FORMS, LONGEST, SMS, TITLE, sms_parts

LABELS = {TITLE: gettext_lazy("Title"), BODY: gettext_lazy("Text"), SMS: gettext_lazy("Short message")}
EXTRA = {DIGEST_TEXT: gettext_lazy("Daily digest"), TEST_TEXT: gettext_lazy("Test")}


@require_GET
def texts(request: StaffRequest) -> HttpResponse:
    """All kinds of news, and whether the office wrote its own words."""
    own = own_texts()
    kinds = [(kind.code, kind.label) for kind in KINDS] + list(EXTRA.items())
    rows = [{"code": code, "label": label, "is_own": code in own} for code, label in kinds]
    return render(request, "desk/channels/texts.html", {"rows": rows, "tabs": tabs(request, "desk:news_texts")})


class TextForm(forms.Form):
    """Title, text and short message in three languages. Blank: the words that come with the product."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        own = texts_of(kind)
        kwargs["initial"] = {f"{form}_{language}": text for (form, language), text in own.items()}
        super().__init__(*args, **kwargs)
        for language, _name in Language.choices:
            for form in FORMS:
                rows = {TITLE: 1, BODY: 4, SMS: 2}[form]
                self.fields[f"{form}_{language}"] = forms.CharField(
                    label=LABELS[form],
                    required=False,
                    max_length=LONGEST[form],
                    widget=forms.Textarea(attrs={"rows": rows, "placeholder": written(kind, form, language)}),
                )

    def given(self) -> dict[tuple[str, str], str]:
        """(form, language) -> text, as it stands in the form."""
        return {
            (form, language): str(self[f"{form}_{language}"].value() or "").replace("\r\n", "\n")
            for language in Language.values
            for form in FORMS
        }


def text(request: StaffRequest, news: str) -> HttpResponse:
    """One kind: the texts, what may be named in them, and how they look with the newest real news."""
    kind = news
    if kind not in BY_CODE and kind not in EXTRA:
        raise Http404
    form = TextForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST and _kept(request, kind, form):
        messages.success(request, _("Saved."))
        return redirect("desk:news_text", kind)
    context = {
        "form": form,
        "kind": kind,
        "label": BY_CODE[kind].label if kind in BY_CODE else EXTRA[kind],
        "placeholders": placeholders_of(kind),
        "languages": [_language(form, kind, code, name, request) for code, name in Language.choices],
    }
    return render(request, "desk/channels/text.html", context)


def _kept(request: StaffRequest, kind: str, form: TextForm) -> bool:
    done = attempt(form, lambda: _write(request, kind, form))
    return bool(done)


def _write(request: StaffRequest, kind: str, form: TextForm) -> bool:
    write_text(by=request.actor, at=request.at, kind=kind, texts=form.given())
    return True


def _language(form: TextForm, kind: str, code: str, name: str, request: StaffRequest) -> dict[str, Any]:
    given = {one: form.given()[one, code] or written(kind, one, code) for one in FORMS}
    shown = preview(kind, given, code, request.at)
    return {
        "name": name,
        "lang": {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}.get(code, code),
        "fields": [form[f"{one}_{code}"] for one in FORMS],
        "preview": shown,
        "parts": sms_parts(shown[SMS]) if shown else 0,
        "length": len(shown[SMS]) if shown else 0,
    }
