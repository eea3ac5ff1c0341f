"""Reading the outside world in. Plain text so far; other formats join as files beside ``text``."""
