"""KazaDesk: create Kazawallet payment links, share them, and verify their webhooks."""

__version__ = "0.1.0"
