// A place where statements are typed: coloured, completed, with the answer there would be under it. Not what Enter does.
const createField = ({ ask, label, hint = false, enter, leave = () => {}, recall = () => null }) => {
  const MOST = 60; // Words shown of a list.
  const under = make('pre', { class: 'under', 'aria-hidden': 'true' });
  const name = `words-${++createField.made}`;
  const area = make('textarea', { rows: 1, 'aria-label': label, placeholder: hint, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', autocorrect: 'off', wrap: 'soft',
    'aria-autocomplete': 'list', 'aria-controls': name });
  const list = make('ul', { role: 'listbox', id: name, 'aria-label': 'Words that fit', hidden: true });
  const told = make('p', { class: 'preview', 'aria-live': 'off' });
  const field = make('div', { class: 'field' }, make('div', { class: 'typed' }, under, area), list, told);
  let words = null, chosen = -1, asked = 0, at = -1, kept = '';

  const close = () => {
    words = null;
    chosen = -1;
    list.hidden = true;
    area.removeAttribute('aria-activedescendant');
  };
  const pick = (index) => {
    chosen = (index + words.words.length) % words.words.length;
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', at === chosen));
    area.setAttribute('aria-activedescendant', `${name}-${chosen}`);
    list.children[chosen].scrollIntoView({ block: 'nearest' });
  };
  const open = () => {
    list.replaceChildren(...words.words.slice(0, MOST).map(({ text, kind, about }, index) =>
      make('li', { role: 'option', id: `${name}-${index}`, 'aria-selected': false, onmousedown: (event) => { event.preventDefault(); take(index); } },
        make('code', {}, text), ' ', make('span', { class: 'dim' }, [kind, about].filter(Boolean).join(' · ')))));
    words.words.length = Math.min(words.words.length, MOST);
    list.hidden = false;
  };
  const put = (start, text, end = area.selectionStart) => {
    area.setRangeText(text, start, end, 'end');
    changed();
  };
  const take = (index) => {
    const { start, words: [...all] } = words;
    close();
    put(start, all[index].text);
  };
  // Places in the text are counted in bytes of UTF-8 by the engine, in UTF-16 units here.
  const bytes = (text) => new TextEncoder().encode(text).length;
  const complete = async () => {
    const before = area.value.slice(0, area.selectionStart), number = ++asked;
    const found = await ask({ do: 'complete', text: area.value, at: bytes(before) });
    if (number !== asked || !found?.words?.length) return;
    let start = before.length;
    while (bytes(before.slice(0, start)) > found.start) start--;
    words = { start, words: found.words };
    if (found.words.length === 1) return take(0);
    const typed = before.slice(start);
    let common = found.words[0].text;
    for (const { text } of found.words) while (!text.startsWith(common)) common = common.slice(0, -1);
    if (common.length > typed.length) put(start, common);
    words = { start, words: found.words };
    open();
  };
  let showing = false;
  const foresee = async () => {
    if (showing) return;
    showing = true;
    try {
      let text;
      do {
        text = area.value;
        const seen = await ask({ do: 'type', text, width: Math.max(20, Math.floor(field.clientWidth / 8.2) - 2) });
        if (!seen || text !== area.value) continue;
        under.replaceChildren(parsed(seen.markup), '\u200b');
        told.replaceChildren(seen.hint ? parsed(seen.hint) : seen.preview ?? '');
      } while (text !== area.value);
    } catch { /* The engine was replaced: the next key asks the new one. */ } finally {
      showing = false;
    }
  };
  const changed = () => {
    close();
    under.textContent = `${area.value}\u200b`;
    told.textContent = '';
    foresee();
  };
  const oneLine = (forward) => forward ? !area.value.slice(area.selectionEnd).includes('\n') : !area.value.slice(0, area.selectionStart).includes('\n');
  const walk = (step) => {
    const text = recall(at - step);
    if (text === null && step > 0 && at <= 0) { if (at === 0) { at = -1; area.value = kept; changed(); } return; }
    if (text === null) return;
    if (at === -1) kept = area.value;
    at -= step;
    area.value = text;
    area.setSelectionRange(text.length, text.length);
    changed();
  };
  area.addEventListener('input', () => { at = -1; changed(); });
  area.addEventListener('blur', () => setTimeout(() => { if (document.activeElement !== area) { close(); leave(field); } }, 0));
  area.addEventListener('keydown', async (event) => {
    const { key } = event;
    if (event.isComposing) return;
    if (words) {
      if (key === 'ArrowDown' || key === 'ArrowUp') { event.preventDefault(); return pick(chosen + (key === 'ArrowDown' ? 1 : chosen < 0 ? 0 : -1)); }
      if (key === 'Tab') { event.preventDefault(); return pick(chosen + (event.shiftKey ? -1 : 1)); }
      if (key === 'Enter' && chosen >= 0) { event.preventDefault(); return take(chosen); }
      if (key === 'Escape') { event.preventDefault(); event.stopPropagation(); return close(); }
    }
    // With nothing to complete, Tab leads on through the page as everywhere.
    if (key === 'Tab' && !event.shiftKey && /[\w$.'"]$/.test(area.value.slice(0, area.selectionStart))) { event.preventDefault(); return complete(); }
    if (key === 'Escape') { event.preventDefault(); return leave(field, true); }
    if (key === 'ArrowUp' && oneLine(false)) { event.preventDefault(); return walk(-1); }
    if (key === 'ArrowDown' && oneLine(true)) { event.preventDefault(); return walk(1); }
    if (key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!await enter(area.value)) put(area.selectionStart, '\n');
    else at = -1;
  });
  return { field, area, set: (text) => { area.value = text; changed(); }, say: (text) => { told.textContent = text; } };
};
createField.made = 0;
