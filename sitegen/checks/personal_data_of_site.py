"""Personal data in what surrounds the reports: settings, departments, forms.

Knows which rule answers for which kind. Must not know which files a site has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.checks.personal_data import leaks_in
from sitegen.checks.rules.personal_data import (
    priv101_mobile_number,
    priv102_resident_id,
    priv103_bank_card,
    priv104_personal_email,
    priv105_home_address,
    priv106_licence_plate,
    priv109_chat_account,
)
from sitegen.checks.settings import Settings
from sitegen.diagnostics import Diagnostic
from sitegen.privacy.kinds import Kind
from sitegen.source import SourceFile

_ANSWERING = {
    Kind.MOBILE: priv101_mobile_number.RULE,
    Kind.RESIDENT_ID: priv102_resident_id.RULE,
    Kind.BANK_CARD: priv103_bank_card.RULE,
    Kind.EMAIL: priv104_personal_email.RULE,
    Kind.ADDRESS: priv105_home_address.RULE,
    Kind.PLATE: priv106_licence_plate.RULE,
    Kind.CHAT: priv109_chat_account.RULE,
}


def personal_data_around(sources: Iterable[SourceFile], settings: Settings) -> Iterator[Diagnostic]:
    """What is personal in `sources`, none of which is a report's."""
    for source in sources:
        for leak in leaks_in(source):
            rule = _ANSWERING[leak.found.kind]
            if rule.code not in settings.disabled:
                yield rule.found(
                    leak.place, leak.said, actual=leak.found.masked, severity=settings.severity(rule)
                )
