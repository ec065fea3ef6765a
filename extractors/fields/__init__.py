"""Header, parties, targets, deadlines and numbers, each found in its own module."""
