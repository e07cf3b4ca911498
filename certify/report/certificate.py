"""A certificate for people."""

from decimal import Decimal, localcontext
from fractions import Fraction

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from certify.certificates import Description
from certify.common.exact import Exact

WIDEST, LONGEST = 8, 400


def printable(text: str) -> str:
    """The text on one line, with what a terminal would obey or hide written out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def page(name: str, description: Description) -> Group:
    """What it proves, from what, how, with which margins, and how large it is."""
    lines: list[RenderableType] = [Text(printable(name), style="bold"), Text(f"  {description.claim}\n")]
    for label, value in description.given.items():
        if isinstance(value, str):
            # Text of the file stands further in than any verdict, also where its line is wrapped.
            lines.append(Padding(Text(_quoted(label, value)), (0, 0, 0, 4)))
        else:
            lines += [Text(f"  {line}") for line in _shown(label, value)]
    lines.append(Text(f"\n  {description.proof}"))
    lines += [
        Text(f"  {label} = {number(value)}  (about {_rounded(value, 3)})")
        for label, value in description.margins.items()
    ]
    lines.append(
        Text(f"\n  {description.bytes:,} bytes, longest number {description.digits} digits", style="dim")
    )
    return Group(*lines)


def _quoted(label: str, value: str) -> str:
    text = value if len(value) <= LONGEST else f"{value[:LONGEST]}… ({len(value):,} characters)"
    return printable(f"{label[:LONGEST]} = {text}")


def _shown(label: str, value: Exact) -> list[str]:
    rows, columns = len(value), len(value[0])
    if max(rows, columns) > WIDEST:
        return [f"{label}: {rows} × {columns}"]
    cells = [[number(x) for x in row] for row in value]
    width = max(len(cell) for row in cells for cell in row)
    lines = ["[ " + "  ".join(cell.rjust(width) for cell in row) + " ]" for row in cells]
    indent = " " * (len(label) + 3)
    return [(f"{label} = " if i == 0 else indent) + line for i, line in enumerate(lines)]


def number(value: Fraction, longest: int = 24) -> str:
    """Exactly where that takes no more than so many characters, rounded otherwise."""
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    text = str(value) if bits < 4 * longest else ""
    return text if 0 < len(text) <= longest else f"≈ {_rounded(value, 9)}"


def _rounded(value: Fraction, digits: int) -> str:
    """To so many digits; unlike a float, of any size."""
    with localcontext(prec=digits):
        return f"{Decimal(value.numerator) / Decimal(value.denominator):.{digits}g}"
