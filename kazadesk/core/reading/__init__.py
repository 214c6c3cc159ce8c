"""The shapes in which webhooks are pasted, one module a family; `paste.read_paste` tries them in order."""
