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
  let typed = false;
  document.addEventListener("input", function (event) {
    if (event.target.closest("form[method=post]")) typed = true;
    if (event.target.closest("form[data-unsaved]")) unsaved = true;
  });
  document.addEventListener("submit", function () { unsaved = typed = false; });
  window.addEventListener("beforeunload", function (event) {
    if (unsaved && !document.body.hidden) event.preventDefault();
  });

  // A draft that is saved at each pause: what somebody else wrote comes in when nobody is typing,
  // and what could not be sent stays on the page until it can.
  const draft = document.querySelector("form[data-keep]");
  if (draft) keepDraft(draft);

  function keepDraft(form) {
    const text = form.querySelector("textarea");
    const warning = form.querySelector("[data-offline]");
    let sent = text.value;
    const lost = function () { warning.hidden = false; setTimeout(again, 10000); };
    const again = function () { if (!warning.hidden) window.htmx.trigger(form, "retry"); };
    form.addEventListener("htmx:beforeRequest", function () { sent = text.value; });
    form.addEventListener("htmx:sendError", lost);
    form.addEventListener("htmx:responseError", lost);
    form.addEventListener("htmx:afterSwap", function (event) {
      const state = form.querySelector("[data-text]");
      warning.hidden = true;
      typed = unsaved = false;
      if (state.querySelector(".hw-fout")) return;
      if (text.value === sent) {
        if (text.value !== state.dataset.text) text.value = state.dataset.text;
      } else { // somebody is typing: their words of meanwhile come with the next pause
        form.querySelector("[name=base]").value = sent;
      }
    });
    window.addEventListener("online", again);
  }

  // A whole page where a piece was asked for (signed out meanwhile, refused, out of order).
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (!/^\s*<!doctype/i.test(event.detail.serverResponse)) return;
    const kept = event.detail.elt && event.detail.elt.closest("form[data-keep]");
    if (kept) { // signed out meanwhile: what was typed stays
      event.detail.shouldSwap = false;
      kept.querySelector("[data-offline]").hidden = false;
      return;
    }
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    event.detail.target = document.body;
    event.detail.swapOverride = "innerHTML";
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    showScripted(event.detail.target);
    focusMarked(event.detail.target);
  });

  // Before the time is up: ask. Typing here is a sign of life, and so is another tab: the server
  // knows how long is left.
  const clock = document.querySelector("dialog[data-idle]");
  if (clock) watchTime(clock, Math.min(300, clock.dataset.idle / 3));

  function watchTime(dialog, warning) {
    let alive = false;
    let timer = 0;
    const wait = function (seconds) {
      clearTimeout(timer);
      timer = setTimeout(look, Math.max(1, seconds) * 1000);
    };
    const part = function (name) { return dialog.querySelector("[data-" + name + "]"); };

    async function left(method) {
      const token = document.querySelector("[name=csrfmiddlewaretoken]");
      try {
        const answer = await fetch(dialog.dataset.url, {
          method: method, headers: token ? { "X-CSRFToken": token.value } : {},
        });
        return answer.ok ? Number(await answer.text()) : null;
      } catch {
        return null;
      }
    }
    async function look() {
      const seconds = await left(alive ? "POST" : "GET");
      alive = false;
      if (seconds === null) wait(30);
      else if (seconds <= 0) over();
      else if (seconds > warning + 1) { if (dialog.open) dialog.close(); wait(seconds - warning); }
      else { if (!dialog.open) dialog.showModal(); wait(Math.min(seconds, 20)); }
    }
    async function stay() {
      if (dialog.open) dialog.close();
      alive = true;
      await look();
    }
    // What was typed stays, for whoever signs in again; anything else goes from the screen.
    function over() {
      if (!typed) {
        window.location.reload();
        return;
      }
      part("still").hidden = true;
      part("over").hidden = false;
      if (!dialog.open) dialog.showModal();
    }
    // After signing in again the forms need the new token, or saving would be refused.
    async function renewed() {
      const page = await fetch(window.location.href).catch(function () { return null; });
      if (!page || !page.ok || page.redirected) return false;
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
      const token = fresh.querySelector("[name=csrfmiddlewaretoken]");
      if (!token) return false;
      for (const el of document.querySelectorAll("[name=csrfmiddlewaretoken]")) el.value = token.value;
      part("still").hidden = false;
      part("over").hidden = true;
      wait(dialog.dataset.idle - warning);
      return true;
    }
    document.addEventListener("input", function () { alive = true; });
    part("stay").addEventListener("click", stay);
    part("back").addEventListener("click", async function () { if (await renewed()) dialog.close(); });
    dialog.addEventListener("cancel", function () { if (!part("still").hidden) stay(); });
    wait(dialog.dataset.idle - warning);
  }

  showScripted(document);
  focusMarked(document);
})();
