// What a page does first, by what it holds: a lesson, a session that is followed, an engine. Not how any of them works.
document.documentElement.classList.add('js');
if (parent !== window) {
  // Inside another page it is as high as it is, and says so.
  document.documentElement.classList.add('embedded');
  new ResizeObserver(() => parent.postMessage({ slabscope: { height: Math.ceil(document.documentElement.getBoundingClientRect().height) } }, '*')).observe(document.body);
}
const header = document.querySelector('header'), controls = id('controls');
const measured = () => {
  document.documentElement.style.setProperty('--head', `${header.offsetHeight}px`);
  document.documentElement.style.setProperty('--foot', `${controls.offsetHeight}px`);
};
new ResizeObserver(measured).observe(header);
new ResizeObserver(measured).observe(controls);
measured();
const steps = createSteps(createPicture(id('map'), id('story')));
const data = JSON.parse(id('data').textContent);
steps.onshow((index) => { const { release } = steps.all[index] ?? {}; if (release && !data.engine) id('release').textContent = release; });
document.documentElement.classList.toggle('index', Boolean(data.index));
if (data.pictures) readLesson(steps, data);
const asked = /[#&]s=?(\d+)/.exec(location.hash);
steps.show(asked ? asked[1] - 1 : 0, { scroll: Boolean(asked), moving: false, aloud: false });
if (data.live) follow(steps);
if (data.engine) startPlayground(steps, data);
// In a folder of pages the browser keeps them all.
if (document.querySelector('link[rel=manifest]') && isSecureContext) navigator.serviceWorker?.register('offline.js').catch(() => {});
