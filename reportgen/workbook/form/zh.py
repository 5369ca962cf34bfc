"""The form in Chinese: the contract. Sheets and columns are found by these texts and known by their keys."""

from __future__ import annotations

from reportgen.workbook.columns import Column, Edition, FactForm, Guide, Kind, Missing, SheetForm
from reportgen.workbook.form.offers import BASES, PERIODS, PRINTED_UNITS, SCOPES, UNITS

__all__ = ["CHINESE"]

_FACTS = (
    FactForm("title", "报告标题", "文件的标题，原样印出", required=True),
    FactForm("office", "单位全称", "落款用的全称，与公章一致", required=True),
    FactForm("short_office", "单位简称", "正文中用的简称"),
    FactForm("year", "年度", "报告所写的年度，只填四位数字", Kind.WHOLE, required=True),
    FactForm("date", "成文日期", "落款日期，如 2020-12-31，印成 2020年12月31日", Kind.DATE, required=True),
    FactForm("area", "本级简称", "如 全县"),
    FactForm("parent_area", "上级简称", "如 全州，位次未填范围时使用"),
)
_FACT_SHEET = SheetForm(
    "facts",
    "基本信息",
    "整份报告只有一个的内容：标题、单位、年度、日期。可以自行加行，模板中用项目名引用",
    (
        Column(
            "name", "项目", "模板中引用的名称；已有的项目不要改名，可以在下面加行", required=True, width=16
        ),
        Column("text", "内容", "印在报告里的文字；模板和正文中写 {{ 项目名 }}", required=True, width=52),
        Column("note", "说明", "给填报人看的说明，不印出", width=52),
    ),
    required=True,
    frozen=1,
    missing=Missing("text", "name"),
)

_INDICATORS = SheetForm(
    "indicators",
    "指标",
    "一行一个指标。单元格里存放的是原始数，增速和成文数字都由程序计算",
    (
        Column("code", "编码", "自定的编号，如 GY01；不重复，每年不变", width=8),
        Column(
            "section", "章节", "所属一级标题下的小节；不填则不单独成节", grouping=True, width=22, offers=()
        ),
        Column(
            "name", "指标名称", "模板中引用的名称，不重复，不要含括号、引号和空格", required=True, width=24
        ),
        Column("unit", "单位", "本行各数的单位，用报表中最细的单位，如 万元", width=8, offers=UNITS),
        Column(
            "print_unit",
            "成文单位",
            "印在文中的单位，如 亿元；不填则与单位相同",
            width=10,
            offers=PRINTED_UNITS,
        ),
        Column(
            "places",
            "小数位",
            "成文数字保留几位小数，0 到 8；不填则按单元格中的位数",
            Kind.WHOLE,
            width=8,
            high=8,
        ),
        Column(
            "rate_places",
            "增速小数位",
            "增速保留几位小数，0 到 8；不填则用默认位数",
            Kind.WHOLE,
            width=11,
            high=8,
        ),
        Column("period", "期间", "这个数所属的时段，如 全年、元至11月、年末", width=11, offers=PERIODS),
        Column(
            "value",
            "本年值",
            "只填数字，不带单位、逗号和“约”字",
            Kind.NUMBER,
            required=True,
            width=18,
            year=0,
        ),
        Column("prior", "上年同期值", "与本年同口径的上年数，用来计算增速", Kind.NUMBER, width=12, year=-1),
        Column(
            "prior_published",
            "上年公布值",
            "上年报告里公布的数；与同期值不同时，请在口径列说明",
            Kind.NUMBER,
            width=12,
            year=-1,
        ),
        Column(
            "given_rate", "公布增速", "上级公布的增速（%），如 8.46；填了就以它为准", Kind.NUMBER, width=10
        ),
        Column("basis", "口径", "口径有变化时的说明，如 按可比价格计算", width=18, offers=BASES),
        Column("target", "目标值", "全年目标，单位与本年值相同", Kind.NUMBER, width=10),
        Column("rank", "位次", "名次，填 1、2、3", Kind.WHOLE, width=7, low=1, high=9999),
        Column(
            "rank_scope",
            "位次范围",
            "在哪里排名，如 全州；不填则用基本信息中的上级简称",
            width=10,
            offers=SCOPES,
        ),
        Column(
            "status",
            "状态",
            "数据的状态；填“计划”或“不适用”时本年值可以不填",
            Kind.CHOICE,
            width=8,
            choices=("快报", "预计", "定案", "计划", "不适用"),
            strict=False,
        ),
        Column("office", "来源", "提供数据的单位", width=14, offers=()),
        Column("owner", "填报人", "谁填的这一行", width=9, offers=()),
        Column("note", "备注", "大幅升降的原因、取数说明等；升降超过30%时应填", width=36),
        Column("rate", "同比(%)", "自动计算，不要填", Kind.NUMBER, computed=True, width=10),
        Column("completion", "完成率(%)", "自动计算，不要填", Kind.NUMBER, computed=True, width=10),
    ),
    required=True,
    frozen=3,
    missing=Missing("value", "name", ("given_rate", "rank"), ((("status", 3),), (("status", 4),))),
)

_LISTS = SheetForm(
    "lists",
    "名单",
    "企业、项目等的名字，一行一个。名单与指标同名时，名字的个数应等于指标的本年值",
    (
        Column(
            "list",
            "名单",
            "名单的名称；属于某个指标的，与指标名称完全相同",
            required=True,
            grouping=True,
            width=26,
            offered_by=("indicators", "name"),
        ),
        Column("number", "序号", "从 1 开始，逐个加 1", Kind.WHOLE, width=8, low=1, high=9999),
        Column("name", "名称", "名字，按文中要印的样子填写", required=True, width=44),
        Column("note", "备注", "不印出", width=36),
    ),
    frozen=1,
    missing=Missing("name", "list"),
)

_PROSE = SheetForm(
    "prose",
    "正文",
    "当年的文字，一行一段；里面可以用与模板相同的标签，如 {{ 工业总产值 }}",
    (
        Column(
            "chapter",
            "章",
            "属于第几部分：一、二、三、四",
            Kind.CHOICE,
            required=True,
            grouping=True,
            width=6,
            choices=("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
        ),
        Column(
            "section",
            "节",
            "同一节的各行填相同的编号，并连续排列；印出的序号按先后顺序自动编",
            grouping=True,
            width=18,
        ),
        Column("heading", "标题", "小节或条目的标题，不带序号", width=28),
        Column(
            "form",
            "形式",
            "独行：标题单独成行；接排：标题后面接着排正文",
            Kind.CHOICE,
            width=8,
            choices=("独行", "接排"),
        ),
        Column("text", "内容", "一个自然段", required=True, width=100),
        Column(
            "status",
            "状态",
            "待改写：沿用上年的文字，还要改；定稿：已经改好。不填视同定稿",
            Kind.CHOICE,
            optional=True,
            width=8,
            choices=("待改写", "定稿"),
        ),
    ),
    missing=Missing("text", "chapter", (), ((("heading", None), ("form", 0)),), ("status", 0)),
)

_RULES = SheetForm(
    "rules",
    "勾稽关系",
    "指标之间应当成立的关系，如 年末数 = 年初数 + 新增 - 退出",
    (
        Column("number", "编号", "自定的编号", width=8),
        Column("left", "左式", "指标名称和 + - × ÷ ( ) 组成的算式", required=True, width=36),
        Column(
            "relation",
            "关系",
            "左右两边的关系",
            Kind.CHOICE,
            required=True,
            width=7,
            choices=("=", "≤", "≥", "<", ">", "≈"),
        ),
        Column("right", "右式", "指标名称、数字和 + - × ÷ ( ) 组成的算式", required=True, width=48),
        Column(
            "tolerance",
            "容差",
            "允许相差多少（用左式第一个指标的单位）；四舍五入引起的差数填在这里",
            Kind.NUMBER,
            width=8,
        ),
        Column(
            "level",
            "级别",
            "不成立时算错误还是警告；不填为错误；忽略：不检查，须在说明中写明原因",
            Kind.CHOICE,
            width=8,
            choices=("错误", "警告", "忽略"),
        ),
        Column("note", "说明", "为什么应当成立；级别为“忽略”时，为什么不检查", width=44),
    ),
    missing=Missing("right", "left", (), ((("level", 2),),)),
)

_HISTORY = SheetForm(
    "history",
    "历年",
    "往年的数，一列一年，单位与指标表相同",
    (
        Column(
            "name",
            "指标名称",
            "与指标表中的名称完全相同",
            required=True,
            width=26,
            offered_by=("indicators", "name"),
        ),
    ),
    years=True,
    frozen=1,
)

_GUIDE = Guide(
    title="填表说明",
    sections=(
        (
            "怎样填写",
            (
                "1. 先填“基本信息”，再填“指标”的本年值和上年同期值，然后是“名单”和“正文”。",
                "2. 数字单元格里只填数字：不带单位、逗号、“约”字；"
                "今年没有这个数的，把“状态”填成“不适用”；其他没有的数空着。",
                "3. 填完保存，运行 reportgen check 检查，再运行 reportgen build 生成报告。",
                "4. 黄色的格子都可以填；加行时在最后一行下面接着填，公式、下拉列表和检查已经备好。"
                "不要的行，清空即可；也可以在中间插入行，可以加工作表，在表格右边加自己的列。",
                "5. 单元格旁的箭头给出常用的写法；单位、期间、口径等可以填列表以外的，"
                "也可以写进“列表”工作表，以后就能选。",
                "6. 表头、公式和说明加了保护，没有密码：要改版式时，点“审阅”中的“撤消工作表保护”即可。"
                "不要改表头的文字和工作表的名称。",
            ),
        ),
    ),
    colours_title="颜色",
    colours=(
        ("input", "请填写"),
        ("missing", "还没有填，生成报告前必须补上"),
        (
            "odd",
            "请再看一眼：数字格里有文字，家数个数为负或带小数，超出范围，目标值不大于0，名称重复，没有单位，"
            "升降超过30%而没有备注，两个上年数不同而没有口径，名单的个数与本年值不同，正文待改写",
        ),
        ("computed", "自动计算，不要填"),
    ),
    wrong={
        Kind.NUMBER: ("请填数字", "这里只能填数字，不带单位、逗号和文字。说明请写在备注列。"),
        Kind.WHOLE: ("请填整数", "这里只能填规定范围内的整数。"),
        Kind.CHOICE: ("请从列表中选择", "请点单元格右边的箭头，从列表中选一项。"),
        Kind.DATE: ("请填日期", "请按 2020-12-31 的样子填写日期。"),
    },
    report_title="{year}年工作总结及{next_year}年工作要点",
    listed="名单",
    date_format='yyyy"年"m"月"d"日"',
    choices=("列表", "下拉列表里的内容。黄色的列可以往下加写，下拉列表会跟着变长；灰色的列是固定的。"),
    counted="计数单位",
    closed="固定的选项，不能改",
    opened="常用的写法，在下面接着写，下拉列表会跟着变长",
    anything=("也可以填别的", "列表里没有的可以直接填写。"),
    progress=("填报进度", "已填 {filled} / {expected}", "合计"),
    filled=("已填", "应填"),
    year_format='@"（{year}年）"',
    last_year={"note": "上年备注：{}", "target": "上年目标值：{}", "reason": "上年说明：{}"},
    collected="汇总",
    separator="、",
    exported="以 = + - @ 或 ' 开头的文字，前面加了一个 '，以免被当作公式；读取时去掉。日期写作 2020-12-31。",
)

CHINESE = Edition("zh", (_FACT_SHEET, _INDICATORS, _LISTS, _PROSE, _RULES, _HISTORY), _FACTS, _GUIDE)
