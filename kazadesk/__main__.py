"""python -m kazadesk"""

import sys

from kazadesk.main import main

if __name__ == "__main__":
    sys.exit(main())
