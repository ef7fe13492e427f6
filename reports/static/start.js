// Last: all that looks at the filter is there.
addEventListener("popstate", readAddress);
readAddress();
openTarget();
whenIdle(foldWhenIdle, { timeout: 200 });
