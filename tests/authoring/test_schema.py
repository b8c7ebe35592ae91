"""The JSON Schemas that editors get: they refuse no report that loads, and still refuse slips."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sitegen.authoring.schema import report_schema
from sitegen.loading.forms.files import load_forms
from tests.site_tools import ROOT

SITES = [ROOT, *sorted(each for each in (ROOT / "tests/sites").iterdir() if each.is_dir())]
REPORTS = [(site, path) for site in SITES for path in sorted(site.glob("content/reports/**/report.yaml"))]


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: 是 is a word, 2021-06-30 no date, 1:30 no number."""


Core.yaml_implicit_resolvers = {
    first: [(tag, each) for tag, each in known if tag.rpartition(":")[2] in ("null", "int", "float")]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@lru_cache
def schema(site, form: str) -> dict[str, Any]:
    return report_schema(load_forms(site).usable[form])


def faults(site, data: Any) -> list[str]:
    return [
        f"{list(each.path)}: {each.message}"
        for each in Draft202012Validator(schema(site, data["表单"])).iter_errors(data)
    ]


@pytest.mark.parametrize(
    ("site", "path"), REPORTS, ids=[path.relative_to(site).as_posix() for site, path in REPORTS]
)
def test_every_sample_report_fits_the_schema_of_its_form(site, path):
    assert faults(site, yaml.load(path.read_text(encoding="utf-8"), Loader=Core)) == []


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("年渡: 2020", "年渡"),
        ("数据说明: [{规则: SUM101, 位置: x, 原因: y}]", "原因"),
        ("总分: 很高", "总分"),
    ],
)
def test_slips_are_refused(line, at):
    written = yaml.load("表单: mof-xiangmu-zhichu\n部门: ju\n年度: 2020\n" + line, Loader=Core)
    found = faults(ROOT, written)
    assert any(at in each for each in found)
