(() => {
  const root = document.documentElement, id = (name) => document.getElementById(name);
  const sections = [...document.querySelectorAll('section')], links = [...document.querySelectorAll('nav a')];
  const slider = id('slider'), at = id('at'), map = id('map'), story = id('story'), header = document.querySelector('header');
  const marks = sections.flatMap((section, index) => section.hasAttribute('data-mark') ? [index + 1] : []);
  // The longest transcript whose every picture is printed.
  const PRINTED = 300;
  // What only says that something is new.
  const NEW = /<line class="new-line"[^>]*>|<text[^>]* class="new-word"[^>]*>new<.text>| (new|fresh)(?=")/g;
  let now = 0, drawn = -1, region = 0;

  // A picture is told by what is new in it: the way to it leads from the one before, or from the first.
  let numbers = [], place = -1;
  const markup = (moment) => {
    const wanted = pictures.moments[moment - 1];
    if (wanted < place) [numbers, place] = [[], -1];
    while (place < wanted) {
      const [head, tail, ...runs] = pictures.drawn[++place], between = [];
      for (let at = 0; at < runs.length; at += 2) for (let step = 0; step < runs[at + 1]; step++) between.push(runs[at] + step);
      numbers = [...numbers.slice(0, head), ...between, ...numbers.slice(numbers.length - tail)];
    }
    return numbers.map((number) => pictures.parts[number]).join('');
  };
  const regions = () => [...map.querySelectorAll('rect')];
  // One region is in the order of the Tab key; the arrow keys lead to the others.
  const stop = (all, index) => {
    if (all[region]) all[region].tabIndex = -1;
    region = Math.min(Math.max(index, 0), all.length - 1);
    if (all[region]) all[region].tabIndex = 0;
  };
  const draw = (moment) => {
    if (drawn === pictures.moments[moment - 1]) return;
    drawn = pictures.moments[moment - 1];
    const focused = map.contains(document.activeElement);
    map.innerHTML = markup(moment);
    const all = regions();
    all.forEach((one) => { one.tabIndex = -1; });
    stop(all, region);
    if (focused && all[region]) all[region].focus(); else story.textContent = '';
  };
  const mark = (section, on) => {
    const button = section.querySelector('button');
    section.classList.toggle('on', on);
    if (on) button.setAttribute('aria-current', 'step'); else button.removeAttribute('aria-current');
  };
  const show = (number, scroll) => {
    number = Math.min(Math.max(number, 1), sections.length);
    if (now) mark(sections[now - 1], false);
    now = number;
    const section = sections[now - 1];
    mark(section, true);
    slider.value = now;
    slider.setAttribute('aria-valuetext', 'statement ' + now + ': ' + section.querySelector('code').textContent);
    at.textContent = now;
    const last = marks.findLastIndex((mark) => mark <= now);
    links.forEach((link, index) => index === last ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
    draw(now);
    if (scroll) section.scrollIntoView({ block: 'nearest' });
  };
  // Whether a key leads to another region.
  const walk = (key) => {
    const all = regions(), slab = all[region] && all[region].closest('.slab');
    const slabs = [...map.querySelectorAll('g.slab')], row = slabs.indexOf(slab);
    const first = (row) => slabs[row] ? all.indexOf(slabs[row].querySelector('rect')) : region;
    const next = { ArrowRight: region + 1, ArrowLeft: region - 1, ArrowDown: first(row + 1), ArrowUp: first(row - 1), Home: 0, End: all.length - 1 }[key];
    if (next === undefined) return false;
    stop(all, next);
    all[region].focus();
    return true;
  };
  const step = (key) => {
    switch (key) {
      case 'ArrowRight': case 'ArrowDown': return now + 1;
      case 'ArrowLeft': case 'ArrowUp': return now - 1;
      case 'PageDown': return marks.length ? marks.find((mark) => mark > now) ?? sections.length : 0;
      case 'PageUp': return marks.length ? marks.findLast((mark) => mark < now) ?? 1 : 0;
      case 'Home': return 1;
      case 'End': return sections.length;
      default: return 0;
    }
  };

  slider.addEventListener('input', () => show(+slider.value, true));
  sections.forEach((section, index) => section.querySelector('button').addEventListener('click', () => show(index + 1)));
  links.forEach((link, index) => link.addEventListener('click', (event) => { event.preventDefault(); show(marks[index], true); }));
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (key === 'Escape' && map.contains(target)) return slider.focus();
    // The slider has arrow keys of its own, and so has what is wider than its place.
    if (target === slider && !key.startsWith('Page')) return;
    if (target.nodeName === 'PRE' && (key === 'ArrowLeft' || key === 'ArrowRight')) return;
    if (target.nodeName === 'rect' && walk(key)) return event.preventDefault();
    // Also where the first statement is shown already: a key that was meant for the statements does not scroll.
    const to = step(key);
    if (!to && !(key === 'ArrowLeft' || key === 'ArrowUp')) return;
    event.preventDefault();
    show(to, true);
  });
  const tell = (event) => {
    const one = event.target.closest && event.target.closest('rect');
    if (!one) return;
    story.textContent = one.querySelector('title').textContent;
    if (event.type === 'focusin') stop(regions(), regions().indexOf(one));
  };
  map.addEventListener('pointerover', tell);
  map.addEventListener('focusin', tell);
  // On paper each statement has its picture below it, where that changed.
  addEventListener('beforeprint', () => {
    // What is not printed would be asked for its patterns first.
    map.replaceChildren();
    drawn = -1;
    let before = '';
    sections.slice(0, PRINTED).forEach((section, index) => {
      const picture = markup(index + 1), same = picture.replace(NEW, '');
      if (before === same) return;
      before = same;
      const figure = document.createElement('figure');
      figure.innerHTML = picture;
      section.append(figure);
    });
  });
  addEventListener('afterprint', () => {
    sections.forEach((section) => section.querySelector('figure')?.remove());
    draw(now);
  });
  root.classList.add('js');
  const measure = () => root.style.setProperty('--head', header.offsetHeight + 'px');
  if (typeof ResizeObserver === 'function') new ResizeObserver(measure).observe(header);
  measure();
  show(/^#s\d+$/.test(location.hash) ? +location.hash.slice(2) : 1, location.hash !== '');
})();
