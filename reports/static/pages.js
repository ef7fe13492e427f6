// Where topics have pages of their own, #topic-12 is a row of the list: go on to its page, so that links hold in both
// forms of the report. The entry in the history is replaced, or Back would lead here again.
function openPage() {
  const page = document.getElementById(location.hash.slice(1).split("&")[0])?.dataset.page;
  if (page) location.replace(page);
}
addEventListener("hashchange", openPage);
openPage();
