// Says that what the page shows has changed, with a link. It never changes what somebody reads.
(() => {
  const place = document.getElementById('andrat');
  if (place === null) return;
  let source = null;

  function leave() {
    source?.close();
    source = null;
  }

  function listen() {
    source = new EventSource(place.dataset.lyssna);
    source.addEventListener('andrat', () => {
      leave();
      document.removeEventListener('visibilitychange', follow);
      for (const notice of place.children) notice.hidden = false;
    });
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) leave();
    });
  }

  // A browser has few connections to one service. A page that nobody sees gives its own to another.
  function follow() {
    if (document.hidden) leave();
    else if (source === null) listen();
  }

  document.addEventListener('visibilitychange', follow);
  follow();
})();
