// The button “Leave this page quickly” goes on to a harmless page by a new step in the history of this window. This takes
// the step of our page instead, so that Back does not come here again.
const away = document.querySelector(".govuk-exit-this-page__button");
const leaves = () => document.body.classList.contains("govuk-exit-this-page-hide-content");

// Where the browser lets us, the new step never begins: on a slow machine it could win against the one that takes our place.
window.navigation?.addEventListener("navigate", (step) => {
  if (leaves() && step.navigationType === "push") step.preventDefault();
});

new MutationObserver(() => {
  if (leaves()) window.location.replace(away.href);
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
