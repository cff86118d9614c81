"""`python -m ocrquiz`."""

import sys

from ocrquiz.cli import main

if __name__ == "__main__":
    sys.exit(main())
