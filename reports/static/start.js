// Last: all that looks at the filter is there.
addEventListener("popstate", readAddress);
document.addEventListener("rows", showRows);
showRows();
openTarget();
