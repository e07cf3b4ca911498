"""`python -m certify.service`: the same as `certify serve`."""

import sys

from certify.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
