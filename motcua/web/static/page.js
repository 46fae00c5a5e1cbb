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
