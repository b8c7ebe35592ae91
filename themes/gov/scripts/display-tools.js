// 阅读设置: the button, and the panel that it opens. Everything of a page is also there without them.

/* global elements, choices, aloud */
(function () {
  "use strict";

  const { make, button, group, say, status } = elements;
  const { VALUES, chosen, refreshers, load, show, choose, reset, choice } = choices;
  const root = document.documentElement;

  function elder() {
    const toggle = button("长者模式", () => {
      choose("mode", chosen.mode === "elder" ? "" : "elder");
      say(chosen.mode === "elder" ? "长者模式已打开" : "长者模式已关闭");
    });
    refreshers.push(() => toggle.setAttribute("aria-pressed", String(chosen.mode === "elder")));
    return group("简单大字", toggle);
  }

  function size() {
    const last = VALUES.size.length;
    const now = () => Number(chosen.size || 0);
    /** How large the type is, as tokens.css has it: elder mode has steps of its own. */
    const percent = () => `${Math.round(100 * Number(getComputedStyle(root).getPropertyValue("--scale")))}%`;
    const to = (step) => {
      const end = step < 0 ? "，已是最小" : step > last ? "，已是最大" : "";
      choose("size", step > 0 ? String(Math.min(step, last)) : "");
      say(`字号 ${percent()}${end}`);
    };
    const smaller = button("缩小", () => to(now() - 1));
    const larger = button("放大", () => to(now() + 1));
    const same = button("复原", () => to(0));
    const shown = make("span", { class: "display-size" });
    refreshers.push(() => {
      // Not disabled: a button that loses the focus loses the reader.
      smaller.setAttribute("aria-disabled", String(now() === 0));
      larger.setAttribute("aria-disabled", String(now() === last));
      shown.textContent = percent();
    });
    return group("字号", smaller, larger, same, shown);
  }

  function scheme() {
    const body = choice("scheme", "颜色", [
      ["", "跟随系统"],
      ["light", "浅色"],
      ["dark", "深色"],
    ]);
    const note = make("p", { class: "display-note", text: "选了高对比，颜色由它决定；选回“标准”后起作用。" });
    body.append(note);
    refreshers.push(() => {
      note.hidden = !chosen.contrast;
    });
    return body;
  }

  const tools = document.getElementById("display-tools");
  if (!tools) return;

  const { reading, rate, bar } = aloud({
    open,
    holdsFocus: () => tools.contains(document.activeElement),
    takeFocus: () => opener.focus(),
  });
  const ending = make(
    "div",
    { class: "display-end" },
    button("恢复默认", () => {
      reset();
      say("已恢复默认");
    }),
    button("关闭", () => open(false)),
  );
  const panel = make(
    "div",
    { id: "display-panel", class: "display-panel", hidden: true },
    elder(),
    size(),
    choice("contrast", "对比度", [
      ["", "标准"],
      ["high", "高对比 黑底黄字"],
      ["white", "高对比 白底黑字"],
    ]),
    scheme(),
    reading,
    rate,
    ending,
  );
  const opener = button("阅读设置", () => open(panel.hidden), {
    class: "display-opener",
    "aria-expanded": "false",
    "aria-controls": panel.id,
  });

  /** Open or close the panel; who closes it goes back to the button, unless on the way elsewhere. */
  function open(wanted, back = true) {
    panel.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
    if (!wanted && back) opener.focus();
  }

  tools.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) open(false);
  });
  // The panel lies over the page: it must not hide what the reader goes on to.
  tools.addEventListener("focusout", (event) => {
    if (!panel.hidden && event.relatedTarget && !tools.contains(event.relatedTarget)) open(false, false);
  });
  document.addEventListener("click", (event) => {
    if (!panel.hidden && !tools.contains(event.target)) open(false, false);
  });
  // A page that comes back from the browser's memory may have been left in another look.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    load();
    show();
  });

  load();
  tools.append(opener, panel, bar, status);
  tools.hidden = false;
  show();
})();
