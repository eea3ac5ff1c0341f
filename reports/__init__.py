"""Reports: a snapshot of the register becomes frozen content, and content becomes bytes."""

from reports.export import NobodyReads, export, export_to_stream, export_together

__all__ = ["NobodyReads", "export", "export_to_stream", "export_together"]
