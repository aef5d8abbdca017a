// Shows results while somebody types; the button does the same without this file.
const form = document.querySelector("form[data-search]");
const results = document.getElementById("results");
const status = document.getElementById("found-status");
const box = form?.querySelector("textarea");
const WAIT = 700;
const FEWEST = 25;
let timer = 0;
let asked = 0;

async function ask() {
  const number = ++asked;
  const answer = await fetch(form.dataset.search, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!answer?.ok || number !== asked) return;
  results.innerHTML = await answer.text();
  // a screen reader hears one sentence, not every ladder
  status.textContent = document.getElementById("found")?.textContent ?? "";
}

box?.addEventListener("input", () => {
  window.clearTimeout(timer);
  if (box.value.trim().length >= FEWEST) timer = window.setTimeout(ask, WAIT);
});
