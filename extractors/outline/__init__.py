"""Numbering and tables become one tree of sections and tasks."""
