// Shows a report while it is heard. The sound is fetched whole first: afterwards the network may go.
"use strict";
(function () {
  const at = (name) => document.getElementById(name);
  const stage = at("stage"), lines = [...document.querySelectorAll("#lines li")];
  const starts = lines.map((line) => Number(line.dataset.start));
  const chapters = [...at("chapter").options].map((one) => Number(one.value));
  const kept = "present-" + stage.dataset.key;
  const LONG = 150; // characters that still fit in large print
  const NEAR = 0.05; // seconds: a jump lands a little before or after what it meant
  const audio = new Audio();
  let shown = -1;

  const last = (list, second) => list.reduce((found, start, place) => (start <= second + NEAR ? place : found), 0);

  function clock(seconds) {
    const whole = Math.floor(seconds);
    return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
  }

  function show() {
    const place = last(starts, audio.currentTime);
    at("seek").value = audio.currentTime;
    at("seek").setAttribute("aria-valuetext", clock(audio.currentTime));
    at("time").textContent = clock(audio.currentTime) + " / " + clock(Number(stage.dataset.seconds));
    if (place === shown) return;
    shown = place;
    lines.forEach((line, number) => {
      line.classList.toggle("near", Math.abs(number - place) === 1);
      line.classList.toggle("long", line.textContent.length > LONG);
      if (number === place) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    });
    at("chapter").selectedIndex = last(chapters, starts[place]);
    localStorage.setItem(kept, String(starts[place]));
  }

  function go(second) {
    audio.currentTime = Math.max(0, second);
    show();
  }

  function step(list, by) {
    const place = last(list, audio.currentTime) + by;
    if (place < list.length) go(list[Math.max(0, place)]);
  }

  function toggle() {
    if (audio.paused) audio.play();
    else audio.pause();
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  const KEYS = {
    " ": toggle,
    ArrowRight: () => step(starts, 1),
    ArrowLeft: () => step(starts, -1),
    ArrowDown: () => step(chapters, 1),
    ArrowUp: () => step(chapters, -1),
    PageDown: () => step(chapters, 1),
    PageUp: () => step(chapters, -1),
    Home: () => go(0),
    f: full,
    F: full,
  };

  function key(event) {
    const inside = event.target.closest("select, input") || (event.key === " " && event.target.closest("button, a"));
    if (inside || event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS) || !audio.src) return;
    event.preventDefault();
    KEYS[event.key]();
  }

  function tell() {
    at("play").textContent = audio.paused ? "Phát" : "Dừng";
    show();
  }

  function ready() {
    at("loading").textContent = "Đã tải đủ: ngắt mạng vẫn trình chiếu được.";
    for (const one of document.querySelectorAll("[disabled]")) one.disabled = false;
    document.addEventListener("keydown", key);
    go(Number(localStorage.getItem(kept)) || 0);
    at("play").focus();
  }

  async function load() {
    const response = await fetch(stage.dataset.audio);
    if (!response.ok) throw new Error(String(response.status));
    audio.src = URL.createObjectURL(await response.blob());
    audio.addEventListener("loadedmetadata", ready, { once: true });
  }

  audio.addEventListener("timeupdate", show);
  audio.addEventListener("play", () => { at("loading").hidden = true; tell(); });
  audio.addEventListener("pause", tell);
  at("play").addEventListener("click", toggle);
  at("back").addEventListener("click", () => step(starts, -1));
  at("next").addEventListener("click", () => step(starts, 1));
  at("full").addEventListener("click", full);
  at("seek").addEventListener("input", () => go(Number(at("seek").value)));
  at("chapter").addEventListener("change", () => go(Number(at("chapter").value)));
  load().catch(() => { at("loading").textContent = "Không tải được âm thanh; xin tải lại trang."; });
})();
