"""Every key of the window, once: what they do is in frame/shortcuts_dialog.py, and in the tooltips."""

NEW = "Ctrl+N"
CREATE = "Ctrl+Return"
CREATE_ON_THE_KEYPAD = "Ctrl+Enter"
COPY_NEWEST = "Ctrl+Shift+C"
SHOW_NEWEST = "Ctrl+Shift+D"
SHARE_NEWEST = "Ctrl+Shift+S"

FIND = "Ctrl+F"
COPY_CHOSEN = "Ctrl+C"
DETAILS = "Return"
MENU = "Menu"
EXPORT = "Ctrl+E"

PASTE_AND_VERIFY = "Ctrl+Shift+V"
VERIFY = "Ctrl+Return"
"""In the field of the webhook."""

CUSTOMER_VIEW = "F11"
SAVE = "Ctrl+S"
PRINT = "Ctrl+P"
CLOSE = "Esc"

SETTINGS = "Ctrl+,"
SHORTCUTS = "F1"
PAY = "Ctrl+Shift+P"
"""In practice mode, to pay the chosen link."""
