// Shows results while somebody types; the button does the same without this file.
const form = document.querySelector("form[data-search]");
const results = document.getElementById("results");
const box = form?.querySelector("textarea");
const WAIT = 700;
const FEWEST = 25;
let timer = 0;
let asked = 0;

async function ask() {
  const number = ++asked;
  const answer = await fetch(form.dataset.search, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (answer?.ok && number === asked) results.innerHTML = await answer.text();
}

box?.addEventListener("input", () => {
  window.clearTimeout(timer);
  if (box.value.trim().length >= FEWEST) timer = window.setTimeout(ask, WAIT);
});
