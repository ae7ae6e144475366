"""Weights of a two-stage sample: how many households an answer stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """n units drawn of N, of which r answered."""

    population: int
    drawn: int
    answered: int

    @property
    def weight(self) -> float:
        """N / r: those who did not answer are represented by those drawn with them who did (weighting class)."""
        return self.population / self.answered if self.answered else 0.0


def household_weight(communities: int, drawn_communities: int, households: Stage) -> float:
    """(M / m) x (N_i / r_i): communities drawn m of M, in this one r_i households answered for N_i.

    Cochran, *Sampling Techniques* (1977), 11.5; the response adjustment by community, Little 1986.
    """
    if not drawn_communities:
        return 0.0
    return communities / drawn_communities * households.weight
