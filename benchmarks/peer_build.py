"""A report by a plain script of openpyxl and docxtpl, as bureaus' own programmers write it.

    python benchmarks/peer_build.py WORKBOOK TEMPLATE OUTPUT

It reads the same sheets, computes the same rates in binary floating point, and prints the same text of the
sample. It checks nothing, traces nothing, numbers no drafts, and knows the sample's phrases only.
"""

import sys
from itertools import groupby

from docxtpl import DocxTemplate
from jinja2 import Template
from openpyxl import load_workbook

DIGITS = "零一二三四五六七八九十"
SCALES = {"元": 1, "万元": 1e4, "亿元": 1e8}


def rows_of(book, title):
    """Return the rows of a sheet as dictionaries by header."""
    header, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def number(value, row):
    """Return a cell's value in the unit that is printed, with the decimals that the row asks for."""
    unit = row["成文单位"] or row["单位"]
    if unit != row["单位"]:
        value = value * SCALES[row["单位"]] / SCALES[unit]
    return f"{value:.{row['小数位']}f}" if row["小数位"] is not None else f"{value:g}"


def rate_of(row):
    """Return the growth rate in per cent, None without two values."""
    now, before = row["本年值"], row["上年同期值"]
    return None if now is None or not before else round((now - before) / before * 100, row["增速小数位"])


def phrase(row, rate):
    """Return the growth in words."""
    if rate == 0:
        return "同比持平"
    return f"同比{'增长' if rate > 0 else '下降'}{abs(rate):.{row['增速小数位']}f}%"


def indicators(rows, lists):
    """Return the values of all indicators by flat name: 工业总产值, 工业总产值_同比 …"""
    values = {}
    for row in rows:
        name, rate = row["指标名称"], rate_of(row)
        unit = row["成文单位"] or row["单位"] or ""
        place = row["位次"] and ("首位" if row["位次"] == 1 else f"第{DIGITS[row['位次']]}位")
        values[f"{name}_期间"] = row["期间"]
        values[f"{name}_可比"] = rate is not None
        values[f"{name}_名单"] = "、".join(lists.get(name, ()))
        if row["本年值"] is not None:
            values[name] = number(row["本年值"], row) + unit
        if row["上年同期值"] is not None:
            values[f"{name}_上年"] = number(row["上年同期值"], row) + unit
        if rate is not None:
            values[f"{name}_同比"] = phrase(row, rate)
        if place:
            values[f"{name}_居"] = f"居{row['位次范围']}{place}"
        if row["目标值"]:
            values[f"{name}_目标"] = number(row["目标值"], row) + unit
            met = row["本年值"] / row["目标值"]
            values[f"{name}_完成"] = (
                "超额完成目标任务" if met > 1 else "完成目标任务" if met == 1 else f"完成年度目标的{met:.2%}"
            )
    return values


def table(rows):
    """Return the rows of the appended table."""
    for row in rows:
        rate, target = rate_of(row), row["目标值"]
        yield {
            "名称": row["指标名称"],
            "单位": row["成文单位"] or row["单位"] or "—",
            "本年": "—" if row["本年值"] is None else number(row["本年值"], row),
            "上年": "—" if row["上年同期值"] is None else number(row["上年同期值"], row),
            "同比": "—" if rate is None else f"{rate:.{row['增速小数位']}f}",
            "完成率": f"{row['本年值'] / target * 100:.0f}%" if target else "—",
            "位次": str(row["位次"] or "—"),
        }


def chapters(rows, values):
    """Return the year's prose: chapter → sections with their numbers, headings and paragraphs."""
    found = {}
    for chapter, group in groupby(rows, key=lambda row: row["章"]):
        sections, count = [], 0
        ids = groupby(enumerate(group), key=lambda pair: pair[1]["节"] or f"#{pair[0]}")
        for _, members in ids:
            members = [row for _, row in members]
            titled = bool(members[0]["节"] and members[0]["标题"])
            count += titled
            sections.append(section(members, DIGITS[count] if titled else "", values))
        found[chapter] = sections
    return found


def section(members, ordinal, values):
    """Return one section of the prose."""
    head = members[0]
    own_line = bool(ordinal) and head["形式"] == "独行"
    paragraphs, items = [], 0
    for row in members:
        is_head = row is head and bool(ordinal)
        items += bool(row["标题"]) and not is_head
        run_in = f"（{ordinal}）{row['标题']}。" if is_head and not own_line else ""
        item = f"{items}.{row['标题']}。" if row["标题"] and not is_head else ""
        if row["内容"]:
            paragraphs.append({"节题": run_in, "条题": item, "文": Template(row["内容"]).render(values)})
    return {"序号": ordinal, "标题": head["标题"], "独行": own_line, "段落": paragraphs}


def flattened(text):
    """Return a text of the workbook with the flat names of this script in its tags."""
    return text and text.replace(".名单 }}", "_名单 }}")


def context_of(path):
    """Return all that the template prints."""
    book = load_workbook(path, data_only=True)
    rows = rows_of(book, "指标")
    lists = {}
    for row in rows_of(book, "名单"):
        lists.setdefault(row["名单"], []).append(row["名称"])
    facts = {row["项目"]: row["内容"] for row in rows_of(book, "基本信息")}
    day = facts["成文日期"]
    facts["成文日期"] = f"{day.year}年{day.month}月{day.day}日"
    values = {**indicators(rows, lists), **facts, "下年度": int(facts["年度"]) + 1}
    prose = [{**row, "内容": flattened(row["内容"])} for row in rows_of(book, "正文")]
    titles = dict.fromkeys(row["章节"] for row in rows if row["章节"])
    first = [row for row in prose if row["章"] == "一"]
    values["章节"] = [
        {
            "序号": DIGITS[place],
            "标题": title,
            "段落": [{"文": Template(row["内容"]).render(values)} for row in first if row["节"] == title],
        }
        for place, title in enumerate(titles, start=1)
    ]
    return values | {"正文": chapters(prose, values), "指标表": list(table(rows))}


def main(workbook, template, output):
    """Write the report."""
    document = DocxTemplate(template)
    document.render(context_of(workbook))
    document.save(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
