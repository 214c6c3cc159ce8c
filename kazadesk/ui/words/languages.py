"""The languages that people may choose."""

LANGUAGE_NAMES = (("en", "English"), ("ar", "العربية"))
"""Each language in its own words, whatever the window's language is."""
