"""The register itself: plain Python, without Qt, without SQL, without a report library."""

__version__ = "0.1.0"
