"""Many links from one file, the old list, and the day."""
