"""The packages are what the frictionless tool expects, and it would notice if the data were not."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from frictionless import Package, validate

from sitegen.exports.csv import FACT_COLUMNS, REPORT_COLUMNS
from sitegen.exports.rows import fact_rows
from tests.site_tools import ROOT, check

pytestmark = pytest.mark.slow


@pytest.fixture
def output(sample_site):
    return sample_site.output


def faults(path):
    report = validate(str(path))
    return report.flatten(["type", "fieldName", "message"])


def copied(output, tmp_path):
    for file in (output / "data").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def rehashed(folder, name):
    """Describe the changed file as it is now, so that only its content is at fault."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["path"] == name:
            data = (folder / name).read_bytes()
            resource |= {"bytes": len(data), "hash": f"sha256:{sha256(data).hexdigest()}"}
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def test_the_package_of_the_site_is_valid(output):
    assert faults(output / "data/datapackage.json") == []


def test_the_package_of_every_report_is_valid(output):
    packages = sorted((output / "reports").rglob("datapackage.json"))
    assert len(packages) == len(check(ROOT).site.reports)
    assert [found for path in packages for found in faults(path)] == []


def test_packages_describe_every_column(output):
    package = json.loads((output / "data/datapackage.json").read_text(encoding="utf-8"))
    fields = {
        each["name"]: [field["name"] for field in each["schema"]["fields"]] for each in package["resources"]
    }
    assert all(fields[f"facts-{year}"] == list(FACT_COLUMNS) for year in range(2020, 2025))
    assert fields["reports"] == list(REPORT_COLUMNS)
    assert package["created"].startswith("2024-")
    described = [field for each in package["resources"][:3] for field in each["schema"]["fields"]]
    assert all(field["description"] for field in described)


def test_read_by_the_description_every_value_has_its_type(output):
    package = Package(str(output / "data/datapackage.json"))
    types = {"年度": int, "数值": Decimal, "公开日期": date, "示例": bool, "存疑": int}
    seen = set()
    for resource in package.resources:
        for row in resource.read_rows():
            for name, wanted in types.items():
                if (value := row.to_dict().get(name)) is not None:
                    assert type(value) is wanted, (resource.name, name, value)
                    seen.add(name)
    assert seen == set(types)


def test_the_long_table_read_back_is_the_model(output):
    package = Package(str(output / "data/datapackage.json"))
    years = sorted((each.name for each in package.resources if each.name.startswith("facts-")), reverse=True)
    read = [row.to_dict() for name in years for row in package.get_resource(name).read_rows()]
    expected = [row for report in check(ROOT).site.reports for row in fact_rows(report)]
    assert len(read) == len(expected)
    for row, fact in zip(read, expected, strict=True):
        assert (row["报告"], row["地址"], row["年度"]) == (fact.report, fact.address, fact.year)
        assert (row["数值"], row["单位"] or "", row["状态"]) == (fact.number, fact.unit, fact.state)
        assert (row["机构"], row["概念"] or "") == (fact.institution, fact.concept)


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("facts-2020.csv", ",778.55,万元,数字", ",七百,万元,数字", "type-error"),
        ("facts-2020.csv", ",778.55,万元,数字", ",778.55,万元,数目", "constraint-error"),
        ("reports.csv", ",否,", ",不是,", "type-error"),
        ("departments.csv", "yueyang-kexie,岳阳市科学技术协会", "yueyang,岳阳市科学技术协会", "foreign-key"),
        ("reports.csv", "2020/yueyang-kexie/yueyang-bumen-zhengti,", ",", "constraint-error"),
    ],
)
def test_a_fault_would_be_noticed(output, tmp_path, name, old, new, fault):
    folder = copied(output, tmp_path)
    text = (folder / name).read_bytes().decode("utf-8-sig")
    assert old in text
    (folder / name).write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))
    rehashed(folder, name)
    assert fault in {found[0] for found in faults(folder / "datapackage.json")}


def test_a_changed_file_is_noticed_by_its_digest(output, tmp_path):
    folder = copied(output, tmp_path)
    data = (folder / "facts-2020.csv").read_bytes()
    (folder / "facts-2020.csv").write_bytes(data.replace("万元".encode(), "亿元".encode(), 1))
    assert "hash-count" in {found[0] for found in faults(folder / "datapackage.json")}
