"""What stands round the rooms: banner, rail, status line, start page, search and dialogs."""
