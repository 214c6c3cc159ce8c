"""Webhooks that come by themselves: pulled from the mailbox while the window is open."""
