"""Reports: a snapshot of the register becomes frozen content, and content becomes bytes."""

from reports.export import export, export_to_stream

__all__ = ["export", "export_to_stream"]
