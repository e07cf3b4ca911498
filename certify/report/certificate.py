"""A certificate for people."""

from fractions import Fraction

from rich.console import Group
from rich.text import Text

from certify.certificates import Description
from certify.exact import Exact

WIDEST = 8


def page(name: str, description: Description) -> Group:
    """What it proves, from what, how, with which margins, and how large it is."""
    lines: list[Text] = [Text(name, style="bold"), Text(f"  {description.claim}\n")]
    for label, value in description.given.items():
        lines += [Text(f"  {line}") for line in _shown(label, value)]
    lines.append(Text(f"\n  {description.proof}"))
    lines += [
        Text(f"  {label} = {_number(value)}  (about {float(value):.3g})")
        for label, value in description.margins.items()
    ]
    lines.append(
        Text(f"\n  {description.bytes:,} bytes, longest number {description.digits} digits", style="dim")
    )
    return Group(*lines)


def _shown(label: str, value: str | Exact) -> list[str]:
    if isinstance(value, str):
        return [f"{label} = {value}"]
    rows, columns = len(value), len(value[0])
    if max(rows, columns) > WIDEST:
        return [f"{label}: {rows} × {columns}"]
    cells = [[_number(x) for x in row] for row in value]
    width = max(len(cell) for row in cells for cell in row)
    lines = ["[ " + "  ".join(cell.rjust(width) for cell in row) + " ]" for row in cells]
    indent = " " * (len(label) + 3)
    return [(f"{label} = " if i == 0 else indent) + line for i, line in enumerate(lines)]


def _number(value: Fraction, longest: int = 24) -> str:
    text = str(value)
    return text if len(text) <= longest else f"≈ {float(value):.9g}"
