"""Nouns of the material: demands, documents, packs, ratings, figures, negative events."""

from chuangcheng.materials.models.demand import CaptionPart, Demand, Kind, MaterialCounter
from chuangcheng.materials.models.document import Document, DocumentState, Link, Version, VersionFile, given
from chuangcheng.materials.models.figure import Comparison, DepartmentFigure, FigureState
from chuangcheng.materials.models.negative import (
    ActorKind,
    Effect,
    EventFile,
    EventState,
    NegativeEvent,
    NegativeItem,
)
from chuangcheng.materials.models.rating import Rating, Share, Verdict
from chuangcheng.materials.models.submission import Pack, PackState, ViewLink, ViewOpening

__all__ = [
    "ActorKind",
    "CaptionPart",
    "Comparison",
    "Demand",
    "DepartmentFigure",
    "Document",
    "DocumentState",
    "Effect",
    "EventFile",
    "EventState",
    "FigureState",
    "Kind",
    "Link",
    "MaterialCounter",
    "NegativeEvent",
    "NegativeItem",
    "Pack",
    "PackState",
    "Rating",
    "Share",
    "Verdict",
    "Version",
    "VersionFile",
    "ViewLink",
    "ViewOpening",
    "given",
]
