"""Frozen content of a report: one value that every renderer prints and none adds to."""

from reports.content.build import build, content_hash, visible
from reports.content.parts import Content

__all__ = ["Content", "build", "content_hash", "visible"]
