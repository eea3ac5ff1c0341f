"""The window: Qt Widgets. Holds no rule and no query."""
