"""The Excel workbook that ministries fill in and send back."""

from reports.workbook.render import render

__all__ = ["render"]
