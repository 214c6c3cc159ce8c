"""The mailbox: it keeps every webhook that is posted to it until a desk has pulled it. No Qt, no keyring."""
