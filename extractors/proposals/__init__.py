"""What notices of an unknown layout show of their labels, marks, columns and numbering: suggestions for a profile."""
