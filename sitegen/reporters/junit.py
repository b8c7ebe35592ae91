"""Rules as tests, findings as failures: JUnit XML, which every CI shows.

Knows the dialect that Jenkins, GitLab and pytest share. Must not know rules or the model.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.reporters import text, words
from sitegen.reporters.record import Record, RuleRecord
from sitegen.visible import in_markup

NOT_RUN = "这次没有运行：按站点设置停用，或只在生成网站时检查"


def report(record: Record) -> str:
    """A suite for each family of rules, a test case for each rule without findings and for each
    finding: open errors fail, others pass with their text. A rule that did not run, or could tell
    nothing, is skipped.
    """
    root = ET.Element("testsuites", name="sitegen check")
    for name, rules in record.by_family().items():
        suite = ET.SubElement(root, "testsuite", name=name)
        suite.extend(case for each in rules for case in _cases(each, record.of_rule(each.rule.code)))
        _count(suite)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    document = in_markup(ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'


def _cases(each: RuleRecord, findings: tuple[Diagnostic, ...]) -> Iterator[ET.Element]:
    rule = each.rule
    for found in findings:
        case = _case(each, f"{words.at(found.place)} {rule.title}")
        told = text.block(found).plain
        if found.open and found.severity is Severity.ERROR:
            message = words.one_line(found.message)
            ET.SubElement(case, "failure", type=rule.name, message=message).text = told
        else:
            ET.SubElement(case, "system-out").text = told
        yield case
    if not findings:
        case = _case(each, rule.title)
        if not each.enabled:
            _skipped(case, "not-run", NOT_RUN)
        elif each.untold:
            _skipped(case, "not-checkable", f"{words.counts(each.results)}：没有一项可以核对，不算通过")
        elif any(each.results.values()):
            ET.SubElement(case, "system-out").text = words.counts(each.results)
        yield case


def _case(each: RuleRecord, name: str) -> ET.Element:
    return ET.Element("testcase", classname=f"{each.family}.{each.rule.code}", name=name)


def _skipped(case: ET.Element, kind: str, message: str) -> None:
    ET.SubElement(case, "skipped", type=kind, message=message)


def _count(suite: ET.Element) -> None:
    counts = {
        "tests": len(suite),
        "failures": len(suite.findall("testcase/failure")),
        "errors": 0,
        "skipped": len(suite.findall("testcase/skipped")),
    }
    for name, count in counts.items():
        suite.set(name, str(count))
