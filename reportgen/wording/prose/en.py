"""Figures in plain English statistical prose: the words before and behind them."""

from __future__ import annotations

import re

from reportgen.wording.english_units import english_words
from reportgen.wording.prose.values import Comparison, Partition, Prose, Signs
from reportgen.wording.segments import LARGE

__all__ = ["EN"]

_UNITS = "|".join(
    re.escape(word)
    for word in sorted(
        {*english_words(), "%", "percent", "per cent", "pp", "points", "times", "RMB", "USD", "dollars"},
        key=lambda word: (-len(word), word),
    )
)
_NUMBER = re.compile(
    r"(?P<vague>\b(?:about|around|nearly|almost|over|more than|less than|roughly|"
    r"approximately|at least|up to)\s)?(?P<money>(?:US)?[$£€¥])?"
    r"(?P<digits>(?<![\w.])-?[0-9]{1,3}(?:[, \u202f\u2009][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|"
    r"(?<![\w.,])-?[0-9]+(?:\.[0-9]+)?(?![0-9]))"
    rf"(?P<some>)(?:(?(money)\s?(?P<short>bn|mn|m|k|tn)\b|(?!))|\s(?P<large>{'|'.join(LARGE)})\b)?(?P<some_more>)(?:[\s-]?(?P<unit>{_UNITS})(?![A-Za-z]))?(?P<per>)(?P<more>\sor (?:more|"
    rf"less))?"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PERIOD = re.compile(
    rf"\b(?:19|20)[0-9]{{2}}(?:\s?[-–—/]\s?(?:19|20)?[0-9]{{2}})?\b(?![.][0-9])(?!\s(?:{'|'.join(LARGE)}|yuan|percent))"
    rf"|\b{_MONTH}\s[0-9]{{1,2}}\b|\b[Ww]eek\s[0-9]{{1,2}}\b|\b[0-9]{{1,2}}\s{_MONTH}\b|\bQ[1-4]\b|\bH[12]\b"
)
_LABELS = re.compile(
    r"“[^”]{0,60}”|\"[^\"]{0,60}\"|\b[A-Za-z]+[-.]?[0-9]+[A-Za-z0-9]*\b|\b[0-9]+(?:st|nd|rd|"
    r"th)\b|\b[0-9]+[GKDgk]\b"
    r"|\bNo\.\s?[0-9]+|\b(?:Article|Section|Chapter|Phase|Table|Figure|Document)\s[0-9]+|"
    r"\[[0-9]+\]|[0-9]+(?:\+[0-9A-Z]+)+"
)
_OVER = (
    r"(?:year[- ]on[- ]year|over the (?:previous|same period (?:of )?last|preceding) year|"
    r"from a year earlier|than (?:in )?(?:the )?(?:previous|last) year"
    r"|from the (?:previous|preceding) year|compared with (?:the )?(?:previous|last) year|y/y)"
)
_UP = (
    r"(?<!made )(?<!make )(?<!makes )(?<!making )up|rose|risen|rising|grew|grown|growing|increased|increasing|"
    r"(?:an?|the) (?:[a-z-]+\s){0,3}(?:increase|rise|growth|gain|addition)(?:\sof)?|raised|"
    r"growth of|expanded|climbed|gained|higher"
)
_DOWN = (
    r"down|cut|lowered|fell|fallen|falling|reduced|reducing|narrowed|declined|declining|decreased|decreasing|dropped|dropping|"
    r"shrank|contracted|lower|"
    r"(?:an?|the) (?:[a-z-]+\s){0,3}(?:decrease|decline|drop|fall|reduction)(?:\sof)?|a decline of"
)
_CHANGE = re.compile(
    rf"(?P<compared>{_OVER})?\s?(?P<how>)\b(?:(?P<fall>{_DOWN})|"
    rf"(?P<rise>{_UP}))\s(?:{_OVER}\s)?(?:by\s|of\s)?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?P<way>(?:rose|grew|increased|fell|declined|decreased|dropped|reduced|climbed|up|"
    r"down)?)\s?(?:,\s)?\bto\s(?:a total of\s)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:[a-z' ]{0,24}\s)?$", re.IGNORECASE)
_BASE = re.compile(
    r"(?:\bfrom|compared (?:with|to)|against|\bthan(?: the)?)\s(?:(?:the|a|last|previous|"
    r"year's|figure|of|in|earlier)\s)*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\((?:in )?〇〇〇〇(?:[/–-]〇〇)?: ?$|(?:previous|last|prior) (?:financial )?year,? \($|\b(?:a year earlier|the previous year|last year)(?:,? it was|\sof|:)\s$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:accounting for|accounted for|representing|making up|made up)(?P<whole>)(?P<bare>)\s$|"
    r"\(\s?(?:or\s)?(?P<part>)$",
    re.IGNORECASE,
)
_FILLER = re.compile(
    rf"^\s(?!and\b|while\b|but\b|with\b|as\b|or\b)[a-z〇/'’ -]{{1,60}}(?=,|$|\()|^\s(?:were|was|are|is|"
    rf"lie|lay)\s[^,]*|[\s,()]|a year earlier|last year|in (?:the previous year|〇+)|{_OVER}|"
    rf"\band\b|\ba\b|\bor\b|\bwhich (?:was|is)\b|\brepresenting\b|\bthis (?:was|is)\b|\bof\b",
    re.IGNORECASE,
)
_NEVER = re.compile("(?!)")
_PARTS = re.compile(
    r"\bOf (?:which|these|them)\b|(?<!^ )\bof (?:which|these|them)\b|"
    r"(?i:\b(?:including|comprising|among them|consisting of)\b)"
)
_TOGETHER = re.compile(
    r"\b(?:in total|altogether|a total of|in all|totalling|totaling)\s$|\b(?:together|combined)\b[^,;.0-9]{0,30}\s$",
    re.IGNORECASE,
)
_REAL = re.compile(
    r"\b(?:real|constant (?:prices|currency)|underlying|organic|comparable prices|GDP|gross domestic product|value[- ]added)\b",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"(?:\s|\b(?:was|were|is|are|reached|totalled|totaled|came to|amounted to|stood at|of|had|"
    r"has|to|at|completed|recorded|registered|hit|with|there)\b)+$",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"^(?:\s|,|\b(?:in|by|the|of|which|these|year|including|a|an|total|with|and|last|this|end)\b|〇+)+",
    re.IGNORECASE,
)
_COMPARISONS = (
    (re.compile(r"month|quarter", re.IGNORECASE), Comparison.MONTH),
    (re.compile(r"year|y/y", re.IGNORECASE), Comparison.YEAR),
)
_AMOUNT = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_WORD = rf"(?:\s(?:{'|'.join(LARGE)}))?(?:\s[a-z]+)?"
_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SIGNS = {
    "level": r"(?:rate|share|proportion|ratio)$",
    "moved": r"(?:up|down|rose|fell|increase of|decrease of|increased|decreased)\s(?:by\s)?$",
    "moved_level": "up|down|higher|lower",
    "speed": "rate|share|faster|slower|higher|lower|growth|account|represent",
    "speed_named": "rate|share|growth|account|represent|faster|slower|higher|lower|margin|yield",
    "grown": r"(?:up|down|rose|fell|increased|decreased|grew)\s(?:by\s)?$",
    "or_rate": r"^(?:\sover the (?:previous|preceding) year)?,?\s?or\s$|^\s\($",
    "goes_on": r"^\s(?:this|that|it)\s(?:was|is|represents|represented|equates)\b|^\sthe (?:increase|rise|fall|decrease|reduction)\b",
    "of_total": r"\sof (?:the total|it)\b",
    "hundred": "account",
    "all_parts": "primary, secondary,? and tertiary",
    "percent_level": r"(?:amounted to|stood at|(?:share|rate|margin|ratio|proportion)\b[^,;]{0,40}\s(?:was|is|"
    r"of|reached|came to))\s$",
    "percent_moved": r"^\s?(?:of [a-z ]+)?,\s(?:up|down)\s$",
    "level_told": r"(?:amounted to|stood at|accounted for)\s$",
    "falls_to": "fell|fall|declin|decreas|drop|reduc|down",
    "rises_to": "rose|rise|rising|grew|grow|increas|climb|up",
    "capped": r"(?:pass|coverage|satisfaction|completion) rate$|share$",
    "gain": "profit|loss|net|surplus|deficit",
    "structure": r"(?:ratio|structure|proportion)[^.]{0,40}$",
    "unlike": r"\b(?:average|per|target|plan|year earlier)\b|;",
    "small": r"\b(?:per|average|each|minimum|maximum)\b",
    "no_summand": r"\b(?:per|average|each|minimum|maximum)\b",
    "average": r"\b(?:average|annually|a year(?! earlier)|compound)\b",
    "years": r"\b(?:19|20)[0-9]{2}\b",
    "list_in_brackets": rf"\b(?P<n>[0-9]{{1,3}}|{_WORDS}) (?P<unit>[a-z]+)(?P<noun>(?: [a-z-]+){{0,5}}) "
    r"\((?P<list>[^()]*(?:,|and)[^()]*)\)",
    "list_told": rf"\b(?P<n>[0-9]{{1,3}}|{_WORDS}) (?P<unit>[a-z]+)(?P<noun>(?: [a-z-]+){{0,14}}): (?P<list>[^.;:()0-9]+)(?=[.;])",
    "sum_follows": r"\b(?:of which|of these|of them|of this|of the total|by (?:season|type|location|sector|region|industry|gender|sex|age|origin|source)|including|compris\w+|made up|consist\w+|respectively)\b|:",
    "sum_rest": r"\b(?:remaining|remainder|rest|net|combined|difference|deficit|surplus|shortfall|underspend|overspend|gap|balance|more|fewer|less|higher|lower|increase|decrease|rise|fall|up|down|rose|fell|by|other)\b",
    "sum_told": r"\b(?:total\w*|altogether|combined|together|in all|overall|sum)\b",
    "sum_of": r"\b(?:of|out of) (?:the|these|those|our|all)\s(?:total of\s)?$",
    "sum_told_behind": r"^(?:\s[a-z]+){0,3}\s(?:in total|altogether|in all|combined|overall)\b",
    "leaves_out": r"\b(?:non-residents?|not stated|unknown|unspecified|excluding|excludes|other than|apart from)\b",
    "way_from": r"\b(?P<way>rose|risen|grew|grown|growing|rising|increas(?:e|ed|ing)|up|climbed|rise|growth|fell|fall|fallen|falling|declin(?:e|ed|ing)|"
    r"decreas(?:e|ed|ing)|drop|dropped|reduc(?:ed|tion)|down)\s(?:sharply |slightly |steadily |markedly )?from\s(?:[a-z' ]{0,24}\s)?$",
    "multiplied": r"\b(?P<more>(?:more than|over) )?(?:(?P<two>doubl)|(?P<three>trebl|tripl)|(?P<four>quadrupl)|(?P<half>halv))(?:ed|ing)\b",
    "base_behind": r"^\s(?:in|for)\s(?:the\s(?:previous|prior|last)\s(?:financial\s)?year|last year|〇〇〇〇(?:[/–-]〇〇)?)\)",
    "against": r"^\s\($",
    "gap": r"\b(?:underspend|overspend|shortfall|surplus|deficit|net (?:increase|decrease|gain|loss))\s(?:of|was|is)\s$",
    "rate_of_two": r"(?:margin|turnout)\s(?:of|was|is)\s$",
    "ratio_named": r"\b(?P<one>[a-z]+)s?(?:[- ]to[- ]|[-/])(?P<other>[a-z]+) ratio (?:was|is|of)\s$",
    "beside_target": r"\b(?:target|goal) of (?P<was>[0-9]+(?:\.[0-9]+)?)(?:%| per ?cent)[^%.]{0,60}?(?P<now>[0-9]+(?:\.[0-9]+)?)(?:%| per ?cent)[^%]{0,90}percentage points? (?P<way>above|below|short of)(?: the)? target",
    "above_target": "above",
    "points_in_brackets": r"\s\($",
    "or_share": r",\sor\s",
    "balance_of_trade": rf"\b[Ee]xports[^;0-9]{{0,80}}?(?P<more>{_AMOUNT})(?P<unit>{_WORD})[^;0-9]{{1,80}}\bimports[^;0-9]{{0,60}}?(?P<less>{_AMOUNT})(?P=unit)[^;0-9]{{1,90}}\b(?P<way>surplus|deficit) of [£€$¥]?(?P<now>{_AMOUNT})",
    "balance_of_births": rf"(?P<more>{_AMOUNT})(?P<unit>{_WORD})\s(?:live )?births[^;0-9]{{1,60}}?(?P<less>{_AMOUNT})(?P=unit)\sdeaths[^;0-9]{{1,120}}\b(?P<way>increase|decrease|growth|decline|fall|rise) of (?P<now>{_AMOUNT})",
    "balance_above": "surplus|increase|growth|rise",
    "compared": r"\b(?:compared (?:with|to)|against|than|as against|up from|down from|\bfrom)\b|\((?:in\s)?〇〇〇〇(?:[/–-]〇〇)?:",
    "compared_behind": r"^\s(?:in|for)\s(?:the\s(?:previous|preceding|prior|last)\s(?:financial\s)?year|last year|〇〇〇〇)|^\s(?:[a-z]+\s){0,3}(?:a year earlier|the year before|twelve months earlier|in the (?:previous|preceding) year)",
    "share_told": r"\(\s?(?:or\s)?$|\bor\s$|(?:made|makes?|making) up\s$|account(?:s|ed|ing) for\s$|represent(?:s|ed|ing)\s$|(?:rate|share|proportion|turnout|percentage)\s(?:[a-z]+\s)?(?:of|was|is|at|to|stood at|came to)\s$|fulfill?(?:ing|ed)\s$|(?:equal|equivalent) to\s$",
    "sum_inside": r"^(?:\s[a-z]+)?\sof (?:them|these|it|the total)\b",
    "sum_opens": r"\b(?:by (?:season|type|location|sector|region|industry|gender|sex|age|origin|source)|of (?:this|the total|which|these|them))\b",
    "sum_last": r"\b(?:remaining|remainder)\b",
    "about": r"\b(?:about|around|roughly|approximately|nearly)\s[£$€¥]?$",
    "or_by": r"(?:\s[a-z]+)?,\sor by\s",
    "planned": r"\b(?:budget|plan|target|approved|allocation)\b",
    "overspent": "overspend",
    "underspent": "underspend|shortfall",
    "for_one": r"\b(?:per|average|each)\b",
    "lists": r",|\band\b",
    "share_behind": r"^\sof (?:the |its )?(?:[a-z]+\s){0,2}(?:budget|budgeted|target|plan|planned)\b",
    "stock_was": r"\b(?:began|started|opened)\b[^.;,]{0,30}\swith\s$",
    "stock_came": r"\b(?:registered|received|added|filed|admitted|recruited)\s$",
    "stock_went": r"\b(?:disposed of|closed|removed|completed|lost|discharged)\s$",
    "stock_is": r"\b(?:leaving|ended with)\s$",
    "beyond": rf"(?P<now>{_AMOUNT})(?P<unit>{_WORD}),\s(?:which (?:was|is)\s|was\s|were\s)?(?:[£€$¥]|US\$)?(?P<by>{_AMOUNT})(?P=unit)\s(?P<way>above|below|short of|over|under) (?:the|its) (?:[a-z]+\s){{0,3}}(?:of\s)?(?:[£€$¥]|US\$)?(?P<was>{_AMOUNT})(?P=unit)",
    "beyond_below": "below|short|under",
    "of_more": r"\bmigration\b|\bservices\b|\bbut\b",
    "of_part": r"^\s(?:among|within|of those|excluding|by|in|during|on)\b",
    "long_since": r"\bsince\b|,.*\b(?:19|20)[0-9]{2}|〇",
    "out_of": r"^(?:\s[a-z-]+){0,3}\s(?:out\s)?of\s(?:(?:the|all|our|its|their|a total of|some)\s)*$",
    "proportion": r"(?:\s[a-z-]+){0,6}\s\((?:or\s)?$|[^,.;()]{0,60},?\s(?:or|(?:giving |representing |which is |making )?an?\s(?:[a-z-]+\s){0,3}(?:rate|share|proportion|turnout|uptake) of)\s$",
    "named_rate": r"\b(?:an?|the|its|their)\s(?:[a-z-]+\s){0,3}(?:rate|margin|turnout|proportion|share|yield)\s(?:of|was|is)\s$",
    "rest_share": r"\bthe (?:remaining|other)\s$|\b(?:remainder|rest)\b[^.;,]{0,20}$",
    "mean_of": r"\b(?:average of|averaging|averaged|equates to|equivalent to|equal to|works out at|or(?: about)?)\s(?:[£€$¥])?$",
    "per_one": r"^(?:\s(?P<noun>[a-z]+))?\s(?:an?|per|for each|for every|each)\s(?:full-time\s|working\s|single\s)?(?P<one>[a-z]{3,})\b",
    "heads": r"head|person|capita|resident|inhabitant",
    "heads_among": r"\b(?:population|residents|inhabitants|people)\b",
    "currency": r"(?:(?:US)?[£€$¥]|\b(?:EUR|USD|GBP|RMB|CNY|US\$|HK\$|AUD|CAD)\s)$",
    "change_behind": r"(?:(?:\s[a-z]+){1,2}(?=\s(?:more|fewer|less|higher|lower)\sthan\b))?\s(?:(?P<rise>increase|rise|growth|gain|higher|more)|(?P<fall>decrease|fall|drop|decline|"
    r"reduction|lower|less|fewer))\b(?!\sthan (?:half|one|two|a))(?P<compared>\s(?:on|from|over|than|compared with) [a-z ]*year)?",
    "mark": r",\s(?:and\s)?|;\s",
    "note": r"^(?:of which|including|e\.g\.|such as|up|down|about|see|a year|from|compared)|%|etc\.?$|"
    r"percent",
    "and": r"\sand\s|\s&\s",
    "generic": r"^(?:[a-z]{1,3})$",
    "placeholder": r"(?<![A-Za-z])(?:X{2,}|TBD|TBC|[xX](?=\s?%))(?![A-Za-z])|_{2,}|\?{2,}|\{\{|\}\}|"
    r"\[(?:insert|to be)[^\]]*\]",
    "doubled": r"[0-9]\.{2,}[0-9]|[0-9]\.{2,}(?=\s[a-z])|%{2,}|\b(?P<word>(?!that\b|"
    r"had\b)[a-z]{2,}) (?P=word)\b|,,|;;",
    "head_name": "^(?:indicator|item)",
    "head_unit": "^unit",
    "head_value": "this year|^value|^(?:19|20)[0-9]{2}$",
    "head_prior": "last year|prior|previous",
    "head_rate": "growth|change|rate",
    "heading": r"^\s*(?:(?P<three>[0-9]{1,2})[.)]\s|\((?P<four>[0-9]{1,2})\)\s)",
    "area": r"\b(?:national|provincial|county|municipal|city)\b",
    "apart": r"\b(?:last year|previous year|target|plan|expected|average|per|of which|including|"
    r"compared|from)\b",
}
EN = Prose(
    "en", _NUMBER, _LABELS, _PERIOD,
    re.compile(r"[.!?](?=\s|$)|\n"), re.compile(r"[,;:()\n]"),
    _CHANGE, _TO, _BASE, _FROM, _TOLD, re.compile(""), re.compile(r"\s?(?:\([^)]*\)\s|in [〇/–-]+\s|[a-z ]{0,24}\s)?to\s"),
    _SHARE, re.compile("^$"), _NEVER, re.compile(r"\b(?:target|budget|plan)(?: (?:was|is|of))?\s$", re.IGNORECASE), _NEVER, _FILLER,
    _PARTS, _TOGETHER, re.compile(r"\brespectively\b"), re.compile(r"^\s?(?:,\s?|,?\sand\s|/\s?)$"), _REAL,
    _VERBS, _OPENERS, re.compile(";"),
    (
        Partition(
            re.compile("GDP|gross domestic product|output", re.IGNORECASE),
            tuple(re.compile(f"(?:value added of )?(?:the )?{name} (?:industry|sector)", re.IGNORECASE) for name in ("primary", "secondary", "tertiary")),
            nominal=False,
        ),
        Partition(re.compile("trade", re.IGNORECASE), (re.compile("exports"), re.compile("imports"))),
        Partition(re.compile("sales", re.IGNORECASE), (re.compile("(?:retail )?(?:sales|those) in urban areas|urban(?: areas| sales)?"), re.compile("(?:retail )?(?:sales|those) in rural areas|rural(?: areas| sales)?"))),
        Partition(re.compile("population", re.IGNORECASE), (re.compile("urban(?: residents)?"), re.compile("rural(?: residents)?")), bounded=False),
    ),
    LARGE, _COMPARISONS, (), (), Signs(_SIGNS, ignores_case=True), reach=80,
)  # fmt: skip
"""The patterns of English."""
