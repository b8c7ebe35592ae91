"""PRIV107: an attachment whose text cannot be searched for personal data."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.rule import Subject
from sitegen.diagnostics import Rule, Severity
from sitegen.model.results.outcome import Outcome, Result
from sitegen.source import Place

RULE = Rule(
    "PRIV107",
    "attachment-not-readable",
    Severity.WARNING,
    "附件里的文字查不了",
    checks="报告目录里的附件都能读出全部文字，以便查个人信息：Word（.docx）、Excel（.xlsx、.xlsm）、PowerPoint（.pptx）、"
    "OpenDocument（.ods、.odt）、PDF、文本、CSV、JSON、网页；里面嵌着的文件也读。有密码的、损坏的、旧格式、宏、"
    "太大或太深读不完的查不了。图片只读得出图片信息（作者、备注、拍摄地点），画面上的字查不了，记为“无法核对”。",
    why="读不出的附件里可能有身份证号、手机号，谁也不知道。",
    example="名单.doc    # 旧格式",
    remedy="用 WPS 或 Office 另存为 .docx、.xlsx 或 PDF；加密的去掉密码；不需要公开的移出报告目录。",
    waivable=True,
)


def check(subject: Subject) -> Iterator[Outcome]:
    """One outcome for each attachment."""
    for attachment in subject.report.attachments:
        path, statement = attachment.path, "附件里的文字可以查个人信息"
        if attachment.is_image and not attachment.problem:
            yield Outcome(RULE.code, Result.NOT_CHECKABLE, path, statement, "图片里的文字读不出")
        elif not attachment.problem:
            yield Outcome(RULE.code, Result.PASS, path, statement)
        else:
            found = RULE.found(
                Place(path, 1, 1),
                f"附件里的文字读不出，或没有读全（{attachment.problem}），无法查个人信息。",
                report=subject.report.key,
                fact=path,
                actual=attachment.problem,
            )
            yield Outcome(RULE.code, Result.FAIL, path, statement, diagnostic=found)
