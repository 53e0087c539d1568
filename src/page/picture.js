// The slabs after a step: drawn, told, walked through, and moved from one step to the next. Not which step it is.
const createPicture = (map, story) => {
  const MOVE = 350; // Milliseconds from one step's picture to the next.
  let region = 0, drawn = null;

  // The program has escaped every text in it; what is no SVG is not shown.
  const read = (text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return root.localName === 'svg' ? document.importNode(root, true) : null;
  };
  const regions = () => [...map.querySelectorAll('rect[data-key]')];
  // One region is in the order of the Tab key; the arrow keys lead to the others.
  const stop = (all, index) => {
    if (all[region]) all[region].tabIndex = -1;
    region = Math.min(Math.max(index, 0), all.length - 1);
    if (all[region]) all[region].tabIndex = 0;
  };
  // Every part that stays the same thing from step to step, with its place on the screen.
  const places = () => {
    const found = new Map();
    map.querySelectorAll('g.slab:not(.gone), rect[data-key]').forEach((part) => found.set(part.dataset.key, { part, box: part.getBoundingClientRect() }));
    return found;
  };
  const move = (before) => {
    const timing = { duration: MOVE, easing: 'ease-out' };
    const now = places();
    for (const [key, { part, box }] of now) {
      if (part.localName === 'g') {
        if (!before.has(key)) part.animate([{ opacity: 0 }, { opacity: 1 }], timing);
        continue;
      }
      const was = before.get(key)?.box;
      if (!was && part.classList.contains('live')) part.animate([{ transform: 'scaleX(0)' }, { transform: 'none' }], timing);
      else if (was && was.width && box.width && (Math.abs(was.x - box.x) > 1 || Math.abs(was.width - box.width) > 1)) {
        part.animate([{ transform: `translateX(${was.x - box.x}px) scaleX(${was.width / box.width})` }, { transform: 'none' }], timing);
      }
    }
    // What is gone stays for a moment, and fades.
    const ground = map.getBoundingClientRect();
    for (const [key, { part, box }] of before) {
      if (part.localName !== 'g' || now.has(key)) continue;
      const ghost = make('div', { class: 'ghost', 'aria-hidden': 'true' });
      const svg = drawn.cloneNode(false);
      svg.append(...[...drawn.querySelectorAll(':scope > defs')].map((one) => one.cloneNode(true)), part.cloneNode(true));
      svg.lastChild.setAttribute('transform', 'translate(0 0)');
      ghost.append(svg);
      ghost.style.top = `${box.y - ground.y + map.scrollTop}px`;
      map.append(ghost);
      ghost.animate([{ opacity: 1 }, { opacity: 0 }], timing).finished.finally(() => ghost.remove());
    }
  };

  // Draws the picture `text`; an empty one where it cannot be had, for the reason `missing`.
  const draw = (text, { moving = false, missing = 'These slabs cannot be drawn here.' } = {}) => {
    const focused = map.contains(document.activeElement);
    const before = moving && !still.matches && drawn ? places() : null;
    const next = text ? read(text) : null;
    const gone = drawn;
    map.replaceChildren(next || make('p', { class: 'dim' }, missing));
    if (before && next) { drawn = gone; move(before); }
    drawn = next;
    const all = regions();
    all.forEach((one) => { one.tabIndex = -1; });
    stop(all, region);
    if (focused && all[region]) all[region].focus(); else story.textContent = '';
  };
  // Whether a key leads to another region.
  const walk = (key) => {
    const all = regions(), slabs = [...map.querySelectorAll('g.slab')], row = slabs.indexOf(all[region]?.closest('g.slab'));
    const first = (row) => slabs[row] ? all.indexOf(slabs[row].querySelector('rect[data-key]')) : region;
    const next = { ArrowRight: region + 1, ArrowLeft: region - 1, ArrowDown: first(row + 1), ArrowUp: first(row - 1), Home: 0, End: all.length - 1 }[key];
    if (next === undefined) return false;
    stop(all, next);
    all[region].focus();
    return true;
  };
  const tell = (event) => {
    const one = event.target.closest?.('rect, text, line')?.querySelector('title')?.parentNode;
    if (!one) return;
    story.textContent = one.querySelector('title').textContent;
    const index = regions().indexOf(one);
    if (index >= 0 && event.type !== 'pointerover') stop(regions(), index);
  };
  for (const kind of ['pointerover', 'click', 'focusin']) map.addEventListener(kind, tell);
  return { draw, walk, clear: () => { map.replaceChildren(); drawn = null; } };
};
