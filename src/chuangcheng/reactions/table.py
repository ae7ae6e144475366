"""journal verb -> jobs. The only place where one room answers another's news."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reaction:
    """A job that follows a verb. It gets the row's subject under `subject_as`, or the row's own id.

    `also_old`: follows even when the deed is history (an import, the sample), because it makes something
    (a thumbnail) rather than telling somebody.
    """

    job: str
    subject_as: str = ""
    also_old: bool = False


TELL = Reaction("chuangcheng.reactions.jobs.tell")

TABLE: dict[str, tuple[Reaction, ...]] = {
    "evidence.store_file": (Reaction("chuangcheng.evidence.jobs.make_thumbnails", "file_id", also_old=True),),
}
