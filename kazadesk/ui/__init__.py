"""The window. Loaded before any other module of it, this one loads Qt."""

import builtins

import PySide6.QtWidgets  # noqa: F401

# PySide puts an import of its own in place, which reads and keeps the source of all modules that come after it, for
# names in snake_case that nobody asks for here. Without it the first paint takes 3 to 8 % less of the processor's time
# (54 shuffled rounds from source); in a bundle, where no source lies beside the modules, nothing is gained or lost.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
