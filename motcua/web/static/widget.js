// One script tag on another site: <script src="https://.../widget.js" async></script>
// A button that opens the ask page in a frame. data-label changes its words.
"use strict";
(function () {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const label = script.dataset.label || "Hỏi thủ tục hành chính";

  function styled(name, styles, attributes) {
    const made = document.createElement(name);
    Object.assign(made.style, styles);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    return made;
  }

  function start() {
    const button = styled("button", {
      position: "fixed", right: "16px", bottom: "16px", zIndex: "2147483000", padding: "12px 18px", border: "0",
      borderRadius: "24px", background: "#8f1d1d", color: "#fff", font: "600 16px/1.3 system-ui, sans-serif",
      boxShadow: "0 2px 10px rgba(0,0,0,.3)", cursor: "pointer",
    }, { type: "button", "aria-expanded": "false", "aria-controls": "mot-cua-frame" });
    button.textContent = label;
    let frame = null;

    function show(open) {
      if (!frame) {
        frame = styled("iframe", {
          position: "fixed", right: "16px", bottom: "76px", zIndex: "2147483000", border: "1px solid #ccc",
          borderRadius: "12px", width: "min(420px, calc(100vw - 32px))", height: "min(640px, calc(100vh - 100px))",
          background: "#faf8f4", boxShadow: "0 4px 24px rgba(0,0,0,.25)",
        }, { id: "mot-cua-frame", title: label, src: home + "/nhung", referrerpolicy: "origin" });
        document.body.appendChild(frame);
      }
      frame.hidden = !open;
      frame.style.display = open ? "block" : "none";
      button.setAttribute("aria-expanded", String(open));
      button.textContent = open ? "Đóng" : label;
      if (open) frame.focus();
    }

    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        show(false);
        button.focus();
      }
    });
    document.body.appendChild(button);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
