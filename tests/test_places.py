"""Divisions, their names over the years, and which of several a name means."""

import pytest
from zhengtu.ontology.places import CENTRE, chain, find, is_within, names_of, parent, place, places

SHORT = [
    ("632800", "海西州"),
    ("630121", "大通县"),
    ("632500", "海南州"),
    ("522300", "黔西南州"),
    ("469028", "陵水县"),
    ("622926", "东乡县"),
    ("622927", "积石山县"),
    ("652700", "博尔塔拉州"),
    ("150722", "莫力达瓦旗"),
    ("450000", "广西"),
    ("340100", "合肥"),
    ("152500", "锡林郭勒"),
    ("660000", "兵团"),
]


@pytest.mark.parametrize(("code", "short"), SHORT)
def test_short_forms(code: str, short: str) -> None:
    entry = place(code)
    assert entry is not None
    assert entry.short == short


FOUND = [
    ("海南州人民政府", "630000", None, "632500"),
    ("海南省人民政府", "630000", None, "460000"),
    ("河南县人民政府", "630000", None, "632324"),
    ("吉林市财政局", "220000", None, "220200"),
    ("鼓楼区财政局", "320100", None, "320106"),
    ("鼓楼区财政局", "350000", None, "350102"),
    ("鼓楼区财政局", CENTRE, None, None),  # four cities have one
    ("市中区人民政府", "370100", None, "370103"),
    ("市中区人民政府", "370000", None, None),  # Jinan and Zaozhuang
    ("襄樊市财政局", "420000", 2008, "420600"),
    ("海东地区行署", "630000", 2010, "632100"),
    ("某某公司", "630000", None, None),
]


@pytest.mark.parametrize(("text", "near", "year", "code"), FOUND)
def test_which_place_is_meant(text: str, near: str, year: int | None, code: str | None) -> None:
    found = find(text, near=near, year=year)
    assert (found[0] if found else None) == code


def test_provinces_in_full() -> None:
    assert find("海南旅游收入", provinces_in_full=True) is None
    assert find("海南省旅游收入", provinces_in_full=True) == ("460000", 3)


NAMED = [("420600", 2008, "襄樊市"), ("420600", 2020, "襄阳市"), ("420600", None, "襄阳市"), ("530800", 2004, "思茅市")]


@pytest.mark.parametrize(("code", "year", "name"), NAMED)
def test_names_change(code: str, year: int | None, name: str) -> None:
    entry = place(code, year)
    assert entry is not None
    assert entry.name == name


def test_the_tree() -> None:
    assert parent("632800") == "630000"
    assert parent("630000") == CENTRE
    assert parent(CENTRE) is None
    assert parent("429004") == "420000"
    assert parent("630000-某某县") == "630000"
    assert chain("110107") == ("110107", "110000", CENTRE)
    assert is_within("630121", "630000")
    assert is_within("630121", "630100")
    assert not is_within("630121", "640000")
    now = [c for c, e in places().items() if parent(c) == "630000" and e.tier == "prefecture" and not e.years.until]
    assert len(now) == 8


def test_the_country_is_complete() -> None:
    now = [e for e in places().values() if not e.years.until]
    tiers = [e.tier for e in now]
    # GB/T 2260 without Hong Kong, Macao and Taiwan, and the corps: 31 + 1; 333 prefectures (2023).
    assert (tiers.count("provincial"), tiers.count("prefecture")) == (32, 333)
    assert 2840 <= tiers.count("county") <= 2860
    for code in places():
        for entry in names_of(code):
            assert entry.source
            assert entry.name
            assert entry.years.since is None or entry.years.until is None or entry.years.since <= entry.years.until
