// The search page. It builds its form only where scripts run; without them the page lists links.
// Queries are cut into words by the rules of sitegen/search/spelling.py: one Chinese character is one
// word, a number is one word however it is written, and the words of a phrase stand side by side.

const PER_PAGE = 10;
const PAUSE = 250; // ms without typing before a search begins
const EXCERPT = 70; // words
const SHORT_EXCERPT = 36;
const LEAD = 14; // words before the first match
const HEAD = 60; // a match before this word is in the title or the department's name
const SECTIONS = 3;
const LONGEST = 24; // words of a phrase that is looked for in pieces
const FIRST_BUNDLE = "site"; // beside it lies Pagefind's WebAssembly
const FILTERS = [["年度", "year"], ["部门", "department"], ["表单", "form"], ["等级", "grade"]];

// ---- words ----

const BOUNDARY = "｜";
const QUOTES = new Set("“”‘’\"'《》〈〉「」『』");
const PIECE =
  /((?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|[0-9]+)(?:\.[0-9]+)?)|([A-Za-z0-9\u00C0-\u024F]+)|(\s+)|(.)/gsu;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const letters = (text) => plain(text.replace(/[^\p{Alphabetic}\p{N}]/gu, ""));

function number(text) {
  const [whole, decimals = ""] = text.replaceAll(",", "").split(".");
  const kept = decimals.replace(/0+$/, "");
  return kept ? `${whole}．${kept}` : whole;
}

/** The phrases of a query, each a list of words; a page must have all of them. */
export function phrases(query) {
  const even = query
    .normalize("NFC")
    .replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const found = [];
  let words = [];
  for (const [piece, digits, , , other] of even.matchAll(PIECE)) {
    if (other && /[\p{Cf}\p{Cc}]/u.test(other)) continue;
    const word = digits ? number(digits) : letters(piece);
    if (word) {
      words.push(word);
    } else if (!(other && (QUOTES.has(other) || /\p{M}/u.test(other)))) {
      found.push(words);
      words = [];
    }
  }
  found.push(words);
  const each = new Map(found.filter((list) => list.length).map((list) => [list.join(" "), list]));
  return [...each.values()];
}

/** A word of the index as it stands on the page. */
const shown = (word) =>
  word.replace(
    /([0-9][0-9,]*)(?:．([0-9]+)(~*)|\^(~+))/,
    (_, whole, decimals = "", zeros = "", only = "") => `${whole}.${decimals}${"0".repeat((zeros + only).length)}`,
  );

/** A word of the index as a query has it. */
const key = (word) => plain(word.replace(/[^\p{Alphabetic}\p{N}．]/gu, ""));

/** Where the phrases stand among the words: [{at, length, phrase}], in order. */
function matches(keys, asked) {
  const found = [];
  keys.forEach((_, at) => {
    asked.forEach((words, phrase) => {
      if (words.every((word, step) => keys[at + step] === word)) found.push({ at, length: words.length, phrase });
    });
  });
  return found;
}

/** The stretch of `length` words with the most different phrases: {start, end, score}. */
function window_(hits, from, to, length) {
  let best = { start: from, end: Math.min(to, from + length), score: 0 };
  for (const { at } of hits) {
    const near = hits.filter((hit) => hit.at >= at && hit.at < at + length - LEAD);
    const score = new Set(near.map((hit) => hit.phrase)).size;
    const start = Math.max(from, at - LEAD);
    if (score > best.score) best = { start, end: Math.min(to, start + length), score };
  }
  return best;
}

const LATIN = /[A-Za-z0-9\u00C0-\u024F]/;

/** The words from `start` to `end` as nodes, matches marked. */
function excerpt(words, hits, { start, end }, from, to) {
  const marked = new Set(hits.flatMap(({ at, length }) => Array.from({ length }, (_, step) => at + step)));
  const nodes = [];
  let text = start > from ? "…" : "";
  let mark = null;
  const flush = () => {
    if (text) nodes.push(mark ? element("mark", {}, text) : text);
    text = "";
  };
  for (let at = start; at < end; at += 1) {
    const boundary = words[at] === BOUNDARY;
    if (marked.has(at) !== Boolean(mark)) {
      flush();
      mark = marked.has(at);
    }
    const before = at > start ? words[at - 1] : "";
    const gap = LATIN.test(before.slice(-1)) && LATIN.test(words[at][0]);
    if (boundary) text += at === start || at === end - 1 || before === BOUNDARY ? "" : " · ";
    else text += (gap ? " " : "") + shown(words[at]);
  }
  flush();
  return end < to ? [...nodes, "…"] : nodes;
}

// ---- Pagefind ----

/** Opens the bundles; resolves to {options, find}. */
async function open(root, bundles) {
  const fetchAnything = window.fetch;
  let broken = "";
  // Pagefind takes a file that it could not load for one in which nothing is found.
  window.fetch = async (...request) => {
    try {
      const response = await fetchAnything(...request);
      if (!response.ok) broken = `${response.status} ${response.url}`;
      return response;
    } catch (error) {
      broken = String(error);
      throw error;
    }
  };
  const whole = async (promise) => {
    const result = await promise;
    if (broken) {
      const reason = broken;
      broken = "";
      throw new Error(reason);
    }
    return result;
  };
  const folder = new URL("search/", root);
  const pagefind = await import(new URL("pagefind.js", folder).href);
  // Pages of departments and forms lead to all years: they come before the reports of one.
  const index = pagefind.createInstance({
    basePath: new URL(`${FIRST_BUNDLE}/`, folder).href,
    indexWeight: 3,
    noWorker: true,
  });
  await whole(index.filters());
  const others = bundles.filter((name) => name !== FIRST_BUNDLE).sort((a, b) => Number(b) - Number(a));
  for (const [place, name] of others.entries()) {
    const path = new URL(`${encodeURIComponent(name)}/`, folder).pathname;
    // The year as a slight weight: of pages that match alike, the latest come first.
    await whole(index.mergeIndex(path, { indexWeight: 1 + (others.length - place) / 1000 }));
  }
  const options = await whole(index.filters());

  async function together(asked, filters) {
    const terms = asked.length ? asked.map((words) => `"${words.join(" ")}"`) : [null];
    const [first, ...rest] = await whole(Promise.all(terms.map((term) => index.search(term, { filters }))));
    const ids = rest.map((each) => new Set(each.results.map((result) => result.id)));
    const head = (result) => (result.words.length && result.words[0] < HEAD ? 0 : 1);
    return first.results
      .filter((result) => ids.every((each) => each.has(result.id)))
      .sort((a, b) => head(a) - head(b) || b.score - a.score || (a.words[0] ?? 0) - (b.words[0] ?? 0))
      .map((result) => async () => whole(result.data()));
  }

  /** The phrase as the longest pieces that are somewhere, each two words long at least, or null. */
  async function pieces(words) {
    const found = [];
    let left = words.slice(0, LONGEST);
    while (left.length) {
      let length = left.length;
      while (length && !(await together([left.slice(0, length)], {})).length) length -= 1;
      if (!length || (length === 1 && !LATIN.test(left[0]))) return null;
      found.push(left.slice(0, length));
      left = left.slice(length);
    }
    return found;
  }

  /** {pages, asked, loose}: functions that load a page each, and the phrases that they have. */
  async function find(query, filters) {
    const asked = phrases(query);
    const pages = await together(asked, filters);
    if (pages.length || !asked.length) return { pages, asked, loose: false };
    const apart = await Promise.all(asked.map(pieces));
    const loose = apart.every(Boolean) && apart.some((each) => each.length > 1);
    if (!loose) return { pages, asked, loose };
    return { pages: await together(apart.flat(), filters), asked: apart.flat(), loose };
  }

  return { options, find };
}

// ---- the page ----

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A page that was found, as an item of the list. */
function item(root, page, asked) {
  const words = page.content.split(" ");
  const address = new URL(page.raw_url.replace(/^\/+/, "").split("/").map(encodeURIComponent).join("/"), root);
  const values = Object.values(page.filters).flat();
  // The title and the filters come first, each with a boundary after it.
  let body = 0;
  for (let left = 1 + values.length; left && body < words.length; body += 1) left -= words[body] === BOUNDARY;
  const hits = matches(words.map(key), asked).filter((hit) => hit.at >= body);
  const ends = page.anchors.filter((each) => /^h[2-6]$/.test(each.element)).sort((a, b) => a.location - b.location);
  const best = window_(hits, body, words.length, EXCERPT);

  const made = element("li", {}, element("h3", {}, element("a", { href: address.href }, page.meta.title)));
  made.append(element("p", { class: "meta" }, ...["部门", "年度", "表单", "等级"]
    .flatMap((name) => page.filters[name] ?? [])
    .map((value) => element("span", {}, value))));
  made.append(element("p", { class: "excerpt" }, ...excerpt(words, hits, best, body, words.length)));

  const sections = ends
    .map((anchor, place) => {
      const [from, to] = [anchor.location, ends[place + 1]?.location ?? words.length];
      const own = hits.filter((hit) => hit.at >= from && hit.at < to);
      return { anchor, from, to, own, best: window_(own, from, to, SHORT_EXCERPT) };
    })
    .filter((section) => section.own.length)
    .map((section, order) => ({ ...section, order }))
    .sort((a, b) => b.best.score - a.best.score || a.order - b.order)
    .slice(0, SECTIONS)
    .sort((a, b) => a.order - b.order);
  if (sections.length) {
    made.append(element("ul", { class: "sections" }, ...sections.map(({ anchor, from, to, own, best: stretch }) => {
      const link = new URL(address);
      link.hash = anchor.id;
      const heading = anchor.text.split(" ").filter((word) => word !== BOUNDARY);
      const name = excerpt(heading, [], { start: 0, end: heading.length }, 0, heading.length);
      const part = element("li", {}, element("a", { href: link.href }, ...name));
      const covered = stretch.start + LEAD >= best.start && stretch.start < best.end;
      if (!covered) part.append(element("p", { class: "excerpt" }, ...excerpt(words, own, stretch, from, to)));
      return part;
    })));
  }
  return made;
}

/** Builds the form in `box` and answers it. */
function begin(box) {
  const root = new URL(box.dataset.root, document.baseURI);
  const input = element("input", {
    id: "search-query", name: "q", type: "search", autocomplete: "off", spellcheck: "false", "aria-describedby": "search-hint",
  });
  const selects = FILTERS.map(([name, parameter]) => [
    name, element("select", { id: `search-${parameter}`, name: parameter }, element("option", { value: "" }, "全部")),
  ]);
  const hint = element("p", { id: "search-hint", class: "hint" },
    "可以搜部门、项目、词语和数字；数字请写完整，如 372.33；几个词之间用空格隔开。");
  const form = element("form", { role: "search", "aria-label": "站内搜索" },
    element("div", { class: "query" }, element("label", { for: input.id }, "搜索内容"), input,
      element("button", { type: "submit" }, "搜索")),
    hint,
    element("div", { class: "filters" }, ...selects.map(([name, select]) =>
      element("div", { hidden: "" }, element("label", { for: select.id }, name), select))));
  const status = element("p", { role: "status", class: "status" });
  const list = element("ol", { class: "results" });
  const more = element("button", { type: "button", hidden: "" }, "更多结果");
  const heading = element("h2", { class: "visually-hidden" }, "搜索结果");
  box.append(form, heading, status, list, more);
  box.hidden = false;

  const given = new URLSearchParams(location.search);
  input.value = given.get("q") ?? "";
  const opened = open(root, JSON.parse(box.dataset.bundles));
  let composing = false;
  let latest = 0; // the number of the last question: answers to earlier ones are dropped
  let waiting = 0;
  let left = { pages: [], asked: [] };

  const fail = (error) => {
    console.error(error);
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "搜索没有加载成功。请检查网络，刷新页面再试；也可以按下面的年度、部门查看。";
  };

  async function showMore(focus) {
    const mine = latest;
    const pages = left.pages.splice(0, PER_PAGE);
    const items = (await Promise.all(pages.map((load) => load()))).map((page) => item(root, page, left.asked));
    if (mine !== latest) return;
    list.append(...items);
    more.hidden = !left.pages.length;
    if (focus) items[0]?.querySelector("a").focus();
  }

  async function ask() {
    clearTimeout(waiting);
    latest += 1;
    const mine = latest;
    const query = input.value.trim();
    const chosen = selects.filter(([, select]) => select.value);
    const address = new URL(location.href);
    address.search = new URLSearchParams([
      ...(query ? [["q", query]] : []), ...chosen.map(([, select]) => [select.name, select.value]),
    ]);
    history.replaceState(null, "", address);
    try {
      if (!query && !chosen.length) {
        left = { pages: [], asked: [] };
        list.replaceChildren();
        more.hidden = true;
        status.textContent = "";
        return;
      }
      status.textContent ||= "正在搜索…";
      const { find } = await opened;
      const found = await find(query, Object.fromEntries(chosen.map(([name, select]) => [name, select.value])));
      if (mine !== latest) return;
      const count = found.pages.length;
      left = found;
      list.replaceChildren();
      await showMore(false);
      if (mine !== latest) return;
      if (!count) {
        status.textContent = `没有找到${query ? `“${query}”` : "符合条件的页面"}。请检查有没有错字，换一个短一些的词，或者放宽年度、部门等条件。`;
      } else if (found.loose) {
        status.textContent = `没有连在一起的“${query}”；分开来各处都有的，找到 ${count} 条结果`;
      } else {
        status.textContent = `找到 ${count} 条结果`;
      }
    } catch (error) {
      if (mine === latest) fail(error);
    }
  }

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  };
  // Half a word of Pinyin is no query.
  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(waiting);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  input.addEventListener("input", () => composing || soon());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || composing) return;
    event.preventDefault();
    input.value = "";
    ask();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.addEventListener("change", (event) => event.target !== input && ask());
  more.addEventListener("click", () => showMore(true).catch(fail));

  opened.then(({ options }) => {
    for (const [name, select] of selects) {
      const values = Object.keys(options[name] ?? {}).sort((a, b) => a.localeCompare(b, "zh"));
      if (name === "年度") values.reverse();
      select.append(...values.map((value) => element("option", { value }, value)));
      select.value = values.includes(given.get(select.name)) ? given.get(select.name) : "";
      select.parentElement.hidden = !values.length;
    }
    return composing || ask();
  }).catch(fail);
}

const box = document.getElementById("search");
if (box) begin(box);
