// Shows results under the box, while somebody types and at the button; without this file the button opens them.
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
  if (number !== asked) return false;
  show(html, html ? undefined : "We could not search just now. Your words are still here: press the button to try again.");
  return Boolean(html);
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

// a posted page would ask "Confirm form resubmission" at Back, and give the words to whoever confirms
async function pressed(event) {
  event.preventDefault();
  window.clearTimeout(timer);
  if (!(await ask())) return;
  results.focus({ preventScroll: true }); // by itself it may show the middle of a long answer
  results.scrollIntoView();
}

// the words are kept nowhere but in the box: while there are any, a link opens beside them
function beside(event) {
  const link = event.target.closest("a[href]");
  if (link?.host === window.location.host && !link.getAttribute("href").startsWith("#") && box.value.trim()) {
    link.target = "_blank";
  }
}

// the next person at this computer presses Back and finds an empty box, whatever the browser keeps of the page
function forget() {
  window.clearTimeout(timer);
  asked += 1;
  box.value = "";
  show("", "");
}

if (form) {
  box.addEventListener("input", () => changed(WAIT));
  form.querySelector("select")?.addEventListener("change", () => changed(0));
  form.addEventListener("submit", pressed);
  document.addEventListener("click", beside);
  window.addEventListener("pagehide", forget);
}
