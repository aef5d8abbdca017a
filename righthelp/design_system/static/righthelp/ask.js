// Sends a form without an account so that no page with the words stays in the history; without this file it is posted.
const asking = document.getElementById("asking");
const boxes = () => [...asking.querySelectorAll("form[data-ask] :is(input:not([type=hidden]), textarea)")];

// a posted page would ask "Confirm form resubmission" at Back, and give the words to whoever confirms
async function send(event) {
  const form = event.target.closest("form[data-ask]");
  if (!form) return;
  event.preventDefault();
  form.querySelector("[data-not-sent]").hidden = true;
  const answer = await fetch(window.location.pathname, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (answer?.ok && answer.redirected) {
    window.location.replace(answer.url);
  } else if (answer?.ok || answer?.status === 429) {
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } else {
    form.querySelector("[data-not-sent]").hidden = false;
  }
}

function show(page) {
  document.title = page.title;
  asking.innerHTML = page.getElementById("asking").innerHTML;
  const summary = asking.querySelector(".govuk-error-summary");
  summary?.setAttribute("tabindex", "-1");
  summary?.focus();
}

// the words are kept nowhere but in the boxes: while there are any, a link opens beside them
function beside(event) {
  const link = event.target.closest("a[href]");
  const isOurs = link?.host === window.location.host && !link.getAttribute("href").startsWith("#");
  if (isOurs && boxes().some((box) => (box.type === "radio" ? box.checked : box.value.trim()))) link.target = "_blank";
}

// the next person at this device presses Back and finds an empty form, whatever the browser keeps of the page
function forget() {
  for (const box of boxes()) {
    if (box.type === "radio") box.checked = false;
    else box.value = "";
  }
  asking.querySelector(".govuk-error-summary")?.remove();
}

asking.addEventListener("submit", send);
document.addEventListener("click", beside);
window.addEventListener("pagehide", forget);
// a page that the browser kept has a token that was used: it is fetched anew
window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());
