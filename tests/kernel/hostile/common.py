"""What the unsound derivations have in common."""

from kernel.derivations import Json, case, minus, sequent

Attempt = tuple[str, Json, str]  # name, document, beginning of the place that the refusal must name

FALSE = case(("c", "eq", "1"))
NEGATIVE = case(("c", "gt", "-1"))


def everything(
    binder: str, name: str, kind: str, element: Json, shape: str = "", premises: Json = (), cases: Json = None
) -> Json:
    """For all values of one name: an atom, under premises."""
    bound = {binder: f"{name}"} if binder in ("sizes", "parameters") else {binder: [f"{name} {shape}"]}
    return sequent(**bound, premises=premises, cases=cases or [case(("f", kind, element))])


HALF_LINE = everything("parameters", "z", "ge", minus("z", "z"))  # 0 >= 0 for all z
