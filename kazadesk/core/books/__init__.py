"""Many links from one file, the old list, and the day: rules without disk or network."""
