"""A text file with a broken byte is searched all the same, and said not to be whole."""

from __future__ import annotations

import pytest

from sitegen.loading.reports.attachments import searched
from sitegen.privacy.kinds import Kind


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.json", "a.html"])
def test_what_is_whole_is_searched(tmp_path, name, encoding):
    path = tmp_path / name
    path.write_bytes("姓名,联系电话\n张某,13800138000\n".encode(encoding) + b"\xff\xff\n")
    found = searched(path, name)
    assert Kind.MOBILE in {leak.found.kind for leak in found.leaks}
    assert "坏的字节" in found.problem
