// Before anything is drawn: the look that the reader chose. See display.js.
(function (root) {
  root.classList.add("scripted"); // room is kept for what scripts add
  try {
    const chosen = JSON.parse(localStorage.getItem("sitegen.display") || "{}");
    ["mode", "size", "contrast", "scheme"].forEach(function (name) {
      if (/^[a-z0-9]+$/.test(chosen[name] || "")) root.dataset[name] = chosen[name];
    });
  } catch {
    // Nothing stored, or no storage: the site's own look.
  }
})(document.documentElement);
