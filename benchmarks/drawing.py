"""Time to the first stable picture: our network page against stock pyvis.

Both show the same nodes and edges in headless Chromium, without a network.
Stock pyvis is its own ``generate_html`` with everything inline and its default
physics; its picture is stable when vis-network says so. Whatever is not stable
after the cap counts as the cap, and the ratio is then a lower bound. Run it
with ``.venv/bin/python benchmarks/drawing.py``; sizes may be given.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, sync_playwright
from zhengtu.graph.columns import Assignment, Notice, Responsibilities, Role, Section, Task, Unit
from zhengtu.viz.network_data import picture
from zhengtu.viz.network_page import write_network

SIZES = (150, 2000, 5000)
ROUNDS = 5
CAP = 60.0
ROLES: tuple[Role, ...] = ("lead", "support", "support", "responsible")


def synthetic(nodes: int, *, edges: int = 4) -> Responsibilities:
    """Units and tasks about 1:2, sections of ten tasks, and `edges` assignments a node; the same for the same size."""
    chance = random.Random(nodes)  # noqa: S311 (made up, and the same every time)
    sections = max(1, round(nodes / 16))
    units = max(2, (nodes - sections) // 3)
    tasks = nodes - sections - units
    notice = Notice("n", "测政办〔2026〕1号", "关于印发工作要点的通知")
    made_sections = {f"s{i}": Section(f"s{i}", "n", i + 1, f"第{i + 1}部分", None) for i in range(sections)}
    made_units = {
        f"u{i}": Unit(f"u{i}", f"测试省第{i + 1}局", f"Bureau {i + 1}", (f"第{i + 1}局",), i % 12 == 0, None)
        for i in range(units)
    }
    made_tasks: dict[str, Task] = {}
    assignments: list[Assignment] = []
    start = 0
    for i in range(tasks):
        quote = f"{i + 1}.推进第{i + 1}项工作，完成年度目标。（"
        # Most tasks stay with units of their field, as notices have it; one in ten goes across.
        home = i * units // tasks
        count = max(1, round(chance.gauss(edges * nodes / tasks, 2)))
        chosen = dict.fromkeys(
            (chance.randrange(units) if chance.random() < 0.1 else min(units - 1, max(0, home + chance.randint(-9, 9))))
            for _ in range(count)
        )
        for k, unit in enumerate(chosen):
            written = f"第{unit + 1}局"
            at = start + len(quote)
            assignments.append(
                Assignment(
                    f"a{i}/{k}", f"c{i}", 1, f"t{i}", f"u{unit}", ROLES[min(k, 3)], written, at, at + len(written)
                )
            )
            quote += f"{written}、"
        quote = f"{quote[:-1]}）"
        made_tasks[f"t{i}"] = Task(
            f"t{i}", "n", i + 1, f"推进第{i + 1}项工作，完成年度目标。", f"s{i * sections // tasks}", None, start, quote
        )
        start += len(quote) + 1
    used = {a.unit for a in assignments}
    return Responsibilities(
        {"n": notice}, made_sections, made_tasks, {k: u for k, u in made_units.items() if k in used}, tuple(assignments)
    )


def stock_page(r: Responsibilities, path: Path) -> None:
    """The same nodes and edges as a user of pyvis would show them."""
    from pyvis.network import Network

    made = picture(r)
    net: Any = Network(directed=True, cdn_resources="in_line")
    net.nodes = [{"id": n.id, "label": n.labels["zh"], "shape": "dot"} for n in made.nodes]
    net.edges = [{"from": e.source, "to": e.target, "arrows": "to"} for e in made.edges]
    path.write_text(net.generate_html(notebook=False), encoding="utf-8")


def ours(browser: Browser, path: Path) -> float:
    """Seconds from the start of the navigation to the mark."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=true]", timeout=CAP * 1000)
    taken = float(page.evaluate("performance.getEntriesByName('zhengtu-stable')[0].startTime")) / 1000
    context.close()
    return taken


def stock(browser: Browser, path: Path) -> float | None:
    """Seconds until vis-network says that it is stable; None where it does not within the cap."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    # Bootstrap, which pyvis asks of a server even inline, fails at once: the context is offline.
    page.add_init_script(
        """
        let made;
        Object.defineProperty(window, "network", {
          get: () => made,
          set: (value) => { made = value; value.once("stabilized", () => { window.stableAt = performance.now(); }); },
        });
        """
    )
    started = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=CAP * 1000)
        page.wait_for_function("window.stableAt !== undefined", timeout=(CAP - (time.perf_counter() - started)) * 1000)
        return float(page.evaluate("window.stableAt")) / 1000
    except Error:
        return None
    finally:
        context.close()


def main(sizes: tuple[int, ...]) -> None:
    """Prints a table of medians in seconds."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no chromium on the path")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print(f"first stable picture, median of {ROUNDS} (pyvis: of 1 where it takes over 10 s), cap {CAP:.0f} s")
        print(" nodes  edges  layout s  ours s   pyvis s   ratio  ours kB  pyvis kB")
        for size in sizes:
            r = synthetic(size)
            mine, theirs = Path(folder, "ours.html"), Path(folder, "pyvis.html")
            began = time.perf_counter()
            made = picture(r)
            layout = time.perf_counter() - began
            write_network(r, mine)
            stock_page(r, theirs)
            our = statistics.median(ours(browser, mine) for _ in range(ROUNDS))
            first = stock(browser, theirs)
            if first is not None and first < 10:
                first = statistics.median([first, *(stock(browser, theirs) or CAP for _ in range(ROUNDS - 1))])
            sign = "" if first is not None else "≥"
            their = CAP if first is None else first
            print(
                f"{len(made.nodes):>6}{len(made.edges):>7}{layout:>10.2f}{our:>8.2f}{f'{sign}{their:.1f}':>10}"
                f"{f'{sign}{their / our:.0f}':>8}"
                f"{mine.stat().st_size / 1000:>9.0f}{theirs.stat().st_size / 1000:>10.0f}",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
