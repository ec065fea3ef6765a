"""Compare the notices of two or more years: what became of every task, target and party."""
