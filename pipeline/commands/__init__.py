"""The commands of fenjie, one module for each kind; each imports what it needs when it runs."""
