"""Tries KazaDesk on systems that hold nothing but what they are given: bare ones, made in a folder (Linux, as root)."""
