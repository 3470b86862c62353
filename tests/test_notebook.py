"""The notebook runs, and shows what it says it shows."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parent.parent / "examples" / "tour.ipynb"


def shown(notebook: nbformat.NotebookNode) -> list[str]:
    """What the code cells print or give, as text."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return [output.get("text") or output["data"]["text/plain"] for output in outputs]


def test_the_tour_runs_and_gives_what_it_shows() -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    run = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(run, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    assert shown(run) == shown(stored)
    assert len(shown(stored)) == sum(cell.cell_type == "code" for cell in stored.cells)
