"""Runs before PyInstaller's own start in both programs for Windows, whose code is in one file between them."""

import sys

sys._pyinstaller_pyz = f"{sys._MEIPASS}/code.pyz"  # else what its loader has found in the program itself
