"""Every key of the window, once: what they do is in frame/shortcuts_dialog.py, and in the tooltips."""

NEW = "Ctrl+N"
CREATE = "Ctrl+Return"
CREATE_ON_THE_KEYPAD = "Ctrl+Enter"
COPY_NEWEST = "Ctrl+Shift+C"
SHOW_NEWEST = "Ctrl+Shift+D"
SHARE_NEWEST = "Ctrl+Shift+S"
PRICES = "Ctrl+L"
CUSTOMER = "Ctrl+K"

FIND = "Ctrl+F"
FILTER = "Ctrl+Shift+F"
SHOW_ALL = "Ctrl+0"
REMIND = "Ctrl+R"
LINKS = "Ctrl+1"
VERIFIER = "Ctrl+2"
COPY_CHOSEN = "Ctrl+C"
DETAILS = "Return"
MENU = "Menu"
SELECT_ALL = "Ctrl+A"
ARCHIVE = "Del"
UNDO = "Ctrl+Z"
EXPORT = "Ctrl+E"

BATCH = "Ctrl+B"
REPORT = "Ctrl+T"
CLOSE_DAY = "Ctrl+D"

PASTE_AND_VERIFY = "Ctrl+Shift+V"
VERIFY = "Ctrl+Return"
"""In the field of the webhook."""
OPEN = "Ctrl+O"
VERDICT = "F6"
STRIP = "Shift+F6"
CLEAR = "Esc"

CUSTOMER_VIEW = "F11"
SAVE = "Ctrl+S"
PRINT = "Ctrl+P"
CLOSE = "Esc"

SETTINGS = "Ctrl+,"
SHORTCUTS = "F1"
PAY = "Ctrl+Shift+P"
"""In practice mode, to pay the chosen link."""

EVERYWHERE = (
    NEW,
    COPY_NEWEST,
    SHOW_NEWEST,
    SHARE_NEWEST,
    PRICES,
    CUSTOMER,
    CUSTOMER_VIEW,
    FIND,
    FILTER,
    SHOW_ALL,
    REMIND,
    LINKS,
    VERIFIER,
    EXPORT,
    BATCH,
    REPORT,
    CLOSE_DAY,
    PASTE_AND_VERIFY,
    OPEN,
    VERDICT,
    STRIP,
    SETTINGS,
    SHORTCUTS,
    PAY,
)
"""What the main window hears also while something is typed, whatever the field or the system would make of it."""
