// Parts of a page: finding, making and reading them. Texts are only ever text. Not what they are for.
const id = (name) => document.getElementById(name);
const make = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value); else if (value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children);
  return made;
};
// Markup that the program has made, in which every text is escaped.
const parsed = (markup) => {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return template.content;
};
const still = matchMedia('(prefers-reduced-motion: reduce)');
