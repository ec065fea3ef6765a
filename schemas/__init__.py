"""What things are: the breakdown, the document it was read from, diagnostics and errors."""
