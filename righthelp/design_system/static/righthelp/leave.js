// The button “Leave this page quickly” goes on to a harmless page by a new step in the history of this window. This takes
// the step of our page instead, so that Back does not come here again.
const away = document.querySelector(".govuk-exit-this-page__button");

new MutationObserver(() => {
  if (document.body.classList.contains("govuk-exit-this-page-hide-content")) window.location.replace(away.href);
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
