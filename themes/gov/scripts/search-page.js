// The form of the search page, and the answers to it.

/* global elements, searchAnswers, searchIndex, searchQuery, searchResults */
(function () {
  "use strict";

  const { make, button } = elements;
  const PER_PAGE = 6; // each is a text to load
  const MOST_LOOKED_INTO = 24; // so many pages may turn out not to say the words before they are looked for apart
  const PAUSE = 250; // ms without typing before a search begins
  const FILTERS = [["年度", "year"], ["部门", "department"], ["表单", "form"], ["等级", "grade"]];

  /** The values that pages can be chosen by, years latest first. */
  function values(pages, name) {
    const found = new Set();
    for (const said of pages.values()) if (said[name]) found.add(said[name]);
    if (name === "year") return [...found].sort((a, b) => b - a).map((year) => `${year}年度`);
    return [...found].sort((a, b) => a.localeCompare(b, "zh"));
  }

  /** The form and the places for answers, in `box`. */
  function build(box) {
    const input = make("input", {
      id: "search-query", name: "q", type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
      "aria-describedby": "search-hint",
    });
    const selects = FILTERS.map(([label, name]) => [
      label, make("select", { id: `search-${name}`, name }, make("option", { value: "", text: "全部" })),
    ]);
    const hint = "可以搜部门（简称也可以）、项目、词语和数字，如“科协2021年三公经费”；数字请写完整，如 372.33。";
    const form = make("form", { role: "search", "aria-label": "站内搜索" },
      make("div", { class: "query" }, make("label", { for: input.id, text: "搜索内容" }), input,
        make("button", { type: "submit", text: "搜索" })),
      make("p", { id: "search-hint", class: "hint", text: hint }),
      make("div", { class: "filters" }, ...selects.map(([label, select]) =>
        make("div", { hidden: true }, make("label", { for: select.id, text: label }), select))));
    const status = make("p", { role: "status", class: "status" });
    const offers = make("div");
    const list = make("ol", { class: "results" });
    const heading = make("h2", { class: "visually-hidden", text: "搜索结果" });
    box.append(form, heading, status, offers, list);
    box.hidden = false;
    document.getElementById("without-scripts")?.remove();
    return { form, input, selects: selects.map(([, select]) => select), status, offers, list };
  }

  function begin(box) {
    const root = new URL(box.dataset.root, document.baseURI);
    const { form, input, selects, status, offers, list } = build(box);
    const more = button("更多结果", () => showMore(true).catch(fail), { hidden: true });
    box.append(more);

    const given = new URLSearchParams(location.search);
    input.value = given.get("q") ?? "";
    let opened = null;
    let composing = false;
    let latest = 0; // the number of the last question: answers to earlier ones are dropped
    let waiting = 0;
    let left = { pages: [], terms: [] };

    function open() {
      opened ??= searchIndex.open(new URL(box.dataset.index, document.baseURI)).then((index) => ({
        index, find: searchQuery.asking(index).find,
      }));
      opened.catch(() => {
        opened = null; // the next question tries again
      });
      return opened;
    }

    function empty(words) {
      list.replaceChildren();
      offers.replaceChildren();
      more.hidden = true;
      status.textContent = words;
    }

    function fail(error) {
      console.error(error);
      empty("搜索没有加载成功。请检查网络，刷新页面再试；浏览器太旧也会这样。也可以按下面的年度、部门查看。");
    }

    /** The next pages of what was found that say the words, as items; those that do not are counted as dropped. */
    async function next(found) {
      const { index } = await open();
      const items = [];
      while (items.length < PER_PAGE && found.pages.length) {
        const some = found.pages.splice(0, PER_PAGE - items.length);
        const texts = await Promise.all(some.map((page) => index.text(page)));
        const shown = texts.map((text, at) => searchResults.item(root, some[at], text, found.terms)).filter(Boolean);
        found.dropped += some.length - shown.length;
        items.push(...shown);
        if (!items.length && found.whole && found.dropped >= MOST_LOOKED_INTO) break;
      }
      return items;
    }

    async function showMore(focus) {
      const mine = latest;
      const items = await next(left);
      if (mine !== latest) return;
      list.append(...items);
      more.hidden = !left.pages.length;
      count();
      if (focus) items[0]?.querySelector("a").focus();
    }

    /** Say how many pages there are. */
    function count() {
      const certain = !left.pages.length || left.terms.every(({ weights, sure }) => weights.size === sure.size);
      const words = searchAnswers.sentence(left.query, left, left.total - left.dropped, certain);
      if (status.textContent !== words) status.textContent = words;
    }

    /** Find, and look into the first pages; where none of them says the words as they stand, they are taken apart. */
    async function answer(query, filters, whole = true) {
      const { find } = await open();
      const found = await find(query, filters, { whole });
      Object.assign(found, { query, whole: whole && !found.loose, total: found.pages.length, dropped: 0 });
      const items = await next(found);
      return items.length || !found.dropped || !found.whole ? { found, items } : answer(query, filters, false);
    }

    async function ask() {
      clearTimeout(waiting);
      latest += 1;
      const mine = latest;
      const query = input.value.trim();
      const chosen = selects.filter((select) => select.value);
      const address = new URL(location.href);
      address.search = new URLSearchParams([
        ...(query ? [["q", query]] : []), ...chosen.map((select) => [select.name, select.value]),
      ]);
      history.replaceState(null, "", address);
      if (!query && !chosen.length) {
        left = { pages: [], terms: [] };
        empty("");
        return;
      }
      try {
        status.textContent ||= "正在搜索…";
        const filters = Object.fromEntries(chosen.map((select) => [select.name, select.value]));
        const { found, items } = await answer(query, filters);
        if (mine !== latest) return;
        left = found;
        list.replaceChildren(...items);
        offers.replaceChildren(...searchAnswers.offers(query, left, again));
        more.hidden = !left.pages.length;
        count();
      } catch (error) {
        if (mine === latest) fail(error);
      }
    }

    function again(query) {
      input.value = query;
      input.focus();
      ask();
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

    open()
      .then(({ index }) => {
        for (const select of selects) {
          const every = values(index.pages, select.name);
          select.append(...every.map((value) => make("option", { value, text: value })));
          select.value = every.includes(given.get(select.name)) ? given.get(select.name) : "";
          select.parentElement.hidden = !every.length;
        }
        return composing || ask();
      })
      .catch(fail);
  }

  const box = document.getElementById("search");
  if (box) begin(box);
})();
