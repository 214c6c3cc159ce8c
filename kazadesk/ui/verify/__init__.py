"""Verifying webhooks, and the verdicts."""
