// The region that is pointed at, or has the focus, tells its story in `story`.
const tellStories = (story) => {
  const tell = (event) => {
    const region = event.target.closest && event.target.closest('rect');
    if (region && region.hasAttribute('aria-label')) story.textContent = region.getAttribute('aria-label');
  };
  document.addEventListener('pointerover', tell);
  document.addEventListener('focusin', tell);
};
// How far a key steps through the statements: 0 where it is no such key, or means something else.
const stepOf = (event) => event.altKey || event.ctrlKey || event.metaKey ? 0
  : { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key] || 0;
