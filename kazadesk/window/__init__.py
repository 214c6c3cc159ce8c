"""The window's process: from the first paint to the last commit."""
