// The region that is pointed at, or has the focus, tells its story in `story`.
const tellStories = (story) => {
  const tell = (event) => {
    const region = event.target.closest && event.target.closest('rect');
    const told = region && region.querySelector('title');
    if (told) story.textContent = told.textContent;
  };
  document.addEventListener('pointerover', tell);
  document.addEventListener('focusin', tell);
};
// How far a key steps through the statements: 0 where it is no such key, or means something else.
const stepOf = (event) => event.altKey || event.ctrlKey || event.metaKey ? 0
  : { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key] || 0;
(() => {
  const MOST = 2000, LETTERS = 32 << 20; // Entries kept, and letters of their pictures: as many as the prompt keeps.
  const PAUSE = 60; // Milliseconds from one drawing to the next, however fast entries come.
  const SILENCE = 20000; // Milliseconds without a beat, after which nobody is there any more.
  const AGAIN = 3000; // Milliseconds until the next attempt, where the browser makes none.
  const SPOKEN = 300; // Characters of an entry that are read aloud.
  const [state, profile, at, slider, follow, list, slabs, story, news] =
    ['state', 'profile', 'at', 'slider', 'follow', 'list', 'slabs', 'story', 'news'].map((id) => document.getElementById(id));
  const entries = [];
  let current = -1, last = 0, seen = 0, picture = '', letters = 0, shown, waiting = 0, drew = 0, scrolls = false;

  // Texts are only ever text.
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const written = (name, runs) => {
    const made = element(name);
    for (const [role, text] of runs) made.append(role ? element('span', role, text) : text);
    return made;
  };

  // The picture was escaped where it was drawn. Nothing gets from it into this page but what pictures are made of.
  const NAMES = new Set(['svg', 'g', 'rect', 'path', 'text', 'title', 'line', 'defs', 'pattern']);
  const ATTRIBUTES = new Set(['xmlns', 'class', 'viewBox', 'role', 'aria-label', 'aria-hidden', 'tabindex', 'x', 'y', 'width', 'height', 'd', 'transform', 'pointer-events',
    'x1', 'x2', 'y1', 'y2', 'dx', 'text-anchor', 'fill', 'id', 'patternUnits', 'data-row', 'data-key', 'data-bytes']);
  const drawn = (text) => {
    if (!text) return null;
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    const own = ({ name, value }) => ATTRIBUTES.has(name) && (name !== 'fill' || value.startsWith('url(#slabs-'));
    const known = (part) => NAMES.has(part.localName) && [...part.attributes].every(own);
    return [root, ...root.querySelectorAll('*')].every(known) ? document.importNode(root, true) : null;
  };

  const draw = () => {
    waiting = 0;
    drew = performance.now();
    const entry = entries[current], newest = entries.length - 1, following = current === newest;
    if (following) seen = entry.number;
    entries.forEach(({ button, item }, index) => {
      const on = index === current;
      if (item.classList.toggle('on', on)) button.setAttribute('aria-current', 'step'); else button.removeAttribute('aria-current');
      button.tabIndex = on ? 0 : -1;
    });
    slider.max = entries.length;
    slider.value = current + 1;
    slider.setAttribute('aria-valuetext', current + 1 + ' of ' + entries.length + ': ' + entry.spoken);
    at.textContent = current + 1 + ' of ' + entries.length;
    profile.textContent = entry.profile;
    const fresh = entries.filter(({ number }) => number > seen).length;
    follow.textContent = following ? 'Following' : fresh ? 'Follow (' + fresh + ' new)' : 'Follow';
    follow.classList.toggle('behind', !following);
    follow.setAttribute('aria-disabled', following);
    if (shown !== entry.picture) {
      shown = entry.picture;
      slabs.replaceChildren(drawn(shown) || element('p', 'dim', shown === null ? 'The slabs as they were here are not kept any more.' : 'These slabs cannot be drawn here.'));
      story.textContent = '';
    }
    if (scrolls) entry.item.scrollIntoView({ block: 'nearest' });
    scrolls = false;
    if (following) news.textContent = entry.spoken + '. ' + entry.answered;
  };
  const show = (index, scroll) => {
    if (!entries.length) return;
    current = Math.min(Math.max(index, 0), entries.length - 1);
    scrolls ||= scroll;
    waiting ||= setTimeout(draw, Math.max(drew + PAUSE - performance.now(), 0));
  };

  const add = (told) => {
    if (told.picture !== undefined) picture = told.picture;
    if (told.number <= last) return;
    const missing = told.number - last - 1;
    if (missing > 0) list.append(element('li', 'gap', last ? missing + ' entries were missed here' : missing + ' older entries are not kept any more'));
    last = told.number;
    const item = element('li'), button = element('button');
    button.type = 'button';
    const plain = (runs) => runs.map(([, text]) => text).join('').slice(0, SPOKEN);
    const spoken = plain(told.source) || 'before the first statement';
    button.append(element('span', '', told.statement ?? ''), told.source.length ? written('code', told.source) : element('code', 'dim', spoken));
    item.append(button);
    if (told.answer.length) item.append(written('pre', told.answer));
    const entry = { number: told.number, profile: told.profile, picture, item, button, spoken, answered: plain(told.answer) };
    button.addEventListener('click', () => show(entries.indexOf(entry)));
    list.append(item);
    const following = current === entries.length - 1;
    entries.push(entry);
    if (told.picture) letters += picture.length;
    const forget = (index) => {
      const { picture } = entries[index];
      if (picture && picture !== entries[index + 1].picture) letters -= picture.length;
      entries[index].picture = null;
    };
    for (let index = 0; letters > LETTERS && index < entries.length - 1; index++) forget(index);
    if (entries.length > MOST) {
      forget(0);
      entries.shift();
      current = Math.max(current - 1, 0);
      while (list.firstChild !== entries[0].item) list.firstChild.remove();
    }
    show(following ? entries.length - 1 : current, following);
  };

  let source, watch, tries = 0;
  const now = () => new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const say = (kind, text) => {
    if (state.className === kind) return;
    state.className = kind;
    state.textContent = text;
  };
  const lost = () => say('lost', 'connection lost at ' + now() + ', trying again');
  const alive = () => {
    tries = 0;
    say('live', 'live');
    clearTimeout(watch);
    watch = setTimeout(() => { lost(); connect(); }, SILENCE);
  };
  const connect = () => {
    if (source) source.close();
    source = new EventSource('events?after=' + last);
    source.addEventListener('open', alive);
    source.addEventListener('beat', alive);
    source.addEventListener('message', (event) => { alive(); add(JSON.parse(event.data)); });
    source.addEventListener('left', () => {
      source.close();
      clearTimeout(watch);
      say('left', 'the teacher left at ' + now() + '; what was shown stays here');
    });
    source.addEventListener('error', () => {
      lost();
      clearTimeout(watch);
      // The browser tries again by itself, unless it was refused.
      if (source.readyState === EventSource.CLOSED) watch = setTimeout(connect, AGAIN * Math.min(++tries, 5));
    });
  };

  slider.addEventListener('input', () => show(+slider.value - 1, true));
  follow.addEventListener('click', () => show(entries.length - 1, true));
  document.addEventListener('keydown', (event) => {
    // These have a use for the keys themselves.
    const step = event.target === slider || event.target.closest('pre, #side') === event.target ? 0 : stepOf(event);
    if (!step) return;
    event.preventDefault();
    show(current + step, true);
  });
  tellStories(story);
  connect();
})();
