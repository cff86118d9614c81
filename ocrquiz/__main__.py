"""`python -m ocrquiz`."""

from ocrquiz.cli import program

if __name__ == "__main__":
    program()
