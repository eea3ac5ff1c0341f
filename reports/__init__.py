"""Reports: a snapshot of the register becomes frozen content, and content becomes bytes."""
