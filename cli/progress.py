"""A progress bar for long work, on standard error of a terminal; nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

__all__ = ["progress"]

_STAGES: Final[Mapping[str, str]] = {
    "resamples": "重新抽样 resamples",
    "draws": "随机方案 random plans",
    "measures": "计算指标 measures",
}


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """What takes a stage, how many steps are done and how many there are; none where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        stages: dict[str, TaskID] = {}

        def tell(stage: str, done: int, of: int) -> None:
            if stage not in stages:
                stages[stage] = bar.add_task(_STAGES.get(stage, stage), total=of)
            bar.update(stages[stage], completed=done, total=of)

        yield tell
