// A session that is followed: its steps as they come, over server-sent events (HTML Living Standard, section 9.2). Only ever reads.
const follow = (steps) => {
  const MOST = 2000, LETTERS = 32 << 20; // Entries kept, and letters of their pictures: as many as the prompt keeps.
  const PAUSE = 60; // Milliseconds from one drawing to the next, however fast entries come.
  const SILENCE = 20000; // Milliseconds without a beat, after which nobody is there any more.
  const AGAIN = 3000; // Milliseconds until the next attempt, where the browser makes none.
  const [state, release, button] = ['state', 'release', 'follow'].map(id);
  const GONE = 'The slabs as they were here are not kept any more.';
  let last = 0, seen = 0, picture = '', letters = 0, waiting = 0, drew = 0, following = true;

  const marked = () => {
    const newest = steps.all.length - 1;
    following = steps.at() >= newest;
    if (following && newest >= 0) seen = steps.all[newest].number;
    const fresh = steps.all.filter(({ number }) => number > seen).length;
    button.textContent = following ? 'Following' : fresh ? `Follow (${fresh} new)` : 'Follow';
    button.classList.toggle('behind', !following);
    button.setAttribute('aria-disabled', following);
    release.textContent = steps.all[steps.at()]?.release ?? '';
  };
  const draw = () => {
    waiting = 0;
    drew = performance.now();
    if (following) steps.show(steps.all.length - 1, { scroll: true });
    steps.counted();
    marked();
  };
  const forget = (index) => {
    const step = steps.all[index];
    if (step.kept && step.kept !== steps.all[index + 1]?.kept) letters -= step.kept.length;
    Object.assign(step, { kept: null, missing: GONE });
  };
  const add = (told) => {
    if (told.picture !== undefined) picture = told.picture;
    if (told.number <= last) return;
    const missing = told.number - last - 1;
    const section = make('section', { 'aria-label': `Step ${told.number}` });
    if (missing > 0) section.append(make('p', { class: 'gap' }, last ? `${missing} entries were missed here` : `${missing} older entries are not kept any more`));
    section.append(parsed(told.markup));
    last = told.number;
    const step = { section, number: told.number, release: told.profile, kept: picture, picture: () => step.kept, missing: picture === null ? GONE : undefined };
    following ||= !steps.all.length;
    steps.put(step);
    if (told.picture) letters += picture.length;
    for (let index = 0; letters > LETTERS && index < steps.all.length - 1; index++) forget(index);
    if (steps.all.length > MOST) {
      forget(0);
      const chosen = steps.all[steps.at()];
      steps.all.shift().section.remove();
      if (!following) steps.show(Math.max(steps.all.indexOf(chosen), 0), { moving: false, aloud: false });
    }
    waiting ||= setTimeout(draw, Math.max(drew + PAUSE - performance.now(), 0));
  };

  let source, watch, tries = 0;
  const now = () => new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const say = (kind, text) => {
    if (state.className === kind) return;
    state.className = kind;
    state.textContent = text;
  };
  const lost = () => say('lost', `connection lost at ${now()}, trying again`);
  const alive = () => {
    tries = 0;
    say('live', 'live');
    clearTimeout(watch);
    watch = setTimeout(() => { lost(); connect(); }, SILENCE);
  };
  const connect = () => {
    source?.close();
    source = new EventSource(`events?after=${last}`);
    source.addEventListener('open', alive);
    source.addEventListener('beat', alive);
    source.addEventListener('message', (event) => { alive(); add(JSON.parse(event.data)); });
    source.addEventListener('left', () => {
      source.close();
      clearTimeout(watch);
      say('left', `the teacher left at ${now()}; what was shown stays here`);
    });
    source.addEventListener('error', () => {
      lost();
      clearTimeout(watch);
      // The browser tries again by itself, unless it was refused.
      if (source.readyState === EventSource.CLOSED) watch = setTimeout(connect, AGAIN * Math.min(++tries, 5));
    });
  };
  button.hidden = false;
  button.addEventListener('click', () => { steps.show(steps.all.length - 1, { scroll: true }); marked(); });
  steps.onshow(marked);
  state.textContent = 'connecting';
  connect();
};
