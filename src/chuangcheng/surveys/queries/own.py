"""What an interviewer works through: the own communities and places, and nothing of anybody's answers."""

from dataclasses import dataclass

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.sealed import open_value
from chuangcheng.surveys.access import own_clusters
from chuangcheng.surveys.models import Address, AddressState, Cluster, QuotaCell, Token
from chuangcheng.surveys.rules import Question

SEALED_FOR = "surveys.households"
MOST = 60


@dataclass(frozen=True, slots=True)
class AddressTask:
    """An address to be visited, or in reserve behind those of its community."""

    pk: int
    rank: int
    text: str
    is_reserve: bool
    absence_count: int


@dataclass(frozen=True, slots=True)
class Work:
    """A community or a place of one interviewer, with its form."""

    cluster: Cluster
    questions: tuple[Question, ...]
    addresses: tuple[AddressTask, ...]
    cells: tuple[QuotaCell, ...]


def work_of(actor: Actor) -> list[Work]:
    """Open work of the actor's posts: addresses still to be visited with the reserve behind them, and open cells."""
    rows = Cluster.objects.filter(own_clusters(actor)).select_related("area", "sample__survey", "sample__form")
    rows = rows.prefetch_related("addresses", "cells").order_by("sample_id", "area__path")
    return [_work(cluster) for cluster in rows[:MOST]]


def _work(cluster: Cluster) -> Work:
    shown = [one for one in cluster.addresses.all() if one.state in (AddressState.WAITING, AddressState.RESERVE)]
    return Work(
        cluster,
        cluster.sample.form.asked,
        tuple(_task(one) for one in sorted(shown, key=lambda one: one.rank) if one.address_sealed),
        tuple(cell for cell in cluster.cells.all() if cell.done < cell.wanted),
    )


def _task(address: Address) -> AddressTask:
    text = open_value(address.address_sealed, SEALED_FOR).decode()
    is_reserve = address.state == AddressState.RESERVE
    return AddressTask(address.pk, address.rank, text, is_reserve, address.absence_count)


def has_work(actor: Actor) -> bool:
    """True if something of an open survey is given to the actor."""
    return Cluster.objects.filter(own_clusters(actor)).exists()


def token_by_hash(hashed: str) -> Token | None:
    """The token of a link, spent or not; None for an unknown one."""
    return Token.objects.select_related("sample__form", "sample__survey").filter(token_hash=hashed).first()
