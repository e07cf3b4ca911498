"""Error, tangent and normal parts, gauge, local norm: the geometry of X X^T at X."""

from certify.recovery.geometry.error_split import (
    Incidence,
    error_matrix,
    incidence,
    normal_part,
    range_basis,
    range_projector,
    tangent_part,
)
from certify.recovery.geometry.gauge import gauge_complement, gauge_directions
from certify.recovery.geometry.lift import lift, lift_matrix, local_norm, unvec, vec
from certify.recovery.geometry.symmetric import (
    Floats,
    Ints,
    matrix_size,
    smat,
    svec,
    symmetric_dimension,
    symmetric_part,
)

__all__ = [
    "Floats",
    "Incidence",
    "Ints",
    "error_matrix",
    "gauge_complement",
    "gauge_directions",
    "incidence",
    "lift",
    "lift_matrix",
    "local_norm",
    "matrix_size",
    "normal_part",
    "range_basis",
    "range_projector",
    "smat",
    "svec",
    "symmetric_dimension",
    "symmetric_part",
    "tangent_part",
    "unvec",
    "vec",
]
