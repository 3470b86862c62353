"""Answers to the competency questions, worked out from the annotation of 青政办〔2018〕28号 alone.

Nothing of the reading or the graph stands between the annotation and the answer.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["FROM_GOLD", "Gold", "Row"]

Row = tuple[str, ...]

FULL_NAMES = {
    # Names of collectives have no separators, and 工作 does not tell two joint conferences apart.
    "青海省各市、州人民政府": "青海省各市州人民政府",
    "青海省各有关市、州人民政府": "青海省各有关市州人民政府",
    "青海省旅游工作联席会议成员单位": "青海省旅游联席会议成员单位",
    # The annotation leaves open which of two bodies 省广电局 was; 青海省广播电视局 was set up in November 2018.
    "青海省广播电视局": "青海省广播电影电视局",
}
SIGNS = {"=": "Equal", ">=": "AtLeast", "<=": "AtMost", "~": "About", "range": "Between"}
ROLES = {"lead": "Lead", "support": "Support", "responsible": "Responsible"}
PLACES = {
    "全省": "青海省", "西宁市": "西宁市", "海东市": "海东市", "海北州": "海北藏族自治州", "黄南州": "黄南藏族自治州",
    "海南州": "海南藏族自治州", "果洛州": "果洛藏族自治州", "玉树州": "玉树藏族自治州",
    "海西州": "海西蒙古族藏族自治州",
}  # fmt: skip


class Gold:
    """The annotation of the notice."""

    def __init__(self, folder: Path) -> None:
        def rows(name: str) -> list[dict[str, str]]:
            with (folder / "gold" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

        self.assignments, self.citations, self.targets = rows("assignments"), rows("citations"), rows("targets")
        self.agencies, self.sections, self.tasks = rows("agencies"), rows("sectors"), rows("tasks")
        self.header = json.loads((folder / "gold" / "metadata.json").read_text(encoding="utf-8"))
        self.text = (folder / "notice.txt").read_text(encoding="utf-8")
        for a in self.assignments:
            a["unit"] = FULL_NAMES.get(a["canonical"], a["canonical"])
        self.kinds = {FULL_NAMES.get(a["canonical"], a["canonical"]): a for a in self.agencies}

    def units(self, by: str, *roles: str, named: bool = False) -> dict[tuple[str, ...], set[str]]:
        """The units of each task, or of each clause."""
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for a in self.assignments:
            if a["role"] in roles and not (named and a["collective"] == "yes"):
                found[(a["task"], a["clause"])[: 1 if by == "task" else 2]].add(a["unit"])
        return found

    def cited(self, relation: str) -> list[dict[str, str]]:
        """The citations by title."""
        return [c for c in self.citations if c["relation"] == relation and c["bracketed"] == "yes"]

    def section(self, task: str) -> str:
        return next(s["sector"] for s in self.sections if int(s["first_task"]) <= int(task) <= int(s["last_task"]))

    def clauses(self, unit: str, role: str) -> int:
        return len({(a["task"], a["clause"]) for a in self.assignments if (a["unit"], a["role"]) == (unit, role)})


def by_number(rows: Iterable[tuple[object, ...]], first: int = 1) -> list[Row]:
    """Rows as text, sorted by their first columns as numbers and then by the rest."""
    return [
        tuple(map(str, r))
        for r in sorted(rows, key=lambda r: ([int(str(x)) for x in r[:first]], list(map(str, r[first:]))))
    ]


def most_first(counts: dict[Row, int], least: int) -> list[Row]:
    """Counts of at least `least`, the highest first."""
    return [(*k, str(n)) for n, k in sorted((-n, k) for k, n in counts.items() if n >= least) for n in [-n]]


def together(gold: Gold) -> dict[Row, int]:
    clauses = gold.units("clause", *ROLES, named=True).values()
    return Counter((a, b) for units in clauses for a in units for b in units if a < b)


def supporters(gold: Gold) -> dict[Row, int]:
    leads, supports = gold.units("clause", "lead"), gold.units("clause", "support")
    return Counter((s, n) for clause in supports for s in supports[clause] for n in leads.get(clause, ()))


def implemented(gold: Gold) -> list[Row]:
    return by_number((c["location"], c["title"], c["document_number"]) for c in gold.cited("implements"))


def implementers(gold: Gold) -> list[Row]:
    cited = [c["location"] for c in gold.cited("implements") if c["document_number"] == "青政〔2017〕58号"]
    return by_number((task, u) for task in cited for u in gold.units("task", "lead")[task,])


def led_documents(relation: str) -> Callable[[Gold], list[Row]]:
    def rows(gold: Gold) -> list[Row]:
        leads = gold.units("task", "lead")
        return sorted((c["title"], c["location"], u) for c in gold.cited(relation) for u in leads[c["location"],])

    return rows


def issued(gold: Gold) -> list[Row]:
    return [tuple(gold.header[k] for k in ("issuer", "date_written", "doc_number", "title", "plan_title"))]


def cited_again(gold: Gold) -> list[Row]:
    relations = {"basis": "Basis", "evaluates": "Evaluates", "implements": "Implements", "follows": "Follows"}
    cited = [c for c in gold.citations if c["relation"] in relations and c["bracketed"] == "yes"]
    times = Counter(c["title"] for c in cited)
    return [
        (
            c["title"],
            *(("task", c["location"]) if c["location"].isdigit() else ("notice", "")),
            relations[c["relation"]],
        )
        for c in cited
        if times[c["title"]] > 1
    ]


def only_responsible(gold: Gold) -> list[Row]:
    led = gold.units("task", "lead")
    units = gold.units("task", "responsible")
    return by_number((*task, u, "责任单位") for task in units.keys() - led.keys() for u in units[task])


def without_support(gold: Gold) -> list[Row]:
    return by_number({(t["task"],) for t in gold.tasks} - gold.units("task", "support").keys())


def several_leads(gold: Gold) -> list[Row]:
    leads = {k: len(v) for k, v in gold.units("task", "lead").items() if len(v) > 1}
    return [(task, str(n)) for (task,), n in sorted(leads.items(), key=lambda x: (-x[1], int(x[0][0])))]


def in_order(gold: Gold) -> list[Row]:
    return [
        (
            ROLES[a["role"]],
            {"responsible": "责任单位", "support": "配合单位"}[a["role"]],
            a["name"],
            a["start"],
            a["end"],
        )
        for a in gold.assignments
        if a["task"] == "28"
    ]


def quoted(gold: Gold) -> list[Row]:
    holds = Counter(gold.text[int(a["start"]) : int(a["end"])] == a["name"] for a in gold.assignments)
    return [(answer, str(holds[flag])) for answer, flag in (("no", False), ("yes", True)) if holds[flag]]


def other_names(gold: Gold) -> list[Row]:
    written = Counter((a["unit"], a["name"]) for a in gold.assignments if a["collective"] == "no")
    return [(*k, str(n)) for k, n in sorted(written.items()) if k[0] != k[1]]


def sections(gold: Gold) -> list[Row]:
    return [(s["sector"], s["heading"], str(int(s["last_task"]) - int(s["first_task"]) + 1)) for s in gold.sections]


def most_sectors(gold: Gold) -> list[Row]:
    sectors: dict[str, set[str]] = defaultdict(set)
    same = {"17": "16"}  # the service industry as a whole; section 15 is of no sector
    for (task,), units in gold.units("task", "lead").items():
        for unit in units:
            sectors[unit] |= {same.get(s, s) for s in [gold.section(task)] if s != "15"}
    return most_first({(unit,): len(s) for unit, s in sectors.items()}, 3)


def load_by_role(gold: Gold) -> list[Row]:
    units = sorted({a["unit"] for a in gold.assignments})
    return [(u, *(str(gold.clauses(u, role)) for role in ROLES)) for u in units]


def vertical(gold: Gold) -> list[Row]:
    units = sorted(u for u, a in gold.kinds.items() if a["level"] == "central-vertical")
    return [(u, str(gold.clauses(u, "lead")), str(gold.clauses(u, "support"))) for u in units]


def companies(gold: Gold) -> list[Row]:
    led = {(a["unit"], int(a["task"])) for a in gold.assignments if a["kind"] == "enterprise" and a["role"] == "lead"}
    return [(unit, str(task)) for unit, task in sorted(led)]


def never_lead(gold: Gold) -> list[Row]:
    named = {(a["unit"],) for a in gold.assignments if a["collective"] == "no"}
    return sorted(named - {(a["unit"],) for a in gold.assignments if a["role"] != "support"})


def collectives(gold: Gold) -> list[Row]:
    return most_first(Counter((a["unit"],) for a in gold.assignments if a["collective"] == "yes"), 1)


def wordings(gold: Gold) -> list[Row]:
    written = {(a["unit"], a["name"]) for a in gold.assignments if a["collective"] == "yes"}
    ways = Counter(unit for unit, _ in written)
    return sorted((unit, name) for unit, name in written if ways[unit] > 1)


def placed(gold: Gold) -> list[Row]:
    """Without the indicator, which the annotation words freely."""
    order = list(PLACES)
    found = [(t["region"], t["task"] if t["task"].isdigit() else "", t) for t in gold.targets if t["region"]]
    found.sort(key=lambda x: order.index(x[0]))
    return [(PLACES[r], n, SIGNS[t["comparator"]], t["value"], t["unit"]) for r, n, t in found]


def growth(gold: Gold) -> list[Row]:
    grown = [t for t in gold.targets if t["measure"] == "growth" and t["task"].isdigit()]
    return [(t["task"], SIGNS[t["comparator"]], t["value"], t["unit"]) for t in grown]


def ranges(gold: Gold) -> list[Row]:
    return [(t["task"], t["value"], t["max_value"], t["unit"]) for t in gold.targets if t["comparator"] == "range"]


def unplaced(gold: Gold) -> list[Row]:
    by_task: dict[str, list[dict[str, str]]] = defaultdict(list)
    for t in gold.targets:
        by_task[t["task"]].append(t)
    return by_number(
        (task, len(ts), sum(not t["region"] for t in ts), sum(not t["year"] for t in ts))
        for task, ts in by_task.items()
        if task.isdigit()
    )


def leads_and_supports(gold: Gold) -> list[Row]:
    leads, supports = gold.units("task", "lead"), gold.units("task", "support")
    return by_number((*task, unit) for task in leads for unit in leads[task] & supports.get(task, set()))


GOVERNMENTS = tuple(f"{place}人民政府" for region, place in PLACES.items() if region != "全省")


def on_all(gold: Gold) -> list[dict[str, str]]:
    """The assignments to 各市、州人民政府: two cities and six prefectures, all that the aims list."""
    return [a for a in gold.assignments if a["canonical"] == "青海省各市、州人民政府"]


def of_city_and_all(gold: Gold) -> list[Row]:
    rows = [(*r, "named") for r in of_city(gold)]
    rows += [(a["task"], a["clause"], ROLES[a["role"]], "MemberOfCollective") for a in on_all(gold)]
    return by_number(rows, 2)


def duties_by_rule(gold: Gold) -> list[Row]:
    duties, units = len(on_all(gold)) * len(GOVERNMENTS), len(GOVERNMENTS)
    return [("MemberOfCollective", str(duties), str(units))]


def duties_by_unit(gold: Gold) -> list[Row]:
    roles = Counter(a["role"] for a in on_all(gold))
    return sorted((unit, str(roles["lead"]), str(roles["support"])) for unit in GOVERNMENTS)


def follows_from(gold: Gold) -> list[Row]:
    (a,) = (a for a in on_all(gold) if a["task"] == "63")
    found = ROLES[a["role"]], "MemberOfCollective", a["name"], a["start"], a["end"]
    return sorted((unit, *found) for unit in GOVERNMENTS)


def said_and_inferred(gold: Gold) -> list[Row]:
    duties = len(on_all(gold)) * len(GOVERNMENTS)
    return [
        ("inferred", "graph/inferred", str(duties)),
        ("written", "document/630000/青政办-2018-28", str(len(gold.assignments))),
    ]


def of_city(gold: Gold) -> list[Row]:
    own = [a for a in gold.assignments if a["unit"] == "西宁市人民政府"]
    return by_number(((a["task"], a["clause"], ROLES[a["role"]]) for a in own), 2)


FROM_GOLD: list[tuple[str, Callable[[Gold], list[Row]], tuple[str, ...]]] = [
    # the question, the answer worked out, the columns that the annotation does not have
    ("01-who-leads-what", lambda g: by_number(((*c, u) for c, us in g.units("clause", "lead").items() for u in us), 2), ()),
    ("02-who-supports-whom", lambda g: most_first(supporters(g), 2), ()),
    ("03-tasks-that-implement-a-document", implemented, ()),
    ("04-tasks-that-implement-one-document", implementers, ()),
    ("06-tasks-without-support", without_support, ()),
    ("07-tasks-with-several-leads", several_leads, ()),
    ("08-pairs-of-units", lambda g: most_first(together(g), 3), ()),
    ("09-duties-of-a-city-by-name", of_city, ()),
    ("10-duties-of-a-city-with-collectives", of_city_and_all, ()),
    ("11-targets-by-region", placed, ("indicator",)),
    ("13-documents-evaluated", led_documents("evaluates"), ()),
    ("14-documents-to-be-issued", led_documents("to_be_issued"), ()),
    ("16-evidence-of-a-task", in_order, ()),
    ("17-quotations-that-hold", quoted, ()),
    ("20-units-under-another-name", other_names, ()),
    ("21-sections-and-their-tasks", sections, ()),
    ("22-tasks-of-a-section", lambda g: [(t["task"], t["text"]) for t in g.tasks if g.section(t["task"]) == "12"], ()),
    ("23-who-issued-the-notice", issued, ()),
    ("24-addressees", lambda g: sorted((a,) for a in g.header["salutation_addressees"]), ()),
    ("25-leads-in-most-sectors", most_sectors, ()),
    ("26-load-by-role", load_by_role, ()),
    ("27-documents-cited-more-than-once", cited_again, ()),
    ("28-documents-that-are-the-basis", lambda g: [(c["title"], c["document_number"]) for c in g.cited("basis")], ()),
    ("29-vertical-organs", vertical, ()),
    ("30-companies-that-lead", companies, ()),
    ("31-growth-targets", growth, ("indicator",)),
    ("32-targets-that-are-ranges", ranges, ("indicator",)),
    ("33-units-that-never-lead", never_lead, ()),
    ("34-collectives", collectives, ()),
    ("35-wordings-of-a-collective", wordings, ()),
    ("36-targets-without-region-or-year", unplaced, ()),
    ("37-responsible-units", only_responsible, ()),
    ("38-units-that-lead-and-support-one-task", leads_and_supports, ()),
    ("40-duties-by-rule", duties_by_rule, ()),
    ("41-duties-by-unit", duties_by_unit, ()),
    ("42-what-a-duty-follows-from", follows_from, ()),
    ("43-said-and-inferred", said_and_inferred, ()),
]  # fmt: skip
