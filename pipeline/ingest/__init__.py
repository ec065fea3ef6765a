"""One reader per container; all end in one SourceDocument."""
