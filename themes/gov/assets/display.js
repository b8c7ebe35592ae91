// 阅读设置: elder mode, type size, contrast, colours, reading aloud. Everything is also there without this
// script; what it sets is an attribute of <html> that tokens.css and display.css answer to, kept in this
// browser alone and put back by display-early.js before a page is drawn.

(function () {
  "use strict";

  const KEY = "sitegen.display";
  const SIZES = [100, 115, 130, 150, 167];
  const root = document.documentElement;

  /** What the reader chose; "" and a missing name mean the site's own look. */
  const chosen = load();

  function load() {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY) || "{}");
      return stored && typeof stored === "object" ? stored : {};
    } catch {
      return {};
    }
  }

  function save() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // Not allowed to store anything: the choice holds for this page.
    }
  }

  /** Choose `value` for `name` ("" for the site's own), show and keep it. */
  function choose(name, value) {
    if (value) chosen[name] = value;
    else delete chosen[name];
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    save();
    refresh();
  }

  const refreshers = [];

  function refresh() {
    refreshers.forEach((each) => each());
  }

  /** An element with attributes and children; `text` and `onclick` are meant as they say. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "text") element.textContent = value;
      else if (name === "onclick") element.addEventListener("click", value);
      else if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  }

  const status = make("p", { class: "visually-hidden", role: "status", id: "display-status" });

  function say(words) {
    status.textContent = words;
  }

  function button(text, onclick, attributes) {
    return make("button", { type: "button", text, onclick, ...attributes });
  }

  function group(legend, ...children) {
    const body = make("div", { class: "display-buttons" }, ...children);
    return make("fieldset", {}, make("legend", { text: legend }), body);
  }

  /** Buttons of which one holds: pairs of value and text. */
  function choice(name, legend, options) {
    const buttons = options.map(([value, text]) =>
      button(text, () => {
        choose(name, value);
        say(`${legend}：${text}`);
      }),
    );
    refreshers.push(() => {
      buttons.forEach((each, at) => {
        each.setAttribute("aria-pressed", String((chosen[name] || "") === options[at][0]));
      });
    });
    return group(legend, ...buttons);
  }

  function elder() {
    const toggle = button("长者模式", () => {
      choose("mode", chosen.mode === "elder" ? "" : "elder");
      say(chosen.mode === "elder" ? "长者模式已打开" : "长者模式已关闭");
    });
    refreshers.push(() => toggle.setAttribute("aria-pressed", String(chosen.mode === "elder")));
    return group("简单大字", toggle);
  }

  function size() {
    const now = () => Number(chosen.size || 0);
    const to = (step) => {
      choose("size", step ? String(step) : "");
      say(`字号 ${SIZES[step]}%`);
    };
    const smaller = button("缩小", () => to(Math.max(0, now() - 1)));
    const larger = button("放大", () => to(Math.min(SIZES.length - 1, now() + 1)));
    const same = button("复原", () => to(0));
    refreshers.push(() => {
      // Not disabled: a button that loses the focus loses the reader.
      smaller.setAttribute("aria-disabled", String(now() === 0));
      larger.setAttribute("aria-disabled", String(now() === SIZES.length - 1));
    });
    return group("字号", smaller, larger, same);
  }

  // Reading aloud

  /** What is read, in order: element and sentence. */
  function sentences(main) {
    const found = [];
    const wanted = "h1, h2, h3, h4, h5, h6, p, li, caption, dl > div, tbody tr, blockquote, figcaption";
    for (const element of main.querySelectorAll(wanted)) {
      if (element.closest("[hidden], .visually-hidden, svg, form, nav") || element.querySelector(wanted)) continue;
      const text = element.matches("tr") ? row(element) : element.matches("dl > div") ? pair(element) : plain(element);
      if (text) found.push({ element, text });
    }
    return found;
  }

  function plain(element) {
    return element.textContent.replace(/\s+/g, " ").trim();
  }

  function pair(element) {
    return [...element.children].map(plain).filter(Boolean).join("：");
  }

  /** A row of a table as a sentence: what it is about, then every value under its header. */
  function row(element) {
    const table = element.closest("table");
    const heads = table.tHead ? [...table.tHead.rows].at(-1).cells : [];
    const about = [...element.querySelectorAll("th")].map(plain).filter(Boolean);
    const values = [...element.querySelectorAll("td")].map((cell) => {
      const value = plain(cell);
      return value ? [header(cell, heads), value].filter(Boolean).join(" ") : "";
    });
    return [...about, ...values].filter(Boolean).join("，");
  }

  /** The name of the column of `cell`: the last header it names outside its row, or the one above it. */
  function header(cell, heads) {
    const named = (cell.headers || "").split(" ").map((id) => id && document.getElementById(id));
    const above = named.filter((each) => each && each.closest("thead"));
    if (above.length) return plain(above.at(-1));
    return heads[cell.cellIndex] ? plain(heads[cell.cellIndex]) : "";
  }

  function aloud() {
    const speech = window.speechSynthesis;
    const legend = "朗读";
    if (!speech || typeof SpeechSynthesisUtterance === "undefined") {
      return group(legend, make("p", { text: "这个浏览器不能朗读。可以用系统自带的读屏功能。" }));
    }
    let queue = [];
    let at = 0;
    let state = "silent";
    const start = button("朗读正文", () => (state === "silent" ? begin() : stop("朗读已停止")));
    const pause = button("暂停", () => (state === "paused" ? go() : hold()));

    function begin() {
      queue = sentences(document.getElementById("main"));
      at = 0;
      state = "reading";
      speech.cancel();
      next();
    }

    function next() {
      unmark();
      if (at >= queue.length) return stop("朗读完了");
      const { element, text } = queue[at];
      element.classList.add("speaking");
      const smooth = window.matchMedia("(prefers-reduced-motion: no-preference)").matches;
      element.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
      const words = new SpeechSynthesisUtterance(text);
      words.lang = "zh-CN";
      words.addEventListener("end", () => {
        if (state === "silent" || words !== current) return;
        at += 1;
        next();
      });
      words.addEventListener("error", (event) => {
        if (words === current && !["canceled", "interrupted"].includes(event.error)) {
          stop("没有读成：系统里没有中文语音，或声音被占用");
        }
      });
      current = words;
      speech.speak(words);
      refresh();
    }

    let current = null;

    function hold() {
      state = "paused";
      speech.pause();
      say("朗读已暂停");
      refresh();
    }

    function go() {
      state = "reading";
      speech.resume();
      say("继续朗读");
      refresh();
    }

    function stop(words) {
      state = "silent";
      current = null;
      speech.cancel();
      unmark();
      say(words);
      refresh();
    }

    function unmark() {
      document.querySelectorAll(".speaking").forEach((each) => each.classList.remove("speaking"));
    }

    window.addEventListener("pagehide", () => speech.cancel());
    refreshers.push(() => {
      start.textContent = state === "silent" ? "朗读正文" : "停止";
      pause.textContent = state === "paused" ? "继续" : "暂停";
      pause.hidden = state === "silent";
    });
    return group(legend, start, pause);
  }

  // The tools themselves

  const place = document.getElementById("display-tools");
  if (!place) return;

  const panel = make(
    "div",
    { id: "display-panel", class: "display-panel", hidden: true },
    elder(),
    size(),
    choice("contrast", "对比度", [
      ["", "标准"],
      ["high", "高对比"],
    ]),
    choice("scheme", "颜色", [
      ["", "跟随系统"],
      ["light", "浅色"],
      ["dark", "深色"],
    ]),
    aloud(),
    make(
      "div",
      { class: "display-end" },
      button("恢复默认", () => {
        ["mode", "size", "contrast", "scheme"].forEach((name) => choose(name, ""));
        say("已恢复默认");
      }),
      button("关闭", () => open(false)),
    ),
  );
  const opener = button("阅读设置", () => open(panel.hidden), {
    class: "display-opener",
    "aria-expanded": "false",
    "aria-controls": panel.id,
  });

  function open(wanted) {
    panel.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
    if (!wanted) opener.focus();
  }

  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) open(false);
  });
  place.append(opener, panel, status);
  place.hidden = false;
  refresh();
})();
