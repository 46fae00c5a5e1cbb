// What a page can do besides: everything that matters works without this file.
"use strict";
(function () {
  const talk = document.getElementById("talk");
  const question = document.getElementById("question");

  function shown(root) {
    for (const button of root.querySelectorAll("[data-do][hidden]")) button.hidden = false;
  }

  function ask(event) {
    // Enter sends, Shift+Enter begins a line; not while a Vietnamese input method is composing.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  }

  async function copy(button) {
    const words = button.closest(".answer").querySelector("[data-copy]").innerText.trim();
    await navigator.clipboard.writeText(words + "\n" + location.origin);
    button.textContent = "Đã sao chép";
  }

  function print(button) {
    const turn = button.closest(".turn");
    if (turn) turn.classList.add("printed");
    document.body.classList.toggle("one", Boolean(turn));
    window.print();
    if (turn) turn.classList.remove("printed");
    document.body.classList.remove("one");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button && button.dataset.do === "copy") copy(button);
    if (button && button.dataset.do === "print") print(button);
  });
  if (question) question.addEventListener("keydown", ask);

  // A list that is searched while one types: arrows walk through it, Escape goes back to typing.
  const typed = document.querySelector("[data-list]");
  function walk(event) {
    const links = [...document.getElementById(typed.dataset.list).querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const inside = event.target === typed || at >= 0;
    if (event.key === "ArrowDown" && inside && links.length) {
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at ? links[at - 1] : typed).focus();
    } else if (event.key === "Enter" && event.target === typed && links.length && !event.isComposing) {
      links[0].click();
    } else if (event.key === "Escape" && at >= 0) {
      typed.focus();
      typed.select();
    } else if (event.key === "/" && !event.target.closest("input, textarea, select")) {
      typed.focus();
    } else {
      return;
    }
    event.preventDefault();
  }
  if (typed) document.addEventListener("keydown", walk);

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (event.detail.successful && form.id === "ask") form.reset();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    shown(document);
    if (talk && event.detail.target === talk) {
      const hints = document.getElementById("hints");
      if (hints) hints.remove();
      talk.lastElementChild.scrollIntoView({ block: "start" });
    }
  });
  shown(document);
})();
