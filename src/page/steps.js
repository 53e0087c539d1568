// The steps of a session, one of them chosen: Back, Next, slider, keys, marks, paper. Not where the steps come from.
const createSteps = (picture) => {
  const PRINTED = 300; // The longest session whose every picture is printed.
  const SPOKEN = 300; // Characters of a step that are read aloud.
  // What only says that something is new.
  const NEW = /<line class="new-line"[^>]*>|<text[^>]* class="new-word[^"]*"[^>]*>new<.text>| (new|fresh)(?=[" ])/g;
  const [main, slider, at, back, next, shown, news, marks] = ['steps', 'slider', 'at', 'back', 'next', 'shown', 'news', 'marks'].map(id);
  const all = []; // Each { section, picture(), release }.
  let now = -1, drawn, timer = 0, first = '';
  const told = []; // Whoever wants to hear that another step was chosen.

  const text = (section, part) => section.querySelector(part)?.textContent ?? '';
  const spoken = ({ section }) => [text(section, '.source') || 'before the first statement', text(section, '.answer'), text(section, '.changed')]
    .filter(Boolean).map((part) => part.slice(0, SPOKEN)).join('. ');
  const marked = () => all.flatMap(({ section }, index) => section.querySelector('.say') ? [index] : []);
  const mark = (section, on) => {
    section.classList.toggle('on', on);
    const button = section.querySelector('.go');
    if (on) button?.setAttribute('aria-current', 'step'); else button?.removeAttribute('aria-current');
  };
  const counted = () => {
    slider.max = Math.max(all.length, 1);
    slider.value = now + 1;
    slider.disabled = all.length < 2;
    at.textContent = `${now + 1} of ${all.length}`;
    back.disabled = now <= 0;
    next.disabled = now >= all.length - 1;
  };
  const listed = () => {
    const list = marked();
    marks.hidden = !list.length;
    marks.replaceChildren(make('ol', {}, ...list.map((index) =>
      make('li', {}, make('a', { href: `#s${index + 1}`, onclick: (event) => { event.preventDefault(); show(index, { scroll: true }); } }, text(all[index].section, '.say'))))));
  };
  const pointed = () => {
    const last = marked().findLastIndex((mark) => mark <= now);
    marks.querySelectorAll('a').forEach((link, index) => index === last ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
  };
  // Chooses a step. `moving` animates from the one before, `aloud` tells it to who listens instead of looking.
  const show = (index, { scroll = false, moving = true, aloud = true } = {}) => {
    if (!all.length) {
      now = -1;
      counted();
      shown.textContent = 'before the first statement';
      drawn = first;
      return picture.draw(first, { missing: 'No slab is shown before the first statement.' });
    }
    index = Math.min(Math.max(index, 0), all.length - 1);
    const step = all[index];
    const near = Math.abs(index - now) === 1;
    if (all[now] && now !== index) mark(all[now].section, false);
    now = index;
    mark(step.section, true);
    counted();
    slider.setAttribute('aria-valuetext', `step ${now + 1}: ${text(step.section, '.source')}`);
    shown.replaceChildren(make('b', {}, `${now + 1}`), ' ', make('code', {}, text(step.section, '.source').split('\n')[0]));
    pointed();
    const wanted = step.picture();
    if (drawn !== wanted) picture.draw(wanted, { moving: moving && near, missing: step.missing });
    drawn = wanted;
    if (scroll) step.section.scrollIntoView({ block: 'nearest' });
    if (aloud) { clearTimeout(timer); timer = setTimeout(() => { news.textContent = `Step ${now + 1}: ${spoken(step)}`; }, 150); }
    told.forEach((tell) => tell(now));
  };
  // A step at `index`, the last where nothing is said; what was there goes.
  const put = (step, index = all.length) => {
    const old = all[index];
    all[index] = step;
    if (old?.section === step.section) return;
    step.section.id = `s${index + 1}`;
    step.section.querySelector('.go')?.addEventListener('click', () => show(all.indexOf(step)));
    if (old) old.section.replaceWith(step.section);
    else if (!step.section.isConnected) {
      const last = all[index - 1]?.section;
      if (last) last.after(step.section); else main.prepend(step.section);
    }
  };
  const cut = (length) => { all.splice(length).forEach(({ section }) => section.remove()); };

  const wanted = (key) => {
    const list = marked();
    switch (key) {
      case 'ArrowRight': case 'ArrowDown': return now + 1;
      case 'ArrowLeft': case 'ArrowUp': return now - 1;
      case 'PageDown': return list.length ? list.find((mark) => mark > now) ?? all.length - 1 : NaN;
      case 'PageUp': return list.length ? list.findLast((mark) => mark < now) ?? 0 : NaN;
      case 'Home': return 0;
      case 'End': return all.length - 1;
      default: return NaN;
    }
  };
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(target instanceof Element)) return;
    if (target.closest('textarea, select, input:not([type=range]), [contenteditable], dialog')) return;
    const inMap = target.closest('#map');
    if (key === 'Escape' && inMap) return slider.focus();
    // A slider has arrow keys of its own, and so has what is wider than its place.
    if (target.nodeName === 'INPUT' && !key.startsWith('Page')) return;
    if (target.nodeName === 'PRE' && target.scrollWidth > target.clientWidth && (key === 'ArrowLeft' || key === 'ArrowRight')) return;
    if (inMap && picture.walk(key)) return event.preventDefault();
    const to = wanted(key);
    if (Number.isNaN(to)) return;
    // Also at the first and the last one: a key that was meant for the steps does not scroll.
    event.preventDefault();
    show(to, { scroll: true });
  });
  slider.addEventListener('input', () => show(slider.value - 1, { scroll: true }));
  back.addEventListener('click', () => show(now - 1, { scroll: true }));
  next.addEventListener('click', () => show(now + 1, { scroll: true }));
  // On paper each step has its picture below it, where that changed.
  addEventListener('beforeprint', () => {
    // What is not printed would be asked for its patterns first.
    picture.clear();
    let before = '';
    for (const { section, picture: drawing } of all.slice(0, PRINTED)) {
      const text = drawing() ?? '', same = text.replace(NEW, '');
      if (!text || before === same) continue;
      before = same;
      section.append(make('figure', { class: 'printed' }, parsed(text)));
    }
  });
  addEventListener('afterprint', () => {
    document.querySelectorAll('figure.printed').forEach((figure) => figure.remove());
    drawn = undefined;
    show(now, { moving: false, aloud: false });
  });
  return { all, put, cut, show, listed, counted, begin: (text) => { first = text; }, onshow: (tell) => told.push(tell), at: () => now };
};
