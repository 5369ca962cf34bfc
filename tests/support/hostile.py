"""Templates that mean harm: each with the code of the fault that it ends in. Read as a table.

A line is a paragraph; `¦` is a bar of the text (see `tests.support.docs`). `N` stands for a loop of three million passes,
`B` for a text of a million letters and `L` for a list of a hundred thousand numbers.
"""

# ruff: noqa: E501  # a table, a row a line

from __future__ import annotations

from typing import Any

__all__ = ["CELLS", "COSTLY", "FULL", "LOADED", "REACHING", "TABLES", "values"]

_N = "{% for i in range(5000) %}{% for j in range(580) %}"
_E = "{% endfor %}{% endfor %}"
_NS = "{% set ns = namespace(x='', l=[], t=()) %}"
_NEST = "{% for i in range(40) %}"
_SHORT = {"N": _N, "E": _E, "NS": _NS, "B": "('a' * 1000000)", "L": "(range(100000)|list)"}


def _written(line: str) -> str:
    for short, text in _SHORT.items():
        line = line.replace(f"«{short}»", text)
    return line.replace("|", "¦")


# --- what reaches out: the expression, and the code that its tag ends in

_REACHING = """
''.__class__                                                     TP305
''.__class__.__mro__[1].__subclasses__()                         TP305
''['__class__']['__base__']                                      TP305
''|attr('__class__')                                             TP305
''|attr('__cl' ~ 'ass__')                                        TP305
['']|map(attribute='__class__')|list                             TP301
['']|map('attr', '__class__')|first                              TP305
['']|groupby('__class__')                                        TP301
['', 'a']|sort(attribute='__class__')                            TP301+TP305
['']|unique(attribute='__class__')|list                          TP301
['']|selectattr('__class__')|list                                TP301+TP305
['']|rejectattr('__class__')|list                                TP301+TP305
['']|selectattr('__class__', 'defined')|list|length              ok
[1, 2]|sum(attribute='__class__')                                TP305
[1, 2]|min(attribute='__class__')                                TP305
[1, 2]|max(attribute='__class__')                                TP305
[[1]]|map(attribute='0.__class__')|first                         TP305
['a']|join(attribute='__class__')                                TP305
['a']|batch(1)|map(attribute='__class__')|first                  TP305
(['a']|batch(1)).gi_frame                                        TP305
(['a']|batch(1)).gi_code                                         TP305
([1]|map('abs')).gi_frame.f_globals                              TP305
([1]|select).gi_frame.f_back.f_locals                            TP305
([1]|map('abs')).throw(1)                                        TP304
([1]|map('abs')).send(1)                                         TP304
([1]|map('abs')).close                                           TP301
cycler.__init__.__globals__                                      TP305
cycler(1).__class__                                              TP305
cycler(1).next.__func__                                          TP305
cycler(1).next.__self__                                          TP305
joiner.__init__.__globals__                                      TP305
joiner('a').__call__                                             TP305
namespace.__init__.__globals__                                   TP305
namespace(a=1).__class__                                         TP305
namespace(a=1)._Namespace__attrs                                 TP305
namespace(a=1)|attr('__init__')                                  CX102
dict.__subclasses__()                                            TP305
dict.mro()                                                       TP305
dict|attr('mro')                                                 TP305
range.__call__                                                   TP305
range.__globals__                                                TP305
self                                                             TP301
self.__init__.__globals__                                        TP305
self._TemplateReference__context                                 TP305
self['__init__']                                                 TP305
loop.__class__                                                   TP305
loop._iterable                                                   TP305
loop._undefined                                                  TP305
loop._recurse                                                    TP305
loop._current                                                    TP305
m.__call__                                                       TP305
m._func                                                          TP305
m._func.__globals__                                              TP305
m._environment                                                   TP305
m|attr('_environment')                                           TP305
m.name.__class__                                                 TP305
m.arguments.__class__                                            TP305
m.caller.__class__                                               TP305
varargs                                                          CX101
caller                                                           CX101
environment                                                      CX101
context                                                          CX101
resolve                                                          CX101
undefined                                                        CX101
l_0_f                                                            CX101
_                                                                CX101
__builtins__                                                     CX101
__import__('os')                                                 CX101
open('/etc/passwd')                                              CX101
config                                                           CX101
request                                                          CX101
f.__globals__                                                    TP305
f.__code__.co_consts                                             TP305
f.__closure__                                                    TP305
f.__defaults__                                                   TP305
f|attr('__globals__')                                            TP305
a.method.__func__.__globals__                                    TP305
a.method.__self__                                                TP305
a.__dict__                                                       TP305
a._hidden                                                        TP305
a.__reduce_ex__(2)                                               TP305
a|attr('_hidden')                                                TP305
klass.mro()                                                      TP305
klass.__subclasses__()                                           TP305
klass.__init__                                                   TP305
forbidden()                                                      TP305
altering()                                                       TP305
co.cr_frame                                                      TP305
co.cr_code                                                       TP305
agen.ag_frame                                                    TP305
frame.f_globals                                                  TP305
frame.f_back                                                     TP305
code.co_code                                                     TP305
trace.tb_frame                                                   TP305
'{0.__class__}'.format(a)                                        TP305
'{0.__class__.__init__.__globals__}'.format(a)                   TP305
'{0[__class__]}'.format(a)                                       TP305
'{x.__class__}'.format(x=a)                                      TP305
'{x.__class__}'.format_map({'x': a})                             TP305
'{0._hidden}'.format(a)                                          TP305
''['format'] and '{0.__class__}'['format'](a)                    TP305
('{0.__class__}'|attr('format'))(a)                              TP305
('{0.__class__}'|attr('format_map'))([a])                        TP304
['{0.__class__}']|map('attr', 'format')|first                    TP301
(['{0.__class__}']|map('attr', 'format')|first)(a)               TP305
(['{0.__class__}']|map(attribute='format')|first)(a)             TP305
({'f': '{0.__class__}'.format}).f(a)                             TP305
'%(x)s'|format(x=a.__class__)                                    TP305
field.value                                                      CX102
field.origin.cells                                               CX102
field|attr('origin')                                             CX102
field.extent                                                     CX102
field.__dict__                                                   TP305
field.upper.__self__.origin                                      TP305
record.subject                                                   CX102
record._attributes                                               CX102
record.__class__                                                 CX102
record['__class__']                                              CX102
record|attr('_attributes')                                       CX102
record|attr('printed')                                           CX102
[record]|map(attribute='_text')|first                            CX102
absent.diagnostic                                                GR101
absent.diagnostic.code                                           GR101
seq._items                                                       CX102
seq.__iter__                                                     CX102
xs.append(1)                                                     TP305
xs.__setitem__(0, 1)                                             TP305
xs.__iadd__([1])                                                 TP305
xs['append'](1)                                                  TP305
(xs|attr('append'))(1)                                           TP305
d.update(a=2)                                                    TP305
d.popitem()                                                      TP305
d|attr('clear')                                                  TP305
s.intersection_update([])                                        TP305
q.appendleft(1)                                                  TP305
o.move_to_end('a')                                               TP305
s.add(1)                                                         TP305
q.append(1)                                                      TP305
q.extend([1])                                                    TP305
q.rotate(1)                                                      TP305
a|string                                                         ok
a                                                                TP301
prop.harm                                                        TP304
('a' if false).__class__                                         TP305
none.__class__                                                   TP305
true.__class__.__base__                                          TP305
(1).__class__                                                    TP305
1.0.real.__class__                                               TP305
keys['__class__']                                                ok
keys.__class__                                                   TP305
keys['\\x00receiver']                                            ok
"""

_REACHING_LINES = {
    "the receiver by a filter": ("{{ 1|attr('\\x00receiver') }}", "CX102"),
    "a filter under a hidden name": ("{{ ['a']|map('\\x00put', 0)|list|length }}", "TP305"),
    "a hidden capture": ("{{ ['<w:p/>']|map('\\x00capture')|first }}", "TP305"),
    "a hidden loop": ("{{ ['<w:p/>']|map('\\x00loop')|first }}", "TP305"),
    "what a block gathered": ("{% set x %}<{% endset %}{{ x.content }}", "TP305"),
    "what a block gathered, as an item": ("{% set x %}<{% endset %}{{ x['content'] }}", "TP305"),
    "what a macro gathered": ("{% macro m() %}<{% endmacro %}{{ m().content }}", "TP305"),
    "what a macro gathered, by a filter": (
        "{% macro m() %}<{% endmacro %}{{ [m()]|map(attribute='content')|first }}",
        "TP305",
    ),
    "a hidden test": ("{{ ['a']|select('\\x00seen')|list|length }}", "TP304"),
}


def _reaching() -> dict[str, tuple[tuple[str, ...], str]]:
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for row in _REACHING.strip().splitlines():
        expression, code = row.rsplit(maxsplit=1)
        line = f"{{% macro m() %}}甲{{% endmacro %}}{{% for _i in [1] %}}{{{{ {expression} }}}}{{% endfor %}}"
        found[expression] = ((_written(line),), code)
    found |= {name: ((_written(line),), code) for name, (line, code) in _REACHING_LINES.items()}
    return found


# --- what costs: the lines

_COSTLY: dict[str, str] = {
    # one operation
    "a text times a number": "{{ 'a' * 10**9 }}",
    "a power of a power": "{{ 10**(10**8) }}",
    "a power below nothing": "{{ 9**(-10**9) }}",
    "a list times a number": "{{ [1] * 10**9 }}",
    "a tuple times a number": "{{ (1, 2) * 10**9 }}",
    "a number times a list": "{{ 10**9 * [[]] }}",
    "bytes": "{{ 'a'.encode() * 10**9 }}",
    "a range": "{{ range(10**9)|list }}",
    "a range of ranges": "{{ range(10**5)|map('string')|join(«B») }}",
    "a width of percent": "{{ '%999999999d' % 1 }}",
    "a precision of percent": "{{ '%.99999f' % 1.5 }}",
    "a passed width": "{{ '%*d' % (999999999, 1) }}",
    "a width of format": "{{ '{:>999999999}'.format('a') }}",
    "a precision of format": "{{ '{:.999999999f}'.format(1.5) }}",
    "a passed width of format": "{{ '{:{}}'.format(1, 999999999) }}",
    "a passed width by name": "{{ '{:>{w}}'.format('a', w=999999999) }}",
    "a width in two pieces": "{{ '{:{}{}}'.format(1, 99999, 9999) }}",
    "a width in two halves": "{{ '{:{}{}}'.format(1, 9999, 9999) }}",
    "a width of which a half is passed": "{{ '{:9999{}}'.format(1, 9999) }}",
    "many widths": "{{ ('{0:9999}' * 20000).format(1) }}",
    "many widths of percent": "{{ ('%9999d' * 20000) % ((1,) * 20000) }}",
    "many widths of the filter": "{{ (('%9999d' * 20000)|format(*((1,) * 20000))) }}",
    "a text many times in a format": "{{ ('{0}' * 100000).format(«B») }}",
    "a text many times by name": "{{ ('%(a)s' * 100000)|format(a=«B») }}",
    "a text many times by percent": "{{ ('%(a)s' * 100000) % {'a': «B»} }}",
    "center": "{{ 'a'.center(10**9) }}",
    "ljust": "{{ 'a'.ljust(10**9) }}",
    "zfill": "{{ 'a'.zfill(10**9) }}",
    "tabs": "{{ ('\\t' * 1000000).expandtabs(10000) }}",
    "replace by much": "{{ «B».replace('a', «B») }}",
    "replace nothing": "{{ «B».replace('', 'aaaaaaaaa') }}",
    "replace by the filter": "{{ «B»|replace('a', «B») }}",
    "translate": "{{ «B».translate({97: «B»}) }}",
    "a table of letters": "{{ «B».translate(''.maketrans({'a': «B»})) }}",
    "join by much": "{{ «B».join(«B») }}",
    "join much": "{{ ([«B»] * 2000)|join }}",
    "join much by a method": "{{ ''.join([«B»] * 2000) }}",
    "join bytes": "{{ «B».encode().join([«B».encode()] * 2000) }}",
    "replace bytes": "{{ «B».encode().replace('a'.encode(), «B».encode()) }}",
    "indent by a text": "{{ ('a\\n' * 1000000)|indent(«B») }}",
    "indent by a number": "{{ ('a\\n' * 1000000)|indent(9999) }}",
    "wrap with a text": "{{ «B»|wordwrap(1, wrapstring=«B») }}",
    "wrap": "{{ ('a b ' * 400000)|wordwrap(1) }}",
    "wrap in a loop": "«N»{{ (('a b ' * 400000)|wordwrap(1))[:1] }}«E»",
    "title": "«N»{{ «B»|title|length }}«E»",
    "strip tags": "«N»{% set x = ('<' * 1000000)|striptags %}«E»",
    "strip tags at once": "{{ ('<a' * 1000000)|striptags|length }}",
    "strip comments at once": "{{ ('<!--' * 500000)|striptags|length }}",
    "count words": "«N»{{ (('a ' * 1000000)|wordcount) }}«E»",
    "urlencode": "{{ ('甲' * 2000000)|urlencode }}",
    "urlencode many": "«N»{% set x = ('甲' * 200000)|urlencode %}«E»",
    "tojson of one list many times": "{% set a = ['x' * 1000] * 1000 %}{{ ([a] * 1000)|tojson }}",
    "pprint of one list many times": "{% set a = ['x' * 1000] * 1000 %}{{ ([a] * 1000)|pprint }}",
    "string of one list many times": "{% set a = ['x' * 1000] * 1000 %}{{ ([a] * 1000)|string }}",
    "upper of one list many times": "{% set a = ['x' * 1000] * 1000 %}{{ ([a] * 1000)|upper }}",
    "percent of one list many times": "{% set a = ['x' * 1000] * 1000 %}{{ '%s' % ([a] * 1000) }}",
    "format of one list many times": "{% set a = ['x' * 1000] * 1000 %}{{ '{}'.format([a] * 1000) }}",
    "escapes of json": "{{ ('<' * 2000000)|tojson }}",
    "indent of json": "{{ [[[[[[1]]]]]]|tojson(indent=999999999) }}",
    "pprint of a long text": "{{ ('a ' * 1000000)|pprint }}",
    "sum of lists": "{{ ([«L»] * 1000)|sum(start=[])|length }}",
    "sum of tuples": "{{ ([(1,) * 1000000] * 1000)|sum(start=())|length }}",
    "sum of short lists": "{{ ([[1]] * 100000)|sum(start=[])|length }}",
    "sum of lists by attribute": "{{ ([{'a': [1]}] * 100000)|sum(attribute='a', start=[])|length }}",
    "batches": "{{ «L»|batch(10**9, 'a')|list }}",
    "slices": "{{ «L»|slice(10**9)|list }}",
    "round": "{{ 2.5|round(10**9) }}",
    "round up": "{{ 2.5|round(10**9, 'ceil') }}",
    "round far": "{{ 2.5|round(-10**9) }}",
    "bytes of a number": "{{ (1).to_bytes(10**9, 'big') }}",
    "a number of bytes": "{{ (1).from_bytes(('a' * 2000000).encode(), 'big') % 7 }}",
    "a long number": "{{ ('f' * 2000000)|int(0, 16) % ('e' * 1000000)|int(0, 16) }}",
    "a long number divided": "{{ ('f' * 2000000)|int(0, 16) // ('e' * 1000000)|int(0, 16) > 1 }}",
    "a long number printed": "{{ ('f' * 2000000)|int(0, 16) }}",
    "punycode": "{{ ('甲乙丙丁' * 100000).encode('punycode') }}",
    "idna": "{{ ('甲乙丙丁' * 100000).encode('idna') }}",
    "names of letters": "{{ ('甲' * 2000000).encode('ascii', 'namereplace') }}",
    "a huge literal": "{{ " + "9" * 200_000 + " }}",
    "a huge text": "{{ '" + "a" * 2_500_000 + "' * 2 }}",
    "a decimal of many places": "{{ tiny }}{{ huge }}«N»{{ huge ~ '' }}«E»",
    "a decimal made a number": "«N»{% set x = huge|int %}«E»",
    "a decimal formatted": "«N»{% set x = '{:f}'.format(huge) %}«E»",
    "fractions": "{% set ns = namespace(x=third) %}«N»{% set ns.x = ns.x * ns.x %}«E»",
    "fractions added": "{% set ns = namespace(x=third) %}«N»{% set ns.x = ns.x + third / (i + 7) %}«E»",
    # loops
    "large texts sorted": "{{ ([«B»] * 100000)|sort|length }}",
    "large texts told apart": "{{ ([«B»] * 100000)|unique|list|length }}",
    "large texts sorted by attribute": "{{ ([{'k': «B»}] * 100000)|sort(attribute='k')|length }}",
    "large texts grouped": "{{ ([{'k': «B»}] * 100000)|groupby('k')|length }}",
    "the least of large texts": "{{ ([[«B»]] * 100000)|min(attribute=0)|length }}",
    "attributes of attributes": "{{ range(100000)|map(attribute='real' ~ '.real' * 100000)|list }}",
    "attributes of attributes summed": "{{ range(100000)|sum(attribute='real' ~ '.real' * 100000) }}",
    "stripping many signs": "{{ «B».strip('b' * 1000000 ~ 'a')|length }}",
    "trimming many signs": "{{ «B»|trim('b' * 1000000 ~ 'a')|length }}",
    "comments stripped one by one": "{{ ('<!---->' * 200000)|striptags|length }}",
    "two loops": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "two loops that print": "{% for i in range(99999) %}{% for j in range(99999) %}甲{% endfor %}{% endfor %}",
    "nine loops": "".join(f"{{% for i{n} in range(10) %}}" for n in range(9))
    + "{{ i0 }}"
    + "{% endfor %}" * 9,
    "a loop of many tags": "«N»" + "{% set x = 1|abs|abs|abs|abs|abs %}" * 100 + "«E»",
    "a loop of much text": "«N»" + "甲" * 100_000 + "«E»",
    "a loop of many conditions": "«N»" + "{% if i > j %}{% endif %}" * 300 + "«E»",
    "a loop over a filter": "«N»{% set x = range(100000)|sum %}«E»",
    "a loop over the last": "«N»{% set x = range(100000)|select('gt', 99998)|first %}«E»",
    "a loop over sorting": "«N»{% set x = range(100000)|sort(reverse=true)|first %}«E»",
    "a loop over groups": "«N»{% set x = range(100000)|groupby('real')|length %}«E»",
    "a loop over what is unique": "«N»{% set x = range(100000)|unique|list|length %}«E»",
    "a loop over membership": "{% set l = «L» %}«N»{% set x = -1 in l %}«E»",
    "a loop over a test of membership": "{% set l = «L» %}«N»{% set x = -1 is in(l) %}«E»",
    "a loop over what is not in it": "{% set l = «L» %}«N»{% set x = -1 not in l %}«E»",
    "a loop over comparing": "{% set l = «L» %}{% set k = «L» %}«N»{% set x = l == k %}«E»",
    "a loop over comparing texts": "{% set l = «B» %}{% set k = 'a' ~ l[1:] %}«N»{% set x = l == k %}«E»",
    "a loop over a test of equality": "{% set l = «L» %}{% set k = «L» %}«N»{% set x = l is eq(k) %}«E»",
    "a loop over select": "{% set l = «L» %}{% set k = «L» %}«N»{% set x = [l]|select('eq', k)|list %}«E»",
    "a loop over slices": "{% set l = «B» %}«N»{% set x = l[1:] %}«E»",
    "a loop over slices of lists": "{% set l = «L» %}«N»{% set x = l[1:] %}«E»",
    "a loop over count": "{% set l = «B» %}«N»{% set x = l.count('b') %}«E»",
    "a loop over index": "{% set l = «L» %}«N»{% set x = l.index(99999) %}«E»",
    "a loop over find": "{% set l = «B» %}«N»{% set x = l.find('b') %}«E»",
    "a loop over split": "{% set l = «B» %}«N»{% set x = l.split('a') %}«E»",
    "a loop over lines": "{% set l = 'a\\n' * 100000 %}«N»{% set x = l.splitlines() %}«E»",
    "a loop over partition": "{% set l = «B» %}«N»{% set x = l.partition('b') %}«E»",
    "a loop over upper": "{% set l = «B» %}«N»{% set x = l.upper() %}«E»",
    "a loop over strip": "{% set l = «B» %}«N»{% set x = l.strip('a') %}«E»",
    "a loop over copies": "{% set l = «L» %}«N»{% set x = l.copy() %}«E»",
    "a loop over arguments": "{% macro m() %}{{ varargs|length }}{% endmacro %}{% set l = «L» %}«N»{{ m(*l) }}«E»",
    "a loop over dict": "{% set l = dict.fromkeys(range(100000)) %}«N»{% set x = dict(l) %}«E»",
    "a loop over made lists": "«N»{% set x = [1] * 100000 %}«E»",
    "a loop over made texts": "«N»{% set x = 'a' * 1000000 %}«E»",
    "a loop over joined texts": "{% set b = «B» %}«N»{% set x = b ~ j %}«E»",
    "a loop that fills a filter": "«N»{% filter upper %}" + "甲" * 1000 + "{% endfilter %}«E»",
    "loops of loop controls": "«N»{% if j > 5 %}{% continue %}{% endif %}{% set x = «B»|upper %}«E»",
    "a loop over do": "«N»{% do «B»|upper %}«E»",
    "a loop with else": "«N»{% for x in [] %}{% else %}{% set x = «B»|upper %}{% endfor %}«E»",
    "a loop with a condition": "{% for i in range(100000) if range(100000)|sum > 1 %}{{ i }}{% endfor %}",
    "a loop of previtem and nextitem": "«N»{% set x = (loop.previtem, loop.nextitem) %}{{ loop.cycle('a', 'b') }}«E»",
    "a loop that changes": "«N»{{ loop.changed(i) }}«E»",
    # growth in loops
    "doubling a text": "«NS»{% set ns.x = 'a' %}«N»{% set ns.x = ns.x ~ ns.x %}«E»",
    "doubling by plus": "«NS»{% set ns.x = 'a' %}«N»{% set ns.x = ns.x + ns.x %}«E»",
    "doubling a list": "«NS»{% set ns.l = [1] %}«N»{% set ns.l = ns.l + ns.l %}«E»",
    "doubling by a nest": "«NS»{% set ns.l = [1] %}«N»{% set ns.l = [ns.l, ns.l] %}«E»{{ ns.l|string }}",
    "doubling by a nest of few": "«NS»{% set ns.l = [1] %}{% for i in range(40) %}{% set ns.l = [ns.l, ns.l] %}"
    "{% endfor %}{{ ns.l|string|length }}",
    "two nests compared": "«NS»{% set ns.l = [1] %}{% set ns.x = [1] %}{% for i in range(40) %}"
    "{% set ns.l = [ns.l, ns.l] %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.l == ns.x }}",
    "a nest looked for": "«NS»{% set ns.l = [1] %}{% set ns.x = [1] %}{% for i in range(40) %}"
    "{% set ns.l = [ns.l, ns.l] %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.l in [ns.x] }}",
    "nests sorted": "«NS»{% set ns.l = [1] %}{% set ns.x = [1] %}{% for i in range(40) %}"
    "{% set ns.l = [ns.l, ns.l] %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ [ns.l, ns.x]|sort|length }}",
    "a nest as a key": "«NS»{% set ns.t = (1,) %}{% for i in range(40) %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}"
    "{{ {ns.t: 1}|length }}",
    "a nest asked for": "«NS»{% set ns.t = (1,) %}{% for i in range(40) %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}"
    "{{ {'a': 1}[ns.t] }}",
    "a nest among keys": "«NS»{% set ns.t = (1,) %}{% for i in range(40) %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}"
    "{{ ns.t in {'a': 1} }}",
    "nests made unique": "«NS»{% set ns.t = (1,) %}{% for i in range(40) %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}"
    "{{ [ns.t]|unique|list|length }}",
    "nests of dicts": "«NS»{% set ns.l = {} %}{% for i in range(40) %}{% set ns.l = {1: ns.l, 2: ns.l} %}{% endfor %}"
    "{{ ns.l|tojson|length }}",
    "nests of namespaces": "«NS»{% set ns.l = namespace(a=1) %}{% for i in range(40) %}"
    "{% set ns.l = namespace(a=ns.l, b=ns.l) %}{% endfor %}{{ ns.l|string|length }}",
    "a list of large texts": "«NS»{% for i in range(1000) %}{% set ns.l = ns.l + [('a' ~ i) * 300000] %}{% endfor %}",
    "a chain of large texts": "«NS»{% for i in range(1000) %}{% set ns.l = [ns.l, ('a' ~ i) * 300000] %}{% endfor %}",
    "a chain of large lists": "«NS»{% for i in range(1000) %}{% set ns.l = [ns.l, [i] * 1000000] %}{% endfor %}",
    "a chain of listed ranges": "«NS»{% for i in range(9999) %}{% set ns.l = [ns.l, range(100000)|list] %}{% endfor %}",
    "a chain of wide texts": "«NS»{% for i in range(1000) %}{% set ns.l = [ns.l, '😀' * 500000 ~ i] %}{% endfor %}",
    "a chain of batches": "«NS»{% for i in range(999) %}{% set ns.l = [ns.l, range(99999)|batch(1)|list] %}{% endfor %}",
    "a chain of texts of numbers": "«NS»{% for i in range(999) %}{% set ns.l = [ns.l, range(99999)|map('string')|list] %}"
    "{% endfor %}",
    "a chain of gathered text": "«NS»{% for i in range(9999) %}{% set x %}"
    + "甲" * 100_000
    + "{{ i }}{% endset %}"
    "{% set ns.l = [ns.l, x] %}{% endfor %}",
    "a chain of links": "«NS»«N»{% set ns.l = [ns.l] %}«E»",
    "a chain of links printed": "«NS»{% for i in range(5000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l|string }}",
    "growing numbers": "{% set ns = namespace(x=1) %}«N»{% set ns.x = ns.x + ns.x %}«E»",
    "growing numbers by minus": "{% set ns = namespace(x=1) %}«N»{% set ns.x = ns.x - -ns.x %}«E»",
    "growing numbers by times": "{% set ns = namespace(x=3) %}«N»{% set ns.x = ns.x * ns.x %}«E»",
    "growing numbers by power": "{% set ns = namespace(x=3) %}«N»{% set ns.x = ns.x ** 2 %}«E»",
    "many long numbers": "«N»{% set x = 7**4000 * 3**900 %}«E»",
    # macros and blocks
    "a macro within itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro twice within itself": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a macro of text twice within itself": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% else %}"
    + "甲" * 1000
    + "{% endif %}{% endmacro %}{{ m(60) }}",
    "a macro in a loop": "{% macro m() %}甲{% endmacro %}«N»{{ m() }}«E»",
    "a macro of many tags in a loop": "{% macro m() %}"
    + "{% set x = 1|abs %}" * 200
    + "{% endmacro %}«N»{{ m() }}«E»",
    "a macro of a loop in a loop": "{% macro m() %}{% for i in range(100000) %}甲{% endfor %}{% endmacro %}«N»{{ m() }}«E»",
    "a call block within itself": "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
    + "{% call m() %}" * 25
    + "甲" * 100
    + "{% endcall %}" * 25,
    "gathered text doubled": "{% set x %}甲{% endset %}"
    + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40
    + "{{ x }}",
    "gathered text doubled in a loop": "«NS»{% set ns.x %}甲{% endset %}{% for i in range(60) %}"
    "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}{% endfor %}{{ ns.x }}",
    "gathered text printed often": "{% set x %}" + "甲" * 100_000 + "{% endset %}«N»{{ x }}«E»",
    "gathered text asked often": "{% set x %}"
    + "甲" * 100_000
    + "{% endset %}«N»{% if x %}{{ x }}{% endif %}«E»",
    "a recursive loop of ranges": "{% for i in range(99999) recursive %}{{ loop(range(99999)) }}{% endfor %}",
    "a recursive loop of few": "{% for i in [1, 2] recursive %}{% if loop.depth < 60 %}{{ loop([1, 2]) }}{% endif %}{% endfor %}",
    "a recursive loop of text": "{% for i in [1, 2] recursive %}"
    + "甲" * 1000
    + "{% if loop.depth < 60 %}{{ loop([1, 2]) }}{% endif %}{% endfor %}",
    "a recursive loop of itself": "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "a recursive loop that is wide": "{% for i in range(99999) recursive %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "a function of the mapping": "«N»{% set x = endless() %}«E»",
    "an unknown name in a loop": "«N»{{ nobody.at.all }}«E»",
    "an endless iterator": "{% for i in endless() %}{% endfor %}",
    "an endless iterator in a filter": "{{ endless()|list }}",
    "an endless iterator summed": "{{ endless()|sum }}",
    "an endless iterator joined": "{{ endless()|join }}",
    "an endless iterator as arguments": "{{ range(*endless()) }}",
    "an endless iterator mapped": "{{ endless()|map('abs')|list }}",
    "an endless iterator searched": "{{ -1 in endless() }}",
    "an endless iterator sorted": "{{ endless()|sort }}",
    # printing
    "much printed": "{% set b = «B» %}«N»{{ b }}«E»",
    "much wide text printed": "{% set b = '😀' * 1000000 %}«N»{{ b }}«E»",
    "many line breaks printed": "{% set b = '\\n' * 1000000 %}{% for i in range(40) %}{{ b }}{% endfor %}",
    "many paragraphs printed": "{% set b = '\\a' * 1000000 %}{% for i in range(40) %}{{ b }}{% endfor %}",
    "many ampersands printed": "{% set b = '&' * 1000000 %}{% for i in range(49) %}{{ b }}{% endfor %}",
    "little printed often": "«N»{{ i }}«E»",
}

# --- what is long
_LONG: dict[str, tuple[str, ...]] = {
    "many brackets": ("{{ " + "(" * 50_000 + "1" + ")" * 50_000 + " }}",),
    "many lists": ("{{ " + "[" * 50_000 + "]" * 50_000 + " }}",),
    "many nots": ("{{ " + "not " * 50_000 + "1 }}",),
    "many minuses": ("{{ " + "-" * 50_000 + "1 }}",),
    "a long sum": ("{{ 1" + " + 1" * 100_000 + " }}",),
    "a long joining": ("{{ 'a'" + " ~ 'a'" * 100_000 + " }}",),
    "a long comparing": ("{{ 1" + " < 1" * 50_000 + " }}",),
    "a long power": ("{{ 9" + " ** 9" * 2_000 + " }}",),
    "a long chain of filters": ("{{ 1" + "¦abs" * 20_000 + " }}",),
    "a long chain of names": ("{{ a" + ".a" * 20_000 + " }}",),
    "a long chain of calls": ("{{ f" + "()" * 20_000 + " }}",),
    "a long chain of conditions": ("{{ 1" + " if 1 else 1" * 20_000 + " }}",),
    "a long chain of and": ("{{ 1" + " and 1" * 50_000 + " }}",),
    "blocks in blocks": ("{% if 1 %}" * 2_000 + "{% endif %}" * 2_000,),
    "loops in loops": ("{% for i in [1] %}" * 500 + "{% endfor %}" * 500,),
    "macros in macros": ("{% macro m() %}" * 500 + "{% endmacro %}" * 500,),
    "a long chain of elif": ("{% if 0 %}" + "{% elif 0 %}" * 3_000 + "{% endif %}",),
    "many wrong tags": tuple(["{{ a b }}{% nonsense %}{{ }}"] * 3_000),
    "one tag that does not end": ("{{ " + "a" * 1_000_000,),
    "many closers": ("}} %} " * 50_000,),
}

# What is still to be mended.
_PROPERTIES = '<w:rPr><w:rFonts w:ascii="' + "a" * 3_000 + '"/></w:rPr>'
_BROKEN: dict[str, tuple[str, ...]] = {
    "paragraphs": ("<w:p><w:r>" + _PROPERTIES + "<w:t>{{ '\\a' * 1000000 }}</w:t></w:r></w:p>",),
}
# How those end that do not make too much.
_ENDINGS = {
    "an unknown name in a loop": "CX101+TP306", "many wrong tags": "TP201",
    "one tag that does not end": "TP101", "many closers": "TP102", "a huge literal": "TP208", "a huge text": "TP208",
    "a long chain of names": "CX102", "a chain of links printed": "TP301", "doubling by a nest of few": "TP301",
    "format of one list many times": "TP301", "percent of one list many times": "TP301",
    "string of one list many times": "TP301", "upper of one list many times": "TP301",
}  # fmt: skip

# --- what the cells of the workbook hold
CELLS: dict[str, str] = {
    "''.__class__": "TP305",
    "cycler.__init__.__globals__.os": "TP305",
    "'a' * 10**9": "TP306",
    "10**(10**8)": "TP306",
    "'{:>999999999}'.format(1)": "TP306",
}


def values() -> dict[str, Any]:
    """Return the mapping that the templates are merged with, some of it hostile itself."""
    import sys
    from collections import OrderedDict, deque
    from decimal import Decimal
    from fractions import Fraction

    from reportgen.diagnostics import fault
    from reportgen.fields import Absent, Field
    from reportgen.records import Record, Sequence

    class Thing:
        _hidden = "secret"

        def method(self) -> str:
            return ""

        @property
        def harm(self) -> str:
            raise ValueError("harm")

    def plain() -> str:
        return ""

    async def later() -> None: ...

    async def many() -> Any:
        yield 1

    def endless() -> Any:
        while True:
            yield 1

    def forbidden() -> str:
        return ""

    def altering() -> str:
        return ""

    forbidden.unsafe_callable = True  # type: ignore[attr-defined]
    altering.alters_data = True  # type: ignore[attr-defined]
    try:
        raise ValueError
    except ValueError as error:
        trace = error.__traceback__
    return {
        "a": Thing(), "prop": Thing(), "klass": Thing, "f": plain, "forbidden": forbidden, "altering": altering,
        "co": later(), "agen": many(), "frame": sys._getframe(), "code": plain.__code__, "trace": trace,
        "field": Field("1亿元", 1), "record": Record({"a": "甲"}, {}, "甲"), "seq": Sequence(["甲"], {}, {}),
        "absent": Absent(fault("GR101")), "xs": [1], "d": {"a": 1}, "s": {1}, "q": deque([1]), "o": OrderedDict(a=1, b=2),
        "keys": {"__class__": "甲", "\0receiver": "甲", "\0put": "甲"}, "endless": endless,
        "huge": Decimal("1E+999999"), "tiny": Decimal("1E-999999"), "third": Fraction(1, 3),
        "\0put": "甲", "__class__": "甲",
    }  # fmt: skip


_REACHED = _reaching()
REACHING: dict[str, str] = {name: code for name, (_, code) in _REACHED.items()}
"""What reaches out, by its expression or name, with the codes it ends in."""
COSTLY: dict[str, str] = {name: _ENDINGS.get(name, "TP306") for name in _COSTLY}
"""What costs too much."""
LOADED: dict[str, str] = {name: _ENDINGS.get(name, "TP208") for name in _LONG}
"""What is too long or nested too deep."""
FULL = (
    "a loop that changes",
    "little printed often",
    "many paragraphs printed",
    "a chain of listed ranges",
)  # fmt: skip
TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "reaching": {name: lines for name, (lines, _) in _REACHED.items()},
    "costly": {name: (_written(line),) for name, line in _COSTLY.items()},
    "loaded": _LONG,
    "broken": _BROKEN,
}
"""The templates, a line a paragraph, by the names of the tables above."""
