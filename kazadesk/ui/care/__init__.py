"""The ledger's health: backups, trouble, the support file."""
