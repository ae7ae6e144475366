"""Every minute: seal what was written since."""

from chuangcheng.journal.sealing import seal_entries
from chuangcheng.kit import clock
from chuangcheng.kit.jobs import job


@job(attempts=3)
def seal() -> None:
    """Seal the committed rows that no seal holds yet."""
    seal_entries(at=clock.now())
