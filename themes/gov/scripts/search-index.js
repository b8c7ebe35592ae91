// The files of the index: the directory of pages, shards of grams, texts. Each is loaded when it is asked for, once.
// sitegen/search writes what is read here: directory.py, grams.py, shards.py, postings.py, document.py.

/* global searchWords */
/* exported searchIndex */
const searchIndex = (function () {
  "use strict";

  const BLOCK = 32; // groups of pages begin at multiples of it
  const TITLE = "^"; // stands before a gram of a title
  const MOST_GRAMS = 8; // a longer phrase is asked for by every second gram: the text decides anyway
  const decoder = new TextDecoder();

  async function load(address, cache) {
    const response = await fetch(address, { cache });
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const content = response.body.pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(content).arrayBuffer());
  }

  const parsed = (bytes) => JSON.parse(decoder.decode(bytes));

  /** Reads numbers of seven bits a byte, the lowest first. */
  function reader(bytes) {
    let at = 0;
    function number() {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = bytes[at++];
        if (byte === undefined) throw new Error("the file of the index ends too early");
        value += (byte & 127) * factor;
        if (byte < 128) return value;
      }
    }
    function part() {
      const length = number();
      at += length;
      return bytes.subarray(at - length, at);
    }
    return { number, part, more: () => at < bytes.length };
  }

  /** Adds the pages of packed postings to a set. */
  function unpack(postings, into) {
    const from = reader(postings);
    let end = 0;
    while (from.more()) {
      const gap = from.number();
      const length = gap % 2 ? from.number() + 2 : 1;
      const first = end + Math.floor(gap / 2);
      end = first + length;
      for (let page = first; page < end; page += 1) into.add(page);
    }
    return into;
  }

  function shardOf(gram, shards) {
    const [first] = gram;
    const head = searchWords.isChinese(first) ? first : gram;
    let found = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(head)) found = Math.imul(found ^ byte, 0x01000193) >>> 0;
    return (found ^ (found >>> 15)) & (shards - 1);
  }

  /** The grams that a page with these words side by side has; none for a single Chinese character. */
  function grams(words) {
    const found = words.map((word, at) => {
      const next = words[at + 1] ?? "";
      return searchWords.isChinese(word) && searchWords.isChinese(next) ? word + next : word;
    });
    if (searchWords.isChinese(words.at(-1))) found.pop();
    const every = [...new Set(found)];
    return every.length > MOST_GRAMS ? every.filter((_, at) => at % 2 === 0 || at === every.length - 1) : every;
  }

  const common = (sets) =>
    [...sets].sort((a, b) => a.size - b.size).reduce((left, each) => new Set([...left].filter((page) => each.has(page))));

  /** What each page is, by its number: {kind, year, department, form, grade}. */
  function listed(directory) {
    const pages = new Map();
    directory.others.forEach((said, number) => {
      if (typeof said === "string") pages.set(number, { kind: "form", form: said });
      else pages.set(number, said ? { kind: "year", year: said } : { kind: "other" });
    });
    const blocks = (count) => Math.ceil(count / BLOCK) * BLOCK;
    let first = blocks(directory.others.length);
    let report = 0;
    for (const [department, , count] of directory.departments) {
      pages.set(first, { kind: "department", department });
      for (let place = 1; place <= count; place += 1, report += 1) {
        pages.set(first + place, {
          kind: "report",
          department,
          year: directory.year[report],
          form: directory.forms[directory.form[report]],
          grade: directory.grades[directory.grade[report]],
        });
      }
      first += blocks(count + 1);
    }
    return pages;
  }

  /** Opens the index in a folder: {directory, pages, candidates, text}. */
  async function open(folder) {
    const directory = parsed(await load(new URL("directory.bin", folder), "no-cache"));
    const loaded = new Map();
    const file = (path, read) => {
      if (!loaded.has(path)) {
        const address = new URL(path, folder);
        address.searchParams.set("v", directory.version);
        const loading = load(address, "default").then(read);
        loading.catch(() => loaded.delete(path));
        loaded.set(path, loading);
      }
      return loaded.get(path);
    };

    function shard(gram) {
      return file(`grams/${shardOf(gram, directory.shards)}.bin`, (bytes) => {
        const from = reader(bytes);
        const found = new Map();
        while (from.more()) found.set(decoder.decode(from.part()), from.part());
        return found;
      });
    }

    async function withGram(gram, prefix) {
      return unpack((await shard(gram)).get(prefix + gram) ?? new Uint8Array(), new Set());
    }

    /** The pages that may have these words side by side, on the whole page or in the title. */
    async function candidates(words, { title = false } = {}) {
      const prefix = title ? TITLE : "";
      const asked = grams(words);
      if (asked.length) return common(await Promise.all(asked.map((gram) => withGram(gram, prefix))));
      const found = new Set();
      for (const [gram, postings] of await shard(words[0])) {
        if (gram.startsWith(prefix + words[0])) unpack(postings, found);
      }
      return found;
    }

    const text = (number) => file(`text/${number}.bin`, parsed);
    return { directory, pages: listed(directory), candidates, text };
  }

  return { open, common };
})();
