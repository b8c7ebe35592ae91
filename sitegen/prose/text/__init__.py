"""Running text as terms: words, quantities, sentences, tables in texts, the document."""
