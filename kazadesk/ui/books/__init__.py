"""Many links from one file, the old list, the day's close and the report."""
