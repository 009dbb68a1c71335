// Tells the styles that scripts run, so that the walk may show one question at a time.
// Without this script every question stands on the page, unfolded.

document.documentElement.dataset.walk = "ready";
