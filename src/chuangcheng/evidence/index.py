"""The rows of the index and of compared pairs, for those who need no pixels. They can be made again: no journal."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from chuangcheng.evidence.comparing.stored import METHOD, Outcome, unpacked, words_of
from chuangcheng.evidence.models import File, FileKind, FileState, Fingerprint, PictureComparison, PictureWord


def forget(file: File) -> None:
    """Take a picture out of the index."""
    known = Fingerprint.objects.filter(file=file).first()
    if known is None:
        return
    words = words_of(unpacked(known.features))
    PictureWord.objects.filter(word__in=words, file_id=file.pk).delete()
    known.delete()


def keep(earlier: File, later: File, outcome: Outcome, at: datetime) -> tuple[PictureComparison, bool]:
    """The kept comparison of a pair, and whether it is new."""
    said = {
        "kind": outcome.kind,
        "is_reused": outcome.is_reused,
        "is_same_place": outcome.is_same_place if outcome.can_tell else None,
        "score": outcome.score,
        "compared_at": at,
    }
    return PictureComparison.objects.get_or_create(earlier=earlier, later=later, defaults=said)


def unread() -> QuerySet[File]:
    """Pictures out of quarantine that this method has not looked at yet, oldest first."""
    known = Fingerprint.objects.filter(file=OuterRef("pk"), method=METHOD)
    return File.objects.filter(~Exists(known), kind=FileKind.IMAGE, state=FileState.CLEARED).order_by("pk")
