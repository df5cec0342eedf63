"""Dialogs of the desk: one question each, answered with Enter, left with Esc."""
