"""Forms of questions (問卷): one per group of residents, in versions that never change once published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named
from chuangcheng.surveys.rules import Question, read_form


class Group(models.TextChoices):
    """Who is asked. Each group has forms of its own."""

    RESIDENTS = "residents", _("Residents")
    MINORS = "minors", _("Minors and pupils")
    PARENTS = "parents", _("Parents")
    MERCHANTS = "merchants", _("Merchants")
    FLOATING = "floating", _("Floating population")


class FormState(models.TextChoices):
    """A published form is frozen; a change makes the next version."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Form(Named):
    """One version of a form. `questions` is what `rules.read_form` reads, in the order asked."""

    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField(default=1)
    group = models.CharField(max_length=12, choices=Group.choices)
    edition = models.ForeignKey("frameworks.Edition", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=FormState.choices, default=FormState.DRAFT)
    intro_zh = models.TextField(blank=True, help_text="what is said before the first question")
    questions = models.JSONField(default=list)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="form_version_once"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="published_form_has_its_moment",
            ),
        ]

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions as values."""
        return read_form(self.questions)
