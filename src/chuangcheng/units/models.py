"""Units, posts, groups, roles and grants. Whatever a person holds is held through a post (崗位)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import Named


class UnitKind(models.TextChoices):
    """Kinds of unit, as the responsibility table of a prefecture-level city knows them."""

    PARTY = "party", _("Party body")
    GOVERNMENT = "government", _("Government department")
    JUDICIAL = "judicial", _("Judicial organ")
    MILITARY = "military", _("Military organ")
    MASS = "mass", _("People's organisation")
    MEDIA = "media", _("News media")
    CENTRAL_PROVINCIAL = "central_provincial", _("Central or provincial body")
    SUBDISTRICT = "subdistrict", _("Sub-district")
    TOWN = "town", _("Town")
    COMMUNITY = "community", _("Community")
    INSTITUTION = "institution", _("Public institution")
    SCHOOL = "school", _("School")
    HOSPITAL = "hospital", _("Hospital")
    ENTERPRISE = "enterprise", _("Enterprise")
    UTILITY = "utility", _("Utility")
    TRANSPORT = "transport", _("Transport")
    TELECOM = "telecom", _("Telecommunications")
    BANK = "bank", _("Bank")


class Unit(Named):
    """責任單位. `path` is `/`-joined codes from the root, ending in `/`, so a subtree is a prefix."""

    code = models.CharField(max_length=40, unique=True)
    short_name_zh = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30, choices=UnitKind.choices, default=UnitKind.GOVERNMENT)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=400, unique=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_commission_member = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["path"]


class Role(Named):
    """A bundle of verbs and sights. Rows, not classes: a city adds its own."""

    code = models.CharField(max_length=40, unique=True)
    verbs = models.JSONField(default=list)
    is_builtin = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]


class Post(Named):
    """崗位: what holds duties, cases, groups and contracts, whoever the person is. Vacant posts are gaps."""

    code = models.CharField(max_length=60, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    is_head = models.BooleanField(default=False)
    is_liaison = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["unit__path", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(is_head=True, is_active=True), name="one_head_of_unit"
            ),
        ]


class Holding(models.Model):
    """A person holds a post from a moment until another. A change of personnel ends one row and begins one."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=models.Q(ends_at=None), name="one_holder_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")), name="holding_in_order"
            ),
        ]


class PostInvitation(models.Model):
    """The post that an invitation is for: accepting it makes the personnel change."""

    invitation = models.OneToOneField("accounts.Invitation", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)


class Grant(models.Model):
    """A post's role inside a unit subtree and an area subtree, for a period. Null means the whole city."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")), name="grant_in_order"
            ),
        ]


class GroupKind(models.TextChoices):
    """The supervision group (督導組) and the working groups (工作組) under it."""

    SUPERVISION = "supervision", _("Supervision group")
    WORKING = "working", _("Working group")


class Group(Named):
    """督導組 or one of the 17 工作組. Its remit (areas, standards, site types, units) is kept in `duties`."""

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=GroupKind.choices, default=GroupKind.WORKING)
    remit_zh = models.TextField(blank=True)
    lead_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    member_units = models.ManyToManyField(Unit, blank=True, related_name="+")

    class Meta:
        ordering = ["code"]


class GroupMember(models.Model):
    """A post that works in a group; the head of a group receives what escalates to it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "post"], name="post_once_in_group")]
