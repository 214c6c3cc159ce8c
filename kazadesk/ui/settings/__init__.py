"""Settings, accounts and their keys."""
