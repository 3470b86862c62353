"""The words in the heads of tables, each with its reason. Matched against folded text without white space."""

import re
from typing import Final, Literal

__all__ = [
    "BARE_UNITS",
    "COLUMNS",
    "DEADLINE",
    "FIRST_NAME",
    "HEAD",
    "HEADING_LONGEST",
    "HEAD_BELOW",
    "HEAD_LONGEST",
    "MEMBERS",
]

HEAD_LONGEST: Final = 24
"""牵头单位（第一个为主要牵头单位） is long for the head of a column; beyond, it is a cell of the table itself."""
HEADING_LONGEST: Final = 80

DEADLINE: Final = re.compile(r"时限|期限|时间|节点|进度|时序|日期")
_BODY: Final = r"(?:单位|部门|处室|科室|股室|机构|主体|地区|县区|企业)"

# In this order: 牵头领导 is a person, 牵头单位 a unit, 责任分工 over 牵头 and 配合 gives way to the lower words.
COLUMNS: Final[
    tuple[
        tuple[
            Literal["number", "section", "text", "lead", "support", "responsible", "person", "deadline"],
            re.Pattern[str],
        ],
        ...,
    ]
] = (
    ("number", re.compile(r"^(?:序号?|编号|号|No\.?|任务编号|项目序号)$", re.IGNORECASE)),
    ("person", re.compile(r"领导|(?:责任|负责|联系|经办|包联|分管)人|负责同志|联络员|电话")),
    ("deadline", DEADLINE),
    ("lead", re.compile(rf"牵头|主办|第一责任{_BODY}")),
    ("support", re.compile(r"配合|协助|参与|参加|协办|协同|支持单位|会办")),
    (
        "responsible",
        re.compile(
            rf"(?:责任|负责|承办|落实|实施|主管|承担|完成|执行|推进|主责|主体){_BODY}|^(?:责任(?:分工|分解|落实)|(?:部门|职责)分工)$|^责任$"
        ),
    ),
    ("section", re.compile(r"领域|类别|分类|板块|方面|行业|专项|类型|一级(?:任务|目标|指标)")),
    ("text", re.compile(r"任务|事项|内容|措施|工作|要求|目标|举措|项目|问题|清单|要点|条款|政策|职责|指标")),
)
HEAD: Final = re.compile(
    "|".join(f"(?:{pattern.pattern})" for _, pattern in COLUMNS) + r"|^(?:备注|单位|部门|说明|分工)$", re.IGNORECASE
)
# In the second row of a head stand the parts of the cell above: 牵头 | 配合, 省级 | 市级, 单位 | 领导.
HEAD_BELOW: Final = re.compile(
    HEAD.pattern + r"|^(?:[省市县区州乡镇国家]+级|牵头|配合|责任|姓名|职务|第[一二三四]季度|上半年|下半年|全年)",
    re.IGNORECASE,
)
BARE_UNITS: Final = re.compile(r"^(?:单位|部门|责任|分工|任务分工|任务分解|单位名称|部门名称)$")
# What a bracket in a head says is no part of it: 责任单位（牵头单位列首位）.
REMARK: Final = re.compile(r"[((〔][^()〔〕]*[)〕]")
# Who sits in a body or gets money is not who answers for a task.
MEMBERS: Final = re.compile(r"姓名|职务|职称|电话|联系|金额|资金|万元|名额|职数")
FIRST_NAME: Final = re.compile(r"[、,;\s]")
