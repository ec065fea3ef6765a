"""The text as the rules see it: folded characters, brackets, numerals, words."""
