// Shows results while somebody types; the button does the same without this file.
const form = document.querySelector("form[data-search]");
const results = document.getElementById("results");
const status = document.getElementById("found-status");
const box = form?.querySelector("textarea");
const WAIT = 700;
const FEWEST = 25;
let timer = 0;
let asked = 0;

// what stands below always belongs to the words above; a screen reader hears the one sentence
function show(html, words) {
  results.innerHTML = html;
  status.textContent = words ?? document.getElementById("found")?.textContent ?? "";
}

async function ask() {
  const number = ++asked;
  status.textContent = "Searching…";
  const answer = await fetch(form.dataset.search, { method: "POST", body: new FormData(form) }).catch(() => null);
  const html = answer?.ok || answer?.status === 429 ? await answer.text() : "";
  if (number !== asked) return;
  show(html, html ? undefined : "We could not search just now. Your words are still here: press the button to try again.");
}

function changed(wait) {
  window.clearTimeout(timer);
  const length = box.value.trim().length;
  if (length >= FEWEST) {
    timer = window.setTimeout(ask, wait);
  } else {
    asked += 1;
    show("", length ? "Write a little more: a sentence or two." : "");
  }
}

box?.addEventListener("input", () => changed(WAIT));
form?.querySelector("select")?.addEventListener("change", () => changed(0));
