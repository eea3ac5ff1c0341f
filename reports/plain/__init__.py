"""The register as plain data: JSON with everything, CSV with one row a risk."""
