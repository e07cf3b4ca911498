"""python -m certify.kernel FILE...: one line for every file, and the worst exit code."""

import sys
from collections.abc import Sequence

from certify.kernel.check import FAILED, VERDICTS, CheckResult, check_bytes
from certify.kernel.limits import MAX_BYTES


def main(paths: Sequence[str]) -> int:
    """0 all accepted, 1 rejected, 2 declined, 3 the checker failed (or could not read a file)."""
    if not paths:
        print("usage: python -m certify.kernel FILE...", file=sys.stderr)
        return FAILED
    worst = 0
    for path in paths:
        try:
            with open(path, "rb") as file:
                result = check_bytes(file.read(MAX_BYTES + 1))
        except (OSError, ValueError) as error:
            result = CheckResult(False, f"cannot be read: {error}", "", FAILED)
        line = " ".join(filter(None, (f"{path}:", VERDICTS[result.code], result.rule, result.reason)))
        # Escaped, so that no path and no text of a certificate can make a second line.
        print(line.encode("unicode_escape").decode("ascii"))
        worst = max(worst, result.code)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
