"""How meaning is found: pure functions from a document to findings."""
