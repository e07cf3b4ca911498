"""How a name is shown: alpha as a Greek letter, x_1 and eps2 with subscripts, r_star with a star."""

import re
from dataclasses import dataclass

# A name, the letter that it stands for, and what LaTeX calls that letter where the name is not it.
_LETTERS = """
    alpha α, beta β, gamma γ, delta δ, epsilon ϵ, eps ε varepsilon, zeta ζ, eta η, theta θ, iota ι, kappa κ,
    lambda λ, lam λ lambda, mu μ, nu ν, xi ξ, pi π, rho ρ, sigma σ, varsigma ς, tau τ, upsilon υ, phi φ,
    chi χ, psi ψ, omega ω, ell ℓ, Gamma Γ, Delta Δ, Theta Θ, Lambda Λ, Lam Λ Lambda, Xi Ξ, Pi Π, Sigma Σ,
    Upsilon Υ, Phi Φ, Psi Ψ, Omega Ω
"""
_ROWS = [entry.split() for entry in _LETTERS.split(",")]
GREEK = {name: letter for name, letter, *_ in _ROWS}
COMMANDS = {letter: command[0] if command else name for name, letter, *command in reversed(_ROWS)}
_ANY = f"A-Za-z{''.join(COMMANDS)}"
_NAME = re.compile(rf"(?P<base>[{_ANY}]+?)_?(?P<number>[0-9]*)(?P<rest>(?:_[{_ANY}0-9]+)*)_?")


@dataclass(frozen=True)
class Shown:
    """A letter with what stands above, below and beside it.

    A name whose base has several letters and is no Greek one is a word: it is its own base, and bare.
    """

    base: str
    below: tuple[str, ...] = ()
    tilde: bool = False
    star: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it has several letters, which would run together with other names."""
        return len(self.base) > 1


def shown(name: str) -> Shown:
    """A name as a mathematician writes it: Greek letters, numbers and words after it as subscripts."""
    found = _NAME.fullmatch(name)
    letter = found and letter_of(found["base"])
    if found is None or not letter or len(letter) > 1:
        return Shown(name)
    rest = [part for part in found["rest"].split("_") if part]
    tilde = rest[-1:] == ["tilde"]
    rest = rest[: len(rest) - tilde]
    star = rest[-1:] == ["star"]
    below = [found["number"]] * bool(found["number"]) + rest[: len(rest) - star]
    return Shown(letter, tuple(map(letter_of, below)), tilde, star)


def letter_of(name: str) -> str:
    """The Greek letter of a name, or the name."""
    return GREEK.get(name, name)
