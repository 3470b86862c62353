"""How sure a bottleneck must be: the options for draws and for the rules of labels."""

from typing import Annotated, TypeAlias

import typer

__all__ = [
    "BrokerOption",
    "ConfidenceOption",
    "CutOption",
    "DrawsOption",
    "HubOption",
    "ResamplesOption",
    "SeedOption",
    "ValidatedOption",
]

ResamplesOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--resamples",
        min=0,
        max=100_000,
        help="Resamples of tasks; otherwise 2,000, none above 200 units.",
        show_default=False,
    ),
]
DrawsOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--draws",
        min=0,
        max=1_000_000,
        help="Random plans; otherwise 3,000 or more, none above 200 units.",
        show_default=False,
    ),
]
ConfidenceOption: TypeAlias = Annotated[
    float, typer.Option("--confidence", min=0.5, max=0.999, help="Of the intervals.")
]
SeedOption: TypeAlias = Annotated[
    int, typer.Option("--seed", min=0, max=2**31 - 1, help="The same seed gives the same figures.")
]
HubOption: TypeAlias = Annotated[
    float,
    typer.Option("--hub", min=0, max=1, help="Load hub: in this share of the resamples among the three named most."),
]
BrokerOption: TypeAlias = Annotated[
    float, typer.Option("--broker", min=0, max=1, help="Structural broker: q against random plans is at most this.")
]
CutOption: TypeAlias = Annotated[
    int,
    typer.Option(
        "--cut", min=1, help="Cut point: at least so many units are tied to the others of their part through it alone."
    ),
]
ValidatedOption: TypeAlias = Annotated[
    bool, typer.Option("--validated", help="Also count the partners met more often than loads explain.")
]
