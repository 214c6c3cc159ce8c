"""The list of links."""
