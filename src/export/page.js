(() => {
  const sections = [...document.querySelectorAll('section')];
  const slider = document.getElementById('slider'), at = document.getElementById('at'), story = document.getElementById('story');
  document.documentElement.classList.add('js');
  const show = (number, scroll) => {
    number = Math.min(Math.max(number, 1), sections.length);
    sections.forEach((section, index) => {
      const on = index + 1 === number;
      section.classList.toggle('on', on);
      const button = section.querySelector('button');
      if (on) button.setAttribute('aria-current', 'step'); else button.removeAttribute('aria-current');
    });
    slider.value = number;
    slider.setAttribute('aria-valuetext', 'statement ' + number + ': ' + sections[number - 1].querySelector('code').textContent);
    at.textContent = number;
    story.textContent = '';
    if (scroll) sections[number - 1].scrollIntoView({ block: 'nearest' });
  };
  slider.addEventListener('input', () => show(+slider.value, true));
  sections.forEach((section, index) => section.querySelector('button').addEventListener('click', () => show(index + 1)));
  const marks = sections.flatMap((section, index) => section.hasAttribute('data-mark') ? [index + 1] : []);
  document.querySelectorAll('nav a').forEach((link, index) => link.addEventListener('click', (event) => {
    event.preventDefault();
    show(marks[index], true);
  }));
  document.addEventListener('keydown', (event) => {
    if (event.target === slider || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = stepOf(event);
    if (step) show(+slider.value + step, true);
    else if (event.key === 'PageDown' && marks.length) show(marks.find((mark) => mark > +slider.value) ?? sections.length, true);
    else if (event.key === 'PageUp' && marks.length) show(marks.findLast((mark) => mark < +slider.value) ?? 1, true);
    else return;
    event.preventDefault();
  });
  tellStories(story);
  show(1);
})();
