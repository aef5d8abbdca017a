// Enhances pages that already work without it.
import { initAll } from "../built/govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();

// a page is kept nowhere (no-store): the browser's own page of a lost connection would lose what was typed, so that a form
// stays where it is, and its words nowhere but in its boxes, until there is a connection again
const OFFLINE =
  "You are not connected. Nothing was saved. What you wrote is still here: press the button again when you are connected.";

function stay(event) {
  const form = event.target;
  document.getElementById("not-connected")?.remove();
  if (event.defaultPrevented || form.method !== "post" || navigator.onLine) return;
  event.preventDefault();
  const words = document.createElement("p");
  words.id = "not-connected";
  words.className = "govuk-error-message";
  words.setAttribute("role", "alert");
  form.append(words);
  words.textContent = OFFLINE; // after it stands there, so that a screen reader hears it
}

document.addEventListener("submit", stay);
