"""How a certificate's holder is called in Chinese.

Knows the parts of a name in a certificate (X.520). Must not know what the certificate is for.
"""

from __future__ import annotations

from asn1crypto.x509 import Certificate


def name_of(certificate: Certificate) -> str:
    """Who holds the certificate: `示例市财政局`, and the organisation where it is called otherwise:
    `王芳（示例市财政局）`. Control characters, which a terminal would obey, are left out.
    """
    parts = certificate.subject.native
    names = [
        _text(parts.get(key)) for key in ("common_name", "organizational_unit_name", "organization_name")
    ]
    first, *others = list(dict.fromkeys(each for each in names if each)) or ["（证书上没有名称）"]
    return f"{first}（{'，'.join(others)}）" if others else first


def _text(part: object) -> str:
    """A part of a name; some have several, the most particular last."""
    whole = "、".join(map(str, part)) if isinstance(part, list) else str(part or "")
    return "".join(each for each in whole if each.isprintable())
