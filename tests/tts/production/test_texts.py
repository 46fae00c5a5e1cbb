"""Chapters, subtitles and the transcript page made from a time line."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tts.production.audio_codec import Chapter
from tts.production.chapters import chapters
from tts.production.subtitles import sub_rip, web_vtt
from tts.production.timeline import Cue, Timeline
from tts.production.transcript import transcript
from tts.production.waveform import MASTER_RATE
from tts.production.words import words

R = MASTER_RATE


def timeline(*cues: tuple[float, float, str, int, str]) -> Timeline:
    made = tuple(
        Cue(round(a * R), round(b * R), text, n, kind, 1 if kind == "heading" else 0) for a, b, text, n, kind in cues
    )
    return Timeline(made, made[-1].end + R)


LINE = timeline(
    (0.3, 2, "Máy đọc.", -1, "paragraph"),
    (3, 4, "Lời mở.", 0, "paragraph"),
    (5, 6, "I. Kết quả", 1, "heading"),
    (7, 8, "nổi bật.", 1, "heading"),
    (9, 10, "a --> b & c < d", 2, "list_item"),
    (11, 12, "Hai.", 3, "list_item"),
    (3600.5, 3601, "II. Hết", 4, "heading"),
)


def test_chapters_have_no_gaps_and_one_for_each_heading() -> None:
    made = chapters(LINE, "Mở đầu")
    assert [(one.title, one.start) for one in made] == [
        ("Mở đầu", 0),
        ("I. Kết quả nổi bật.", 5 * R),
        ("II. Hết", round(3600.5 * R)),
    ]
    assert [one.end for one in made] == [one.start for one in made[1:]] + [LINE.length]


def test_a_title_at_the_start_takes_the_notice_into_its_chapter() -> None:
    line = timeline((0.3, 2, "Máy đọc.", -1, "paragraph"), (3, 4, "BÁO CÁO", 0, "title"))
    assert chapters(line, "Mở đầu") == (Chapter("BÁO CÁO", 0, line.length),)
    assert chapters(timeline((0, 1, "Một.", 0, "paragraph")), "Mở đầu")[0].title == "Mở đầu"


def test_subtitles_escape_what_their_formats_reserve() -> None:
    vtt, srt = web_vtt(LINE, "máy --> đọc"), sub_rip(LINE)
    assert vtt.count("-->") == srt.count("-->") == len(LINE.cues)
    assert "a --&gt; b &amp; c &lt; d" in vtt
    assert "a → b & c < d" in srt
    assert "01:00:00.500 --> 01:00:01.000" in vtt
    assert "01:00:00,500 --> 01:00:01,000" in srt


def test_long_sentences_are_wrapped_without_losing_a_word() -> None:
    text = "Sở đã trình 35/QĐ-UBND " + "về việc giải quyết thủ tục " * 8
    block = sub_rip(timeline((0, 9, text, 0, "paragraph"))).split("\n", 2)[2]
    assert block.split() == text.split()
    assert max(map(len, block.splitlines())) <= 60


def page() -> str:
    return transcript(LINE, chapters(LINE, "Mở đầu"), 'Báo "cáo"', "báo cáo 1.mp3", "Giọng máy", words().transcript)


def test_the_page_stands_alone_and_keeps_the_structure() -> None:
    html = page()
    assert 'src="b%C3%A1o%20c%C3%A1o%201.mp3"' in html
    assert "<title>Báo &quot;cáo&quot;</title>" in html
    assert html.count("<ul>") == 1
    assert html.count("<li><button") == 3 + 2
    assert 'lang="vi"' in html
    assert "http" not in html


DOM = """
const cues = STARTS.map(([start, end]) => ({
  dataset: { start, end }, attributes: {},
  setAttribute(name, value) { this.attributes[name] = value; },
  removeAttribute(name) { delete this.attributes[name]; },
  scrollIntoView() {},
}));
const listeners = {};
const audio = { currentTime: 0, paused: true, play() {}, addEventListener(name, run) { listeners[name] = run; } };
const document = {
  getElementById: (id) => (id === "audio" ? audio : { checked: true }),
  querySelectorAll: () => cues,
  addEventListener(name, run) { listeners[name] = run; },
};
const matchMedia = () => ({ matches: true });
const getSelection = () => "";
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_page_marks_the_sentence_that_is_heard() -> None:
    html = page()
    script = re.search(r"<script>(.*)</script>", html, re.S)[1]
    starts = re.findall(r'class="cue" data-start="([\d.]+)" data-end="([\d.]+)"', html)
    dom = DOM.replace("STARTS", str([list(pair) for pair in starts]))
    steps = """
const heard = [];
for (const time of [0, 0.3, 1.99, 2.5, 7.5, 3600.6, 9.1]) {
  audio.currentTime = time;
  listeners.timeupdate();
  heard.push(cues.findIndex((cue) => cue.attributes["aria-current"] === "true"));
}
listeners.click({ target: { closest: () => cues[3] } });
console.log(JSON.stringify([heard, audio.currentTime]));
"""
    done = subprocess.run(["node", "-"], input=dom + script + steps, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[[-1,0,0,-1,3,6,4],7]"
