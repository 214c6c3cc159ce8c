"""Making a link, and the newest one."""
