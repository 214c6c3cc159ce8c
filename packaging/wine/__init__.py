"""Windows checked on Linux: a Debian with Wine in a folder, a Windows Python from packages, and a merchant's day."""
