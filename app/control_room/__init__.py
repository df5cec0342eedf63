"""The control room: its window and its pages, one module group per page."""
