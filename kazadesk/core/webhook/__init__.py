"""The provider's one webhook: reading a pasted one, checking its signature, judging it."""
