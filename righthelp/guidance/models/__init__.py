"""Threshold guidance: a framework, its dated editions, and everything an edition holds."""

from righthelp.guidance.models.edition import Edition, Framework, Part
from righthelp.guidance.models.help import ContactPoint, PanelEntry, Passage, Service, opening_in
from righthelp.guidance.models.ladder import LEVEL_PARTS, Descriptor, Level, Theme

__all__ = [
    "LEVEL_PARTS",
    "ContactPoint",
    "Descriptor",
    "Edition",
    "Framework",
    "Level",
    "PanelEntry",
    "Part",
    "Passage",
    "Service",
    "Theme",
    "opening_in",
]
