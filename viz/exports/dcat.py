"""A description of what was written, for data portals: DCAT 3 with VoID's counts.

It says nothing that is not in the data or given by the user: dates are those of the notices and not of a clock, and
there is a licence and a publisher only where they are named. Nodes have IRIs, none is blank.

DCAT 3: https://www.w3.org/TR/vocab-dcat-3/ with the minimum of DCAT-AP 3 (title, description, access URL).
VoID: https://www.w3.org/TR/void/
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from ...graph.columns import Responsibilities
from ...graph.text import counted
from ...ontology.terms import PREFIXES, XSD, ZT
from .counts import Counts
from .formats import Format
from .heads import Heads
from .turtle import Names, literal

__all__ = ["Description", "File", "describe"]

_PREFIXES: Final = {
    **{prefix: PREFIXES[prefix] for prefix in ("dcterms", "foaf", "prov", "xsd", "zt")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_NON_NEGATIVE: Final = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
_HEX: Final = "http://www.w3.org/2001/XMLSchema#hexBinary"
_LANGUAGES: Final = tuple(
    f"http://publications.europa.eu/resource/authority/language/{code}" for code in ("ZHO", "ENG")
)
_KEYWORDS: Final = (("工作计划", "zh"), ("任务分工", "zh"), ("work plan", "en"), ("division of tasks", "en"))
_VOCABULARIES: Final = ("zt", "org", "eli", "oa", "skos", "dcterms", "prov")
_PROVENANCE: Final = {
    "zh": "由程序从公文原文中读取，每条信息在原文中的起止位置记于数据之中。",
    "en": "Read from the texts of the notices by software; the data give the characters that say each statement.",
}
_HOLDS: Final = {
    "statements": {"zh": "知识图谱", "en": "Knowledge graph"},
    "responsibility": {"zh": "责任网络", "en": "Responsibility network"},
    "coordination": {"zh": "协同网络", "en": "Coordination network"},
}
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_STANDARD: Final = "https://w3id.org/zhengtu/ns"

_COUNTED: Final = (
    ("Section", "个章节", "section"),
    ("Task", "项任务", "task"),
    ("Clause", "个条款", "clause"),
    ("Assignment", "条任务分工", "assignment"),
    ("Target", "个数量目标", "target"),
    ("Citation", "处文件引用", "citation"),
)


@dataclass(frozen=True, slots=True)
class Description:
    """What the user says of the data set.

    Attributes:
        publisher: the name of who publishes it.
        licence: IRI of its licence.
        url: where the files will stand; without it they are named relative to the description.
    """

    publisher: str | None = None
    licence: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that was written.

    Attributes:
        path: from the folder of the description, with slashes.
        format: its format.
        size: in bytes.
        sha256: in hex digits.
        about: which network it holds; statements where it holds none.
    """

    path: str
    format: Format
    size: int
    sha256: str
    about: str


def describe(
    r: Responsibilities, found: Heads, counts: Counts, files: Sequence[File], said: Description, base: str
) -> bytes:
    """The description, as Turtle.

    Args:
        r: who answers for what.
        found: what the data say of themselves.
        counts: how much there is.
        files: what was written.
        said: what the user says.
        base: the IRI under which the data live.
    """
    names = Names(_PREFIXES)
    iri = names.iri
    dataset = _dataset_iri(r, base)
    dates = sorted(found.dates.values())
    licence = [] if said.licence is None else [("dcterms:license", [iri(said.licence)])]
    classes = sorted(counts.classes.items())
    publisher, period = f"{dataset}/publisher", f"{dataset}/period"
    blocks = [
        _block(iri(dataset), [
            ("a", ["dcat:Dataset", "void:Dataset"]),
            ("dcterms:title", _texts(_title(r))),
            ("dcterms:description", _texts(_description(r, counts))),
            ("dcterms:identifier", [_text(dataset)]),
            ("dcterms:language", map(iri, _LANGUAGES)),
            ("dcat:keyword", [_text(word, language) for word, language in _KEYWORDS]),
            ("dcterms:issued", [_typed(day, XSD.date, names) for day in dates[-1:]]),
            ("dcterms:modified", [_typed(day, XSD.date, names) for day in dates[-1:]]),
            ("dcterms:temporal", [iri(period)] if dates else []),
            ("dcterms:spatial", map(iri, found.places)),
            ("dcterms:publisher", [iri(publisher)] if said.publisher is not None else []),
            *licence,
            ("dcterms:creator", [iri(agent) for agent, _ in found.software]),
            ("dcterms:conformsTo", [iri(_STANDARD)]),
            ("dcterms:provenance", [iri(f"{dataset}/provenance")]),
            ("prov:wasDerivedFrom", map(iri, r.notices)),
            ("void:vocabulary", [iri(PREFIXES[prefix]) for prefix in _VOCABULARIES]),
            ("void:uriSpace", [_text(base)]),
            ("void:triples", [str(counts.triples)]),
            ("void:entities", [str(counts.entities)]),
            ("void:distinctSubjects", [str(counts.subjects)]),
            ("void:classes", [str(len(classes))]),
            ("void:properties", [str(len(counts.properties))]),
            ("void:classPartition", [iri(_partition(dataset, name)) for name, _ in classes]),
            ("dcat:distribution", [iri(_distribution(dataset, file)) for file in files]),
        ]),
    ]  # fmt: skip
    blocks += [_file(dataset, file, licence, said, names) for file in files]
    blocks += [
        _block(iri(_partition(dataset, name)), [
            ("a", ["void:Dataset"]), ("void:class", [iri(name)]), ("void:entities", [str(count)]),
        ])
        for name, count in classes
    ]  # fmt: skip
    if dates:
        ends = (("dcat:startDate", dates[0]), ("dcat:endDate", dates[-1]))
        blocks.append(
            _block(
                iri(period), [("a", ["dcterms:PeriodOfTime"]), *((p, [_typed(d, XSD.date, names)]) for p, d in ends)]
            )
        )
    for place in found.places:
        blocks.append(_block(iri(place), [("a", ["dcterms:Location"])]))
    if said.publisher is not None:
        blocks.append(_block(iri(publisher), [("a", ["foaf:Agent"]), ("foaf:name", [_text(said.publisher)])]))
    if said.licence is not None:
        blocks.append(_block(iri(said.licence), [("a", ["dcterms:LicenseDocument"])]))
    for agent, version in found.software:
        blocks.append(
            _block(
                iri(agent), [("a", ["foaf:Agent", "prov:SoftwareAgent"]), ("foaf:name", [_text(f"Zhengtu {version}")])]
            )
        )
    blocks += [_block(names.iri(thing), [("a", [of])]) for thing, of in _ranges(files).items()]
    blocks.append(
        _block(iri(f"{dataset}/provenance"), [
            ("a", ["dcterms:ProvenanceStatement"]),
            (iri("http://www.w3.org/2000/01/rdf-schema#label"), _texts(_PROVENANCE)),
        ])
    )  # fmt: skip
    for notice in r.notices.values():
        day = found.dates.get(notice.iri)
        blocks.append(
            _block(iri(notice.iri), [
                ("a", [iri(ZT.Notice), "prov:Entity"]),
                ("dcterms:title", [_text(notice.title)] if notice.title else []),
                (iri(ZT.documentNumber), [_text(notice.number)] if notice.number else []),
                ("dcterms:issued", [_typed(day, XSD.date, names)] if day else []),
            ])
        )  # fmt: skip
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(_PREFIXES.items()))
    return "\n".join([head, *blocks]).encode()


def _file(dataset: str, file: File, licence: list[tuple[str, list[str]]], said: Description, names: Names) -> str:
    node = _distribution(dataset, file)
    place = quote(file.path, safe="/")
    where = f"<{place}>" if said.url is None else names.iri(f"{said.url.removesuffix('/')}/{place}")
    title = {
        "zh": f"{_HOLDS[file.about]['zh']}（{file.format.title}）",
        "en": f"{_HOLDS[file.about]['en']} ({file.format.title})",
    }
    return "\n".join((
        _block(names.iri(node), [
            ("a", ["dcat:Distribution"]),
            ("dcterms:title", _texts(title)),
            ("dcat:accessURL", [where]),
            ("dcat:downloadURL", [where]),
            ("dcat:mediaType", [names.iri(_MEDIA_TYPES + file.format.media_type)]),
            ("dcterms:conformsTo", [names.iri(file.format.standard)]),
            ("dcat:byteSize", [_typed(str(file.size), _NON_NEGATIVE, names)]),
            ("spdx:checksum", [names.iri(f"{node}/checksum")]),
            *licence,
        ]),
        _block(names.iri(f"{node}/checksum"), [
            ("a", ["spdx:Checksum"]),
            ("spdx:algorithm", ["spdx:checksumAlgorithm_sha256"]),
            ("spdx:checksumValue", [_typed(file.sha256, _HEX, names)]),
        ]),
    ))  # fmt: skip


def _ranges(files: Sequence[File]) -> dict[str, str]:
    """Things of other vocabularies with the classes that DCAT-AP asks for where they stand."""
    found = dict.fromkeys(_LANGUAGES, "dcterms:LinguisticSystem") | {_STANDARD: "dcterms:Standard"}
    for file in files:
        found |= {file.format.standard: "dcterms:Standard", _MEDIA_TYPES + file.format.media_type: "dcterms:MediaType"}
    return found | {f"{_PREFIXES['spdx']}checksumAlgorithm_sha256": "spdx:ChecksumAlgorithm"}


def _dataset_iri(r: Responsibilities, base: str) -> str:
    """Follows from which notices there are: the same ones are the same data set."""
    if len(r.notices) == 1:
        return f"{next(iter(r.notices))}/dataset"
    return f"{base}dataset/{hashlib.sha256(' '.join(sorted(r.notices)).encode()).hexdigest()[:12]}"


def _distribution(dataset: str, file: File) -> str:
    return f"{dataset}/distribution/{quote(file.path, safe='')}"


def _partition(dataset: str, of: str) -> str:
    """The part of the data set that is of one class: …/class/zt-Task."""
    for prefix, space in PREFIXES.items():
        if of.startswith(space):
            return f"{dataset}/class/{prefix}-{quote(of.removeprefix(space), safe='')}"
    return f"{dataset}/class/{hashlib.sha256(of.encode()).hexdigest()[:12]}"


def _title(r: Responsibilities) -> dict[str, str]:
    if len(r.notices) == 1:
        (notice,) = r.notices.values()
        named = f"《{notice.title}》" if notice.title else notice.label
        return {
            "zh": f"{named}任务分工知识图谱",
            "en": f"Knowledge graph of the tasks and responsibilities in {notice.label}",
        }
    count = len(r.notices)
    return {
        "zh": f"{count}份公文的任务分工知识图谱",
        "en": f"Knowledge graph of the tasks and responsibilities in {counted(count, 'notice')}",
    }


def _description(r: Responsibilities, counts: Counts) -> dict[str, str]:
    found = [(counts.classes[PREFIXES["zt"] + name], zh, en) for name, zh, en in _COUNTED]
    chinese = "、".join(f"{count}{zh}" for count, zh, _ in found)
    english = ", ".join(counted(count, en) for count, _, en in found)
    notices, units = len(r.notices), len(r.units)
    return {
        "zh": f"公文{notices}份，含{chinese}，涉及单位{units}个。每条信息均注明在原文中的位置。",
        "en": f"{counted(notices, 'notice')} with {english}, and {counted(units, 'unit')}. "
        "Every statement gives the place in the text that says it.",
    }


def _text(text: str, language: str = "") -> str:
    return literal(ox.Literal(text, language=language) if language else ox.Literal(text), Names({}))


def _texts(texts: Mapping[str, str]) -> list[str]:
    return [_text(text, language) for language, text in texts.items()]


def _typed(value: str, datatype: str, names: Names) -> str:
    return literal(ox.Literal(value, datatype=ox.NamedNode(datatype)), names)


def _block(subject: str, said: Iterable[tuple[str, Iterable[str]]]) -> str:
    lines = []
    for predicate, found in said:
        if terms := list(dict.fromkeys(found)):
            between = " ,\n        " if sum(map(len, terms)) > 100 else " , "
            lines.append(f"    {predicate} {between.join(terms)}")
    return f"{subject}\n" + " ;\n".join(lines) + " .\n"
