"""``zhengtu agency`` and ``zhengtu authority``: what the authority tables say."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .tables import AuthorityOption, tables_of

if TYPE_CHECKING:
    from ..builders.resolve import Resolution
    from ..ontology.agencies import Agency
    from ..ontology.changes import Change
    from ..ontology.tables import Years

__all__ = ["agency", "authority"]


def agency(
    name: Annotated[
        str, typer.Argument(help="A unit's name as a notice writes it, or a list joined by 、.", show_default=False)
    ],
    issuer: Annotated[
        str | None,
        typer.Option(
            "--issuer", help="Who issued the notice, such as 安徽省人民政府; or a division code.", show_default=False
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", min=1949, max=2100, help="The notice's year.", show_default=False)
    ] = None,
    own: AuthorityOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show whom a name means, and why.

    Without --issuer the name is taken from a notice of the State Council. Exit
    code 1 if a name stays as written.

    \b
    Example:
      zhengtu agency 省税务局 --issuer 安徽省人民政府办公厅 --year 2020
      zhengtu agency 省财政厅、人社厅 --issuer 合肥市人民政府
      zhengtu agency 发展改革委
    """
    from ..builders.fold import fold
    from ..builders.jurisdiction import jurisdiction_of
    from ..builders.resolve import Context, Resolver
    from ..builders.text import Span
    from ..builders.units import split_units
    from ..graph.text import visible
    from ..ontology.agencies import authority as shipped
    from ..ontology.places import CENTRE, UNPLACED, names_of
    from .errors import UsageError

    tables = tables_of(own) or shipped()
    names = [unit.name for unit in split_units(name, fold(name), Span(0, len(name)))[0]] or name.split()
    if not names:
        raise UsageError("the name is empty")
    if issuer is not None and not (issuer := issuer.strip()):
        raise UsageError("--issuer is empty")
    jurisdiction = CENTRE if issuer is None else issuer if names_of(issuer) else jurisdiction_of(issuer, year)
    if issuer is not None and jurisdiction.startswith(UNPLACED):
        raise UsageError(f"--issuer {issuer}: its area is not known; begin it with a place's name, or give a code")
    context = Context(jurisdiction, year, None, tables)
    if issuer is not None and issuer != jurisdiction:
        context = Context(jurisdiction, year, Resolver(context).unit(issuer), tables)
    resolver = Resolver(context)
    found: list[Resolution] = []
    for one in names:
        found.append(resolver.explain("".join(one.split()), found[-1].carried if found else None))
    if as_json:
        print(json.dumps([_as_json(r) for r in found], ensure_ascii=False, indent=1))
    else:
        for resolution in found:
            for line in _lines(resolution):
                print(visible(line))
    if not all(r.unit.known or r.unit.kind or r.unit.collective for r in found):
        if issuer is None:
            print("zhengtu: say whose notice it is from: --issuer 安徽省人民政府", file=sys.stderr)
        raise typer.Exit(1)


def authority(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File to write: .nq, .trig, .ttl, .nt or .jsonld.")
    ] = Path("authority.nq"),
    base: Annotated[
        str, typer.Option("--base", help="IRI under which the data live.")
    ] = "https://w3id.org/zhengtu/id/",
    own: AuthorityOption = None,
) -> None:
    """Write the authority tables as RDF: places, agencies, changes, issuers' codes, sectors.

    Every row comes with its source. A graph of notices holds what of this they use.

    \b
    Example:
      zhengtu authority -o authority.nq
    """
    from ..builders.authority_graph import authority_quads
    from ..builders.statements import n_quads
    from ..graph.errors import GraphError
    from ..graph.formats import format_of, write_graph
    from ..ontology.iris import Iris
    from .errors import UsageError

    try:
        format_of(output)
    except GraphError as error:
        raise UsageError(str(error)) from None
    try:
        Iris(base)
    except ValueError as error:
        raise UsageError(str(error)) from None
    quads = authority_quads(base, tables_of(own))
    write_graph(n_quads(quads), output)
    print(f"wrote {output}: {len(quads):,} statements", file=sys.stderr)


def _lines(resolution: "Resolution") -> Iterator[str]:
    unit, found = resolution.unit, resolution.agency
    yield resolution.name
    if unit.collective:
        yield f"  单位统称 collective  {unit.name} ({unit.scope})"
        return
    if not unit.known and unit.kind is None:
        yield "  未能确定 not resolved: stays as written"
    else:
        yield f"  全称 full name   {unit.name}"
        yield f"  辖区 scope       {_place(unit.scope)}"
    if found is not None:
        yield f"  类别 kind        {_label(found.kind)}"
        yield f"  层级 level       {_label(found.level)}"
        if found.english:
            yield f"  英文 English     {found.english}"
        if found.forms:
            yield f"  简称 other forms {'、'.join(found.forms[:12])}{' …' if len(found.forms) > 12 else ''}"
        years = _years(found)
        if years.since or years.until:
            yield f"  年份 years       {years.since or ''}–{years.until or ''}"
        yield f"  来源 source      {found.source}"
    elif unit.kind is not None:
        yield f"  类别 kind        {_label(unit.kind)}"
    for rival in resolution.rivals:
        yield f"  可能 maybe       {rival.name}"
    for step in resolution.steps:
        yield f"  依据 why         {step}"
    for change in _changes(found):
        before = "、".join(name for _, name in change.before)
        after = "、".join(name for _, name in change.after)
        yield f"  沿革 history     {change.date} {before} → {after} ({change.source})"


def _as_json(resolution: "Resolution") -> dict[str, object]:
    unit, found = resolution.unit, resolution.agency
    return {
        "name": resolution.name,
        "resolved": unit.known or unit.kind is not None,
        "full_name": unit.name,
        "scope": unit.scope,
        "collective": unit.collective,
        "listed": unit.known and not unit.collective,
        "kind": found.kind if found else unit.kind,
        "level": found.level if found else None,
        "english": found.english or None if found else None,
        "other_forms": list(found.forms) if found else [],
        "since": _years(found).since if found else None,
        "until": _years(found).until if found else None,
        "source": found.source if found else None,
        "maybe": [a.name for a in resolution.rivals],
        "why": list(resolution.steps),
        "changes": [
            {
                "date": c.date,
                "kind": c.kind,
                "before": [n for _, n in c.before],
                "after": [n for _, n in c.after],
                "source": c.source,
            }
            for c in _changes(found)
        ],
    }


def _changes(found: "Agency | None") -> "list[Change]":
    from ..ontology.changes import lineage

    return lineage(found.scope, found.name) if found is not None else []


def _years(found: "Agency") -> "Years":
    from ..ontology.changes import years_in_use

    return years_in_use(found.scope, found.name, found.years)


def _place(code: str) -> str:
    from ..ontology.places import place

    entry = place(code)
    return f"{entry.name} ({code})" if entry else code


def _label(name: str) -> str:
    from ..ontology.labels import label
    from ..ontology.terms import ZT

    words = label(getattr(ZT, name))
    return f"{words['zh']} {words['en']}"
