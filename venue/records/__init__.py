"""Readings of the book that leave the house: logs, records and their exports. See docs/architecture.md."""
