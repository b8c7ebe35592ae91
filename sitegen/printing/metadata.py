"""What a PDF says of itself: PDF/A-3 and PDF/UA-1 in one file.

WeasyPrint writes one standard's mark at a time; the other's is added here, with the description that
PDF/A wants of every property it does not know (ISO 19005-3, 6.6.2.3.2). Must not know documents.
"""

from __future__ import annotations

from typing import Any

VARIANT = "pdf/a-3a"
"""The variant WeasyPrint writes: archivable, tagged, may hold the data it was made from."""

_UA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END = b"</rdf:RDF>"


def add_pdf_ua(pdf: Any) -> None:
    """Say in `pdf` that it is PDF/UA-1 as well."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    before, end, after = b"".join(stream.stream).rpartition(_END)
    assert end, "the metadata are not as expected"
    stream.stream = [before + _UA + end + after]
