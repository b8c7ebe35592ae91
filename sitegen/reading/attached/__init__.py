"""The texts of files that lie beside a report: whatever words are in them, seen or not.

One module for a kind of file; `read` chooses. What is sought in the texts is not known here. Nothing is believed
of a file: what is packed is measured first, XML without entities is read as it streams by, texts are counted.
"""
