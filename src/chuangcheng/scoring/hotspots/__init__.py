"""Where and when shortfalls pile up: cells of a hexagonal grid by time of day, with Getis-Ord Gi*."""

from chuangcheng.scoring.hotspots.grid import Event, Spot, Survey, outline_of, surveyed

__all__ = ["Event", "Spot", "Survey", "outline_of", "surveyed"]
