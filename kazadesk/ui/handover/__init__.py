"""A link on its way to the customer: QR code, sharing, payment slip."""
