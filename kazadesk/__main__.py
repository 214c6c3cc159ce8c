"""python -m kazadesk"""

import sys

from kazadesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
