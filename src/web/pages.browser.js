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

// Remembers what somebody types in a long form, until it is sent or the tab is closed. Saves a draft quietly.
(() => {
  const PAUSE_IN_MILLISECONDS = 4000;
  const SENT = 'skickat';
  const here = location.pathname + location.search;
  const form = document.querySelector('form[data-minns]');
  forgetSent();
  if (form === null) return;
  // The forms of one place, such as those of a proposal and of its draft, share what is typed.
  const key = `${form.dataset.minns} ${location.pathname.replace(/\/[^/]*$/, '')}`;
  const sign = document.getElementById('minns');
  const say = (text) => (sign.textContent = text);
  let timer;
  let saving = null;
  let isTypedSince = false;

  /** Forgets a form whose sending led from its own page to this one. */
  function forgetSent() {
    try {
      const [sent, place = ''] = JSON.parse(sessionStorage.getItem(SENT) ?? '[]');
      const from = document.referrer === '' ? '' : new URL(document.referrer).pathname;
      if (sent === undefined || !place.startsWith(from) || place === here) return;
      sessionStorage.removeItem(sent);
      sessionStorage.removeItem(SENT);
    } catch {
      // A browser can have no storage, or a full one. The form works without it.
    }
  }

  const fields = () => [...form.elements].filter(({ name, type }) => name !== '' && !['file', 'submit'].includes(type));
  const isBox = ({ type }) => type === 'radio' || type === 'checkbox';
  const typed = () =>
    fields()
      .filter(({ name, type }) => type !== 'hidden' || name === 'utkast')
      .map((field) => [field.name, field.value, isBox(field) ? field.checked : null]);

  const markIn = (all) => all.find(([name]) => name === 'utkast')?.[1];

  function remember() {
    try {
      sessionStorage.setItem(key, JSON.stringify(typed()));
    } catch {
      // As above.
    }
  }

  function recall() {
    const kept = sessionStorage.getItem(key);
    if (kept === null || kept === JSON.stringify(typed())) return;
    const isDraft = form.dataset.sparat !== undefined;
    if (!isDraft && markIn(JSON.parse(kept)) !== markIn(typed())) {
      // A draft that was saved since is newer. A form that saves none must not send what was before it.
      sessionStorage.removeItem(key);
      return;
    }
    for (const [name, value, checked] of JSON.parse(kept)) {
      const field = fields().find((one) => one.name === name && (checked === null || one.value === value));
      if (field === undefined) continue;
      if (checked === null) field.value = value;
      else field.checked = checked;
    }
    say(form.dataset.aterstallt);
  }

  async function save() {
    const body = new URLSearchParams(new FormData(form));
    body.set('tyst', 'ja');
    isTypedSince = false;
    try {
      const answer = await fetch(here, { method: 'POST', body, headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.querySelector('form[data-minns]');
      if (!answer.ok || next === null) throw new Error('The draft was not saved.');
      for (const name of ['utkast', 'kommando', 'form-token']) form.elements[name].value = next.elements[name].value;
      if (isTypedSince) remember();
      else sessionStorage.removeItem(key);
      say(`${form.dataset.sparat} ${new Date().toLocaleTimeString(document.documentElement.lang)}`);
    } catch {
      say(form.dataset.inte);
    }
    saving = null;
  }

  try {
    recall();
  } catch {
    // As above.
  }
  form.addEventListener('input', () => {
    isTypedSince = true;
    remember();
    clearTimeout(timer);
    if (form.dataset.sparat !== undefined) timer = setTimeout(() => (saving ??= save()), PAUSE_IN_MILLISECONDS);
  });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    try {
      sessionStorage.setItem(SENT, JSON.stringify([key, here]));
    } catch {
      // As above.
    }
    if (saving === null) return;
    // The draft that is on its way has the number that this form needs.
    event.preventDefault();
    void saving.then(() => form.requestSubmit(event.submitter));
  });
})();
