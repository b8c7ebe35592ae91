// Before anything is drawn: the look that the reader chose. See display.js.
(function () {
  try {
    var chosen = JSON.parse(localStorage.getItem("sitegen.display") || "{}");
    ["mode", "size", "contrast", "scheme"].forEach(function (name) {
      if (/^[a-z0-9]+$/.test(chosen[name] || "")) document.documentElement.dataset[name] = chosen[name];
    });
  } catch (error) {
    // Nothing is stored, or storing is not allowed: the site's own look.
  }
})();
