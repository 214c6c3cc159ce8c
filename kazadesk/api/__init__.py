"""Kazawallet over HTTP. Importing this package is cheap: httpx is loaded at the first request."""
