"""English books for tests, in the notation of `books`; and what a template says of them."""

from __future__ import annotations

__all__ = ["SMALL"]

SMALL = """
## Facts
Item | Content | Note
Title | Annual summary for 2020
Office | Some County Bureau
Year | 2020
Date | 2020-12-31
Area above | the prefecture
Plan document | Document No. 9
## Indicators
Code|Section|Indicator|Unit|Printed unit|Decimals|Rate decimals|Period|This year|Last year|Last year published|Published rate|Basis|Target|Rank|Ranked among|Status|Source|Filled in by|Remarks
IN01|Industry|Gross output|million yuan|billion yuan|3|2|full year|1183|1090.72||||1200|2||final|||
IN02|Industry|Industrial investment|million yuan||2|2|full year|611.11|391.56|||||||final|||new works
IN03|Industry|Upgrading investment|million yuan||2|2|full year|33.58|15.55|||||||final|||new works
IN04|Industry|New firms|firms||0||full year|8|3||||8|||final|||more came
IN05|Industry|Closed firms|firms||0||full year|1|1|||||||final|||
IN06|Trade|Online sales|million yuan||2|0|January to November|183.30|97.50|||||||final|||season
IN07|Trade|Tax share|percent||1|1|full year|12.5|11.3|||||||final|||
IN08|Trade|Profit|million yuan||0|1|full year|50|-20|||||||final|||
IN09|Trade|New products|products||0|1|full year|12|0|||||||final|||first
IN10|Trade|R&D spending|million yuan||1|1|full year|6.1|5.5|||||||final|||
IN11|Trade|Exports|million USD||2|1|full year|13||||||3||final|||
## Lists
List | No. | Name | Remarks
Closed firms | 1 | Firm A
## Prose
Chapter | Section | Heading | Form | Text
1 | Trade | | | Trade did well.
2 | 1 | Projects | own line | We worked on projects.
3 | 1 | Little research | run in | Too few firms.
## Rules
No. | Left side | Relation | Right side | Tolerance | Level | Explanation
R1 | New firms | ≥ | Closed firms | 0 | error
R2 | Upgrading investment | ≤ | Industrial investment - R&D spending | 0 | error
## Earlier years
Indicator | 2018 | 2019
Gross output | 1000 | 1090.72
"""  # noqa: E501 - a row of headers
