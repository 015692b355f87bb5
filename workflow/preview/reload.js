// Reloads the page when what it was made of has changed. Of the preview only, never of a site.
(() => {
  "use strict";
  let known = null;
  const ask = async () => {
    try {
      const answer = await fetch("/-/version", { cache: "no-store" });
      const version = await answer.text();
      if (known !== null && version !== known) {
        location.reload();
        return;
      }
      known = version;
    } catch {
      // the preview was stopped; it may be started again
    }
    setTimeout(ask, document.hidden ? 4000 : 700);
  };
  ask();
})();
