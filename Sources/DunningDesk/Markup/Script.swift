/// Keys for those who approve many in a row. Without it everything works by its links and buttons.
enum Script {
  static let text = """
    "use strict";
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target.closest("input, textarea, select")) return;
      const rows = [...document.querySelectorAll("tbody tr a:first-of-type")];
      const here = rows.indexOf(document.activeElement);
      const press = (selector) => {
        const target = document.querySelector(selector);
        if (target) { event.preventDefault(); target.click(); }
      };
      switch (event.key) {
      case "j": if (rows.length) rows[Math.min(here + 1, rows.length - 1)].focus(); else press("[data-key=j]"); break;
      case "k": if (rows.length) rows[Math.max(here - 1, 0)].focus(); else press("[data-key=k]"); break;
      case "a": {
        // No demand leaves by one key: the first press asks, the second within five seconds does it.
        const target = document.querySelector("[data-key=a]");
        if (!target || event.repeat) break;
        event.preventDefault();
        if (target.dataset.label) { target.click(); break; }
        target.dataset.label = target.textContent;
        target.textContent = target.dataset.again;
        target.focus();
        setTimeout(() => { target.textContent = target.dataset.label; delete target.dataset.label; }, 5000);
        break; }
      case "n": press("[data-key=n]"); break;
      case "/": { const search = document.querySelector("input[type=search]");
        if (search) { event.preventDefault(); search.focus(); } break; }
      }
    });

    """
}
