// A session that is typed on the page: entries are changed, added, run again, kept in the link. The engine answers; nothing is sent
// anywhere. Not how the engine is kept.
const startPlayground = async (steps, data) => {
  const tools = id('tools'), state = id('state'), main = id('steps');
  let { text, markdown, name, profile } = data.document;
  let end = Infinity, running = 0, failed = null, engine;
  const say = (kind, words) => { state.className = kind; state.textContent = words; };

  // Text views are asked for at the width there is.
  const columns = () => {
    const ruler = make('pre', { class: 'answer ruler' }, '0'.repeat(100)), section = make('section', {}, ruler);
    main.append(section);
    const wide = Math.floor(ruler.clientWidth * 100 / ruler.scrollWidth);
    section.remove();
    document.documentElement.dataset.columns = Math.min(Math.max(wide, 30), 120);
    return +document.documentElement.dataset.columns;
  };
  // The lines of an entry in a transcript.
  const written = (source, indent = '') => source.split('\n').map((line, index) => `${indent}${index ? '... ' : '> '}${line}`);
  const spliced = (from, count, lines) => {
    const all = text.split('\n');
    all.splice(from, count, ...lines);
    text = all.join('\n');
  };
  const indentOf = (line) => /^\s*/.exec(line ?? '')[0];
  // Another entry in the place of a step's; an empty one takes it away.
  const rewritten = ({ lines: [first, count] }, source) =>
    spliced(first - 1, count, source.trim() ? written(source, indentOf(text.split('\n')[first - 1])) : []);
  const sectionOf = (told) => {
    const section = make('section', { 'aria-label': `Step ${told.step}` }, parsed(told.markup));
    const edit = make('button', { type: 'button', class: 'edit', 'aria-label': `Edit step ${told.step}`, onclick: () => change(section) }, 'Edit');
    section.querySelector('.entry').append(edit);
    section.querySelector('.source').addEventListener('dblclick', () => change(section));
    if (told.slider) section.querySelector('.entry').after(slid(section, told, told.slider));
    return section;
  };
  const fresh = (told, section, slid = false) => {
    const step = { ...told, slid, section, picture: () => told.picture };
    section.step = step;
    return step;
  };
  const placed = (told, index) => {
    const old = steps.all[index];
    if (old?.markup === told.markup) return steps.put(fresh(told, old.section, old.slid), index);
    // While a number is slid, its own entry stays where the finger is; what it says is new.
    if (old?.slid) { refresh(old.section, told); return steps.put(fresh(told, old.section, true), index); }
    steps.put(fresh(told, sectionOf(told)), index);
  };
  const refresh = (section, { markup }) => {
    const made = parsed(markup);
    for (const part of ['.source', '.answer', '.changed']) {
      const [was, is] = [section.querySelector(part), made.querySelector(part)];
      if (was && is) was.replaceChildren(...is.childNodes); else if (was) was.remove(); else if (is) section.append(is);
    }
  };

  // Runs everything from the beginning. `at` is the step that is shown then.
  const run = async (at = steps.at(), { aloud = true, moving = false } = {}) => {
    const turn = ++running;
    let count = 0, turns = 0;
    try {
      const over = await engine.ask({ do: 'play', text, markdown, profile, width: columns(), ...failed && { until: failed.turn } }, (told) => {
        turns = told.turn;
        if (turn === running) placed(told, count++);
      });
      if (turn !== running) return false;
      if (over.refused) {
        say('lost', over.refused);
        return false;
      }
      end = over.end;
      steps.begin(over.picture);
      id('release').textContent = `Node's Buffer pool, Node ${over.release}`;
      chooser.value = over.profile;
      if (failed) {
        const last = make('section', {}, make('p', { class: 'say error' }, `${failed.why}: the entries from step ${failed.index + 1} on were not run.`));
        steps.put({ section: last, picture: () => steps.all[failed.index - 1]?.picture() ?? '' }, count++);
        say('lost', failed.why);
      } else say('', data.told ?? '');
    } catch (error) {
      if (turn !== running || !error.first) return false;
      // What was running then is not run again; everything before it is.
      failed = { index: count, turn: turns, why: error.message };
      return run(at, { aloud });
    }
    steps.cut(count);
    steps.listed();
    steps.show(at < 0 ? 0 : at, { aloud, moving });
    kept();
    return true;
  };
  let keeping = 0;
  const kept = () => {
    clearTimeout(keeping);
    keeping = setTimeout(async () => {
      const link = await linkOf(text);
      share.href = link;
      if (changed) history.replaceState(null, '', link);
    }, 250);
  };
  let changed = false;
  const again = (at, how) => { changed = true; failed = null; return run(at, how); };

  // An entry becomes a field; Enter runs it and all after it, Escape leaves it as it was.
  const change = (section) => {
    const { step } = section;
    if (!step || section.querySelector('.field')) return;
    const shown = section.querySelector('.source');
    const back = (field, focus) => { if (field.isConnected) field.replaceWith(shown); if (focus) section.querySelector('.edit')?.focus(); };
    const enter = (source) => {
      rewritten(step, source);
      const index = steps.all.indexOf(step);
      back(typed.field);
      step.markup = '';
      again(index).then(() => steps.all[index]?.section.querySelector('.edit')?.focus());
      return true;
    };
    const typed = createField({ ask: (request) => engine.ask(request), label: `Entry of step ${steps.all.indexOf(step) + 1}`, enter, leave: back });
    shown.replaceWith(typed.field);
    typed.set(step.source);
    typed.area.focus();
  };
  // A number that is slid instead of typed.
  const slid = (section, { source }, { name, from, to }) => {
    const pattern = new RegExp(`(\\b${name.replaceAll('$', '\\$')}\\s*=\\s*)(-?\\d+)`);
    const input = make('input', { type: 'range', min: from, max: to, value: pattern.exec(source)?.[2] ?? from });
    let asked = 0;
    const frame = async () => {
      const { step } = section, { value } = input;
      step.slid = true;
      rewritten(step, step.source.replace(pattern, `$1${value}`));
      await again(steps.at(), { aloud: false });
      asked = 0;
      if (input.value !== value) input.dispatchEvent(new Event('input'));
    };
    input.addEventListener('input', () => { asked ||= requestAnimationFrame(frame); });
    return make('label', { class: 'slide' }, name, ' ', input);
  };

  // The prompt below the last entry.
  const recall = (index) => index < 0 ? null : steps.all[steps.all.length - 1 - index]?.source ?? null;
  const enter = async (source) => {
    if (!source.trim()) return true;
    let told;
    try {
      told = await engine.ask({ do: 'feed', text: source, step: steps.all.length + 1 });
    } catch (error) {
      await again();
      prompt.say(`${error.message}; the session is as it was.`);
      return true;
    }
    if (told.outcome === 'incomplete') return false;
    const lines = text.split('\n'), indent = indentOf(lines[end - 1]);
    if (!Number.isFinite(end)) end = text.replace(/\n+$/, '').split('\n').length;
    const added = written(source, indent);
    spliced(end, 0, end >= lines.length ? [...added, ''] : added);
    placed({ ...told, lines: [end + 1, added.length] }, steps.all.length);
    end += added.length;
    changed = true;
    prompt.set('');
    steps.show(steps.all.length - 1, {});
    typing.scrollIntoView({ block: 'nearest' });
    kept();
    return true;
  };
  const prompt = createField({ ask: (request) => engine.ask(request), label: 'A statement; Enter runs it', hint: 'b = Buffer.allocUnsafe(4); b.buffer.byteLength', enter, recall });
  const typing = make('div', { id: 'prompt' }, make('span', { class: 'dim', 'aria-hidden': 'true' }, '> '), prompt.field);

  // Releases, side by side and one at a time; what is kept and what is opened.
  const chooser = make('select', { id: 'profile', onchange: () => {
    // In Markdown a directive outside its fences is prose.
    if (markdown) { profile = chooser.value; return again(); }
    const line = `#: profile ${chooser.value}`, all = text.split('\n'), found = all.findIndex((one) => /^\s*#:\s*(node|profile)\b/.test(one));
    if (found >= 0) all[found] = indentOf(all[found]) + line; else all.unshift(line);
    text = all.join('\n');
    again();
  } });
  const compare = async () => {
    const profiles = [...chooser.options].map(({ value }) => value).filter((value) => /^node(18|20|22|24|26)$/.test(value));
    const answers = new Map();
    for (const profile of profiles) {
      let index = 0;
      await engine.ask({ do: 'play', text, markdown, profile, only: 'text' }, (told) => {
        const all = answers.get(index) ?? new Map();
        answers.set(index++, all.set(told.answer, [...all.get(told.answer) ?? [], profile.slice(4)]));
      });
    }
    await again();
    let differing = 0;
    for (const [index, all] of answers) {
      const section = steps.all[index]?.section;
      section?.querySelector('.releases')?.remove();
      if (all.size < 2 || !section) continue;
      differing++;
      section.append(make('dl', { class: 'releases' }, ...[...all].flatMap(([answer, releases]) => [make('dt', {}, `Node ${releases.join(', ')}`), make('dd', {}, make('pre', {}, answer || 'nothing'))])));
    }
    say('', differing ? `${differing} of ${answers.size} answers differ between Node 18 and 26; each is shown below its step.` : `All ${answers.size} answers are the same under Node 18 to 26.`);
  };
  const download = async () => {
    const { text: current, refused } = await engine.ask({ do: 'transcript', text, markdown });
    if (refused) return say('lost', refused);
    await again();
    const link = make('a', { download: `${name}.${markdown ? 'md' : 'transcript'}`, href: URL.createObjectURL(new Blob([current], { type: 'text/plain' })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const load = async (file) => {
    if (!file) return;
    const next = { text: await file.text(), markdown: /\.(md|markdown)$/i.test(file.name), name: file.name.replace(/\.[^.]*$/, '') };
    take(next);
  };
  const take = (next) => {
    document.querySelectorAll('#steps .prose').forEach((one) => one.remove());
    ({ text, markdown, name, profile } = next);
    document.querySelector('h1').textContent = next.title ?? name;
    steps.cut(0);
    again(0);
  };
  const file = make('input', { type: 'file', hidden: true, accept: '.transcript,.md,.txt', 'aria-label': 'Open a transcript', onchange: () => load(file.files[0]) });
  const share = make('a', { id: 'link', href: '#' }, 'Link');
  const button = (text, onclick, title) => make('button', { type: 'button', onclick, title }, text);
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => { event.preventDefault(); load(event.dataTransfer.files[0]); });

  try {
    say('', 'The engine is being made ready.');
    engine = createEngine(await engineOf(data), id('worker').textContent);
    const { profiles } = await engine.ask({ do: 'profiles' });
    chooser.replaceChildren(...profiles.map((name) => make('option', { value: name }, name.replace(/^node/, 'Node '))));
    tools.replaceChildren(make('label', {}, 'Release ', chooser), button('Compare releases', compare, 'Shows where the answers differ between Node 18 and 26'),
      ...lessonMenu(data.lessons, take), button('Open', () => file.click(), 'Opens a transcript; it can also be dropped on the page'), file,
      button('Save', download, 'Saves the transcript with its answers'), share);
    tools.hidden = false;
    main.append(typing);
    const link = await readLink(location.hash);
    data.told = link?.told;
    if (link?.text) { text = link.text; steps.cut(0); }
    await run(link ? Infinity : steps.at(), { aloud: false });
    prompt.set('');
    document.documentElement.classList.add('ready');
  } catch (error) {
    say('lost', `Nothing can be typed here: ${error.message}`);
  }
};
// The lessons, where the page has them.
const lessonMenu = (lessons = [], take) => {
  if (!lessons.length) return [];
  const menu = make('select', { 'aria-label': 'Lessons', onchange: () => { const lesson = lessons[menu.value]; if (lesson) take(lesson); } },
    make('option', { value: '' }, 'Lessons'), ...lessons.map(({ title }, index) => make('option', { value: index }, title)));
  return [menu];
};
