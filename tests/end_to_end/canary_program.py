"""KazaDesk's command line with practice keys that the test can look for."""

from __future__ import annotations

import os
import sys

from kazadesk.main import main
from kazadesk.practice import CREDENTIALS

# The environment holds halves only: the whole must be found nowhere, there neither
CREDENTIALS.api_key._text = "CANARY" + os.environ["CANARY_KEY_END"]
CREDENTIALS.api_secret._text = "CANARY" + os.environ["CANARY_SECRET_END"]

if __name__ == "__main__":
    sys.exit(main())
