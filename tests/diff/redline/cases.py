"""Pairs of files that differ in one thing each: every kind of edit that a redline has to tell."""

from __future__ import annotations

from tests.support.wordfiles import WordFile, p, r, table

__all__ = ["CASES"]

_BOLD, _RED = "<w:b/>", '<w:color w:val="FF0000"/>'
_CONTROL = '<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
_HEADED = '<w:headerReference w:type="default" r:id="h1"/>'
_MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_FORMULA = f"<m:oMath {_MATHS}><m:r><m:t>{{}}</m:t></m:r></m:oMath>"
_MARKED = '<w:bookmarkStart w:id="1" w:name="_rg1"/>{}<w:bookmarkEnd w:id="1"/>'
_CENTRED = '<w:jc w:val="center"/>'
_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
_PAGE = '<w:pgSz w:w="{}" w:h="16838"/>'
_LINK = '<w:hyperlink r:id="{}">{}</w:hyperlink>'
_STYLES = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/></w:style>'
_NAMED = '<w:style w:type="{2}" w:styleId="{0}"><w:name w:val="{1}"/></w:style>'
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{0}"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="{1}" name="图{1}"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{1}" name="图"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{0}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
_BOX = (
    '<w:r><w:pict><v:shape style="width:9pt;height:9pt"><v:textbox><w:txbxContent>{}</w:txbxContent>'
    "</v:textbox></v:shape></w:pict></w:r>"
)
_RUBY = (
    '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="10"/>'
    '<w:hpsBaseText w:val="20"/><w:lid w:val="zh-CN"/></w:rubyPr>'
    f"<w:rt>{r('xuān')}</w:rt><w:rubyBase>{r('宣')}</w:rubyBase></w:ruby></w:r>"
)
_RUNS = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:r><w:t>新</w:t></w:r></mc:Choice>'
    "<mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent>"
)
_TAIL = p("最后一段保持原样，不作任何改动。")


def _note(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}">{p("<w:r><w:footnoteRef/></w:r>" + r(text))}</w:footnote>'


def _field(code: str, result: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{r(result)}{end}"


def _bodies(old: str, new: str) -> tuple[WordFile, WordFile]:
    return WordFile(old), WordFile(new)


_MANY = "段落里写有足够多的文字，以便认出它来，这是第{}段"

CASES: dict[str, tuple[WordFile, WordFile]] = {
    "nothing": _bodies(p("甲") + _TAIL, p("甲") + _TAIL),
    "a figure": _bodies(p("全年增长11.83%，增速居首。"), p("全年增长12.47%，增速居首。")),
    "a deletion": _bodies(p("全年实现平稳较快增长。"), p("全年实现增长。")),
    "an insertion": _bodies(p("全年实现增长。"), p("全年实现平稳较快增长。")),
    "text across runs": _bodies(
        p(r("全年") + r("增长1", _BOLD) + r("1.83%", _BOLD) + r("。")),
        p(r("全年") + r("增长12.4", _BOLD) + r("7%。")),
    ),
    "a paragraph more": _bodies(
        p("首段。") + _TAIL, p("首段。") + p("插入了完整的一段话。", _CENTRED) + _TAIL
    ),
    "a paragraph less": _bodies(
        p("首段。") + p("删除了完整的一段话。", _CENTRED) + _TAIL, p("首段。") + _TAIL
    ),
    "a first paragraph more": _bodies(_TAIL, p("插在最前面的一段话。") + _TAIL),
    "a first paragraph less": _bodies(p("删去最前面的一段话。") + _TAIL, _TAIL),
    "a last paragraph more": _bodies(_TAIL, _TAIL + p("接在最后面的一段话。", _CENTRED)),
    "a last paragraph less": _bodies(_TAIL + p("接在最后面的一段话。", _CENTRED), _TAIL),
    "everything": _bodies(p("甲乙丙丁") + p("戊己庚辛"), p("子丑寅卯", _CENTRED)),
    "all gone": _bodies(p("甲乙丙丁") + p("戊己庚辛"), p("")),
    "from nothing": _bodies(p(""), p("甲乙丙丁") + p("戊己庚辛")),
    "a split": _bodies(
        p("第一句话写在前面的位置。第二句话写在后面的位置。", _CENTRED) + _TAIL,
        p("第一句话写在前面的位置。", _CENTRED) + p("第二句话写在后面的位置。") + _TAIL,
    ),
    "a merge": _bodies(
        p("第一句话写在前面的位置。") + p("第二句话写在后面的位置。", _CENTRED) + _TAIL,
        p("第一句话写在前面的位置。第二句话写在后面的位置。") + _TAIL,
    ),
    "a split of the last": _bodies(
        p("第一句话写在前面的位置。第二句话写在后面的位置。", _CENTRED),
        p("第一句话写在前面的位置。", _CENTRED) + p("第二句话写在后面的位置。"),
    ),
    "a move": _bodies(
        p("要移到后面去的一段话，有足够的长度。", _CENTRED) + p(_MANY.format(1)) + p(_MANY.format(2)) + _TAIL,
        p(_MANY.format(1)) + p(_MANY.format(2)) + p("要移到后面去的一段话，有足够的长度。", _CENTRED) + _TAIL,
    ),
    "a move with an edit": _bodies(
        p("要移到后面去的一段话，有足够的长度。") + p(_MANY.format(1)) + p(_MANY.format(2)) + _TAIL,
        p(_MANY.format(1)) + p(_MANY.format(2)) + p("要移到后面去的另一段话，有足够的长度。") + _TAIL,
    ),
    "a move to the end": _bodies(
        p("要移到最后面去的一段话，有足够的长度。") + p(_MANY.format(1)) + p(_MANY.format(2)),
        p(_MANY.format(1)) + p(_MANY.format(2)) + p("要移到最后面去的一段话，有足够的长度。"),
    ),
    "a look of runs": _bodies(
        p(r("全年增长") + r("11.83", _BOLD) + r("亿元")), p(r("全年") + r("增长11.8", _RED) + r("3亿元"))
    ),
    "a look of a paragraph": _bodies(p("居中的一段") + _TAIL, p("居中的一段", _CENTRED) + _TAIL),
    "a look taken away": _bodies(p("居中的一段", _CENTRED) + _TAIL, p("居中的一段") + _TAIL),
    "a look of an end": _bodies(
        p("一段", f"<w:rPr>{_BOLD}</w:rPr>") + _TAIL, p("一段", f"{_CENTRED}<w:rPr>{_RED}</w:rPr>") + _TAIL
    ),
    "text and look": _bodies(
        p(r("增长11.83%", _BOLD) + r("，增速第一")), p(r("增长12.47%") + r("，增速第一", _BOLD), _CENTRED)
    ),
    "a link elsewhere": (
        WordFile(p(r("见") + _LINK.format("rId8", r("公报")) + r("。")), links={"rId8": "https://a.cn/old"}),
        WordFile(p(r("见") + _LINK.format("rId9", r("公报")) + r("。")), links={"rId9": "https://a.cn/new"}),
    ),
    "text in a link": (
        WordFile(p(r("见") + _LINK.format("rId8", r("去年公报")) + r("。")), links={"rId8": "https://a.cn/"}),
        WordFile(p(r("见") + _LINK.format("rId8", r("今年公报")) + r("。")), links={"rId8": "https://a.cn/"}),
    ),
    "a link gone": (
        WordFile(p(r("见") + _LINK.format("rId8", r("公报")) + r("。")), links={"rId8": "https://a.cn/ 甲"}),
        WordFile(p("见公报。")),
    ),
    "a field result": _bodies(
        p(r("第") + _field("PAGE", "7") + r("页")), p(r("第") + _field("PAGE", "12") + r("页"))
    ),
    "a field code": _bodies(
        p(r("第") + _field("PAGE", "7") + r("页")), p(r("第") + _field("NUMPAGES", "7") + r("页"))
    ),
    "a simple field": _bodies(
        p('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>" + r("页")),
        p('<w:fldSimple w:instr="NUMPAGES">' + r("7") + "</w:fldSimple>" + r("页")),
    ),
    "breaks and tabs": _bodies(
        p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/></w:r>" + '<w:r><w:br w:type="page"/></w:r>'),
        p("<w:r><w:t>甲</w:t><w:br/><w:t>丙</w:t><w:tab/></w:r>"),
    ),
    "a control": _bodies(
        p(_CONTROL.format(r("增长11.83%"))),
        p(_CONTROL.format(r("增长12.47%"))),
    ),
    "a style": (
        WordFile(p("一段", '<w:pStyle w:val="旧"/>') + p("二段") + _TAIL, styles=_STYLES.format("旧")),
        WordFile(p("一段", '<w:pStyle w:val="新"/>') + _TAIL, styles=_STYLES.format("新")),
    ),
    "a style of another name": (
        WordFile(
            p("一段", '<w:pStyle w:val="a"/>') + p(r("二段", '<w:rStyle w:val="b"/>')) + _TAIL,
            styles=_NAMED.format("a", "旧", "paragraph") + _NAMED.format("b", "旧", "character"),
        ),
        WordFile(
            p("另一句话") + _TAIL,
            styles=_NAMED.format("a", "新", "paragraph") + _NAMED.format("b", "新", "character"),
        ),
    ),
    "a style of another id": (
        WordFile(
            p("一段", '<w:pStyle w:val="a"/>') + p("二段") + _TAIL,
            styles=_NAMED.format("a", "旧", "paragraph"),
        ),
        WordFile(
            p("另一句话", '<w:pStyle w:val="c"/>') + p("二段") + _TAIL,
            styles=_NAMED.format("a", "新", "paragraph") + _NAMED.format("c", "旧", "paragraph"),
        ),
    ),
    "no style marked as default": (
        WordFile(
            p("一段", '<w:pStyle w:val="Normal"/>') + p("二段") + _TAIL,
            styles=_NAMED.format("Normal", "Normal", "paragraph"),
        ),
        WordFile(
            p("另一句话") + _TAIL,
            styles=_NAMED.format("a", "Normal", 'paragraph" w:default="1'),
        ),
    ),
    "a list": (
        WordFile(p("一项", _LIST.format(1)) + _TAIL, numbering=_NUMBERING.format("decimal")),
        WordFile(p("一项", _LIST.format(1)) + _TAIL, numbering=_NUMBERING.format("upperRoman")),
    ),
    "a list gone": (
        WordFile(p("一项", _LIST.format(1)) + _TAIL, numbering=_NUMBERING.format("decimal")),
        WordFile(p("一项") + _TAIL),
    ),
    "a row more": _bodies(
        p("表") + table("甲地区|1", "乙地区|2") + _TAIL,
        p("表") + table("甲地区|1", "丙地区|3", "乙地区|2") + _TAIL,
    ),
    "a row less": _bodies(
        p("表") + table("甲地区|1", "丙地区|3", "乙地区|2") + _TAIL,
        p("表") + table("丙地区|3", "乙地区|2") + _TAIL,
    ),
    "a cell": _bodies(
        table("甲地区|11.83", "乙地区|2") + _TAIL, table("甲地区|12.47¶万元", "乙地区|2") + _TAIL
    ),
    "a column more": _bodies(
        table("地区|甲年", "东部|1", "西部|2") + _TAIL,
        table("地区|乙年|甲年", "东部|9|1", "西部|8|2") + _TAIL,
    ),
    "a column less": _bodies(
        table("地区|乙年|甲年", "东部|9|1", "西部|8|2") + _TAIL,
        table("地区|甲年", "东部|1", "西部|2") + _TAIL,
    ),
    "a table more": _bodies(p("表") + _TAIL, p("表") + table("甲|1", "乙|2") + _TAIL),
    "a table less": _bodies(p("表") + table("甲|1", "乙|2") + _TAIL, p("表") + _TAIL),
    "a table and what is behind it": _bodies(p("表") + table("甲|1") + _TAIL, p("表")),
    "a table and what is before it": _bodies(p("表题写在这里") + table("甲|1") + p("尾"), p("完全换了")),
    "a table at the end": _bodies(p("表"), p("表") + table("甲|1")),
    "text behind a table": _bodies(p("表") + table("甲|1"), p("表") + table("甲|1") + _TAIL),
    "text before a table": _bodies(table("甲|1") + _TAIL, p("表题") + table("甲|1") + _TAIL),
    "a paragraph more before a table": _bodies(
        p("首段。") + table("甲|1") + _TAIL, p("首段。") + p("单位：万元", _CENTRED) + table("甲|1") + _TAIL
    ),
    "a paragraph less before a table": _bodies(
        p("首段。") + p("单位：万元", _CENTRED) + table("甲|1") + _TAIL, p("首段。") + table("甲|1") + _TAIL
    ),
    "properties of a table": _bodies(
        table("甲|1", "乙|2") + _TAIL,
        table(
            f'<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vAlign w:val="center"/></w:tcPr>{p("甲")}'
            f"</w:tc><w:tc>{p('1')}</w:tc></w:tr>",
            "乙|2",
            grid='<w:gridCol w:w="3000"/><w:gridCol w:w="900"/>',
            properties='<w:jc w:val="center"/>',
        )
        + _TAIL,
    ),
    "a table within a table": _bodies(
        table(f"<w:tr><w:tc>{table('甲|1', '乙|2')}{p('')}</w:tc></w:tr>", "外面的一行") + _TAIL,
        table(f"<w:tr><w:tc>{table('甲|1', '丙|7', '乙|2')}{p('注')}</w:tc></w:tr>", "外面的一行") + _TAIL,
    ),
    "a row with a table": _bodies(
        table("外面的一行") + _TAIL,
        table(f"<w:tr><w:tc>{table('甲|1')}{p('')}</w:tc></w:tr>", "外面的一行") + _TAIL,
    ),
    "the last section": (
        WordFile(_TAIL, section=_PAGE.format("11906")),
        WordFile(_TAIL, section=_PAGE.format("16838")),
    ),
    "a section": _bodies(
        p("一节", f"<w:sectPr>{_PAGE.format('11906')}</w:sectPr>") + _TAIL,
        p("一节", f"<w:sectPr>{_PAGE.format('16838')}</w:sectPr>") + _TAIL,
    ),
    "a section more": _bodies(
        p("一节") + _TAIL, p("一节", f"<w:sectPr>{_PAGE.format('16838')}</w:sectPr>") + _TAIL
    ),
    "a section less": _bodies(
        p("一节", f"<w:sectPr>{_PAGE.format('16838')}</w:sectPr>") + _TAIL, p("一节") + _TAIL
    ),
    "a note": (
        WordFile(p(r("见注") + _NOTE.format(2)) + _TAIL, footnotes=_note(2, "注文的数是11.83亿元")),
        WordFile(p(r("见注") + _NOTE.format(7)) + _TAIL, footnotes=_note(7, "注文的数是12.47亿元")),
    ),
    "a note more": (
        WordFile(p("见注") + _TAIL),
        WordFile(p(r("见注") + _NOTE.format(2)) + _TAIL, footnotes=_note(2, "注文")),
    ),
    "a note less": (
        WordFile(p(r("见注") + _NOTE.format(2)) + _TAIL, footnotes=_note(2, "注文")),
        WordFile(p("见注") + _TAIL),
    ),
    "one note of two": (
        WordFile(
            p(r("甲") + _NOTE.format(2) + r("乙乙") + _NOTE.format(3)) + _TAIL,
            footnotes=_note(2, "前一个注") + _note(3, "后一个注"),
        ),
        WordFile(p(r("甲乙乙") + _NOTE.format(2)) + _TAIL, footnotes=_note(2, "后一个注")),
    ),
    "a header": (
        WordFile(_TAIL, headers={"h1": p("去年简报")}, section=_HEADED),
        WordFile(_TAIL, headers={"h1": p("今年简报")}, section=_HEADED),
    ),
    "a header more": (
        WordFile(_TAIL),
        WordFile(_TAIL, headers={"h1": p("简报")}, section=_HEADED),
    ),
    "a picture": (
        WordFile(p(r("图") + _DRAWING.format("rId8", 1)) + _TAIL, pictures={"rId8": 10}),
        WordFile(p(r("图") + _DRAWING.format("rId8", 1)) + _TAIL, pictures={"rId8": 99}),
    ),
    "a picture gone": (
        WordFile(p(r("图") + _DRAWING.format("rId8", 1)) + _TAIL, pictures={"rId8": 10}),
        WordFile(p("图") + _TAIL),
    ),
    "a box": _bodies(
        p(r("框") + _BOX.format(p("框里写的数是11.83亿元") + p("二"))) + _TAIL,
        p(r("框") + _BOX.format(p("框里写的数是12.47亿元"))) + _TAIL,
    ),
    "text beside a box": _bodies(
        p(r("框的左边") + _BOX.format(p("框里写的数是11.83亿元"))) + _TAIL,
        p(r("框的右边") + _BOX.format(p("框里写的数是12.47亿元"))) + _TAIL,
    ),
    "a box gone": _bodies(p(r("框") + _BOX.format(p("框里"))) + _TAIL, p("框") + _TAIL),
    "a formula": _bodies(
        p(r("式") + _FORMULA.format("x")) + _TAIL,
        p(r("式") + _FORMULA.format("y")) + _TAIL,
    ),
    "bookmarks": _bodies(
        p(_MARKED.format(r("11.83")) + r("亿元，在全州八个县市中居首")),
        p(_MARKED.format(r("12.47")) + r("亿元，在全州八个县市中第一")),
    ),
    "a word with its sound": _bodies(p(r("生僻字") + _RUBY) + _TAIL, p("生僻字") + _TAIL),
    "runs of another age": _bodies(p(r("新旧") + _RUNS) + _TAIL, p("新旧") + _TAIL),
    "marks in front of a formula": _bodies(
        _TAIL,
        p(r("式前有书签") + _MARKED.format("") + _FORMULA.format("x") + r("式后有字")) + _TAIL,
    ),
    "what programs ignore": (
        WordFile(
            p(r("删去的一段话", '<w14:ligatures w14:val="all"/>')).replace(
                "<w:p>", '<w:p w14:paraId="11111111">'
            )
            + _TAIL,
            ignorable=True,
        ),
        WordFile(_TAIL),
    ),
}
