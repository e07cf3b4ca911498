"""What certify raises. Every message is one line that names the field and the fix."""


class CertifyError(Exception):
    """Anything certify reports to a person in one line."""


class InputError(CertifyError, ValueError):
    """An input that has no answer: which field, what is wrong with it, and what to do.

    Attributes:
        field: the field of the instance, file or command line at fault.
        problem: what is wrong with it.
        fix: what would make it right.
    """

    def __init__(self, field: str, problem: str, fix: str) -> None:
        self.field, self.problem, self.fix = field, problem, fix
        super().__init__(f"{field}: {problem}; {fix}")

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        """So that a process can raise what another one found."""
        return type(self), (self.field, self.problem, self.fix)


class SolverError(CertifyError, RuntimeError):
    """No solver returned a point that could be used; says which were tried and what each said."""
