"""What kind of shortfall a case is: two levels, with the limit and the first addressee as data."""

from django.db import models

from chuangcheng.kit.names import Named


class Category(Named):
    """案件分類. `limit` is written as `calendars.rules.Limit` writes it; `standard_code` is looked up in the edition
    in force, because a category outlives editions."""

    code = models.CharField(max_length=20, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    standard_code = models.CharField(max_length=40, blank=True)
    default_unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    limit = models.CharField(max_length=30)
    keywords = models.JSONField(default=list, help_text="words that suggest this category")
    is_public = models.BooleanField(default=False, help_text="citizens may choose it")
    extra_questions = models.JSONField(default=list, help_text="[{key, label_zh, type, choices?}]")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code"]
