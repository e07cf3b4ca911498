"""Whole theorems, for matrices of all sizes: statements, proofs written in Python, and their certificates."""

from certify.claims.derivations.calculus import derivative
from certify.claims.derivations.elements import (
    Element,
    Form,
    element,
    form,
    gram,
    identity,
    inner,
    matrix,
    parameter,
    parameters,
    sizes,
    square,
    total,
    tr,
    zeros,
)
from certify.claims.derivations.instances import evaluate
from certify.claims.derivations.loading import load
from certify.claims.derivations.proof import Proof, StepError, library
from certify.claims.derivations.sequents import Atom, Sequent, equal, exists, forall
from certify.claims.derivations.substitution import FormExpression
from certify.claims.derivations.theorem import Theorem, theorem

__all__ = [
    "Atom",
    "Element",
    "Form",
    "FormExpression",
    "Proof",
    "Sequent",
    "StepError",
    "Theorem",
    "derivative",
    "element",
    "equal",
    "evaluate",
    "exists",
    "forall",
    "form",
    "gram",
    "identity",
    "inner",
    "library",
    "load",
    "matrix",
    "parameter",
    "parameters",
    "sizes",
    "square",
    "theorem",
    "total",
    "tr",
    "zeros",
]
