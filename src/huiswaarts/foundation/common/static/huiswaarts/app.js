// Kleine hulp bovenop gewone HTML. Zonder dit bestand werkt alles ook, alleen minder vlot.
(function () {
  "use strict";

  // After a swap or a new page: focus goes to what the server marked, so the keyboard is not lost.
  function focusMarked(root) {
    const target = root.querySelector("[data-focus]") || (root === document.body && root.querySelector("h1"));
    if (!target) return;
    if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus();
  }

  // What needs a script is hidden in the HTML and shown here.
  function showScripted(root) {
    for (const el of root.querySelectorAll("[data-script][hidden]")) el.hidden = false;
  }

  // "Snel weg": no way back to this page with the back button, and nothing left on screen.
  function leave(link) {
    document.title = "";
    document.body.hidden = true;
    window.location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    const away = event.target.closest("[data-leave]");
    if (away) {
      event.preventDefault();
      leave(away);
      return;
    }
    if (event.target.closest("[data-print]")) window.print();
  });

  // A page that the browser kept after leaving or signing out is fetched again, not shown.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && document.querySelector("[data-leave], [data-private]")) {
      document.body.hidden = true;
      window.location.reload();
    }
  });

  // On paper the reasons are open; afterwards they are as they were.
  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const el of opened) el.open = true;
  });
  window.addEventListener("afterprint", function () {
    for (const el of opened) el.open = false;
  });

  // Leaving with a text that is not saved: ask first. Only for forms that say so.
  let unsaved = false;
  document.addEventListener("input", function (event) {
    if (event.target.closest("form[data-unsaved]")) unsaved = true;
  });
  document.addEventListener("submit", function () { unsaved = false; });
  window.addEventListener("beforeunload", function (event) {
    if (unsaved && !document.body.hidden) event.preventDefault();
  });

  // A whole page where a piece was asked for (signed out meanwhile, refused, out of order).
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (!/^\s*<!doctype/i.test(event.detail.serverResponse)) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.target = document.body;
    event.detail.swapOverride = "innerHTML";
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    showScripted(event.detail.target);
    focusMarked(event.detail.target);
  });

  showScripted(document);
  focusMarked(document);
})();
