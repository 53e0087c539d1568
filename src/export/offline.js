// Keeps the pages of a folder for when there is no network: what is kept is answered from there, and kept anew when the folder is
// another. Nothing else is touched.
const name = `slabscope ${kept.version}`;
addEventListener('install', (event) => event.waitUntil(caches.open(name).then((cache) => cache.addAll(kept.names)).then(() => skipWaiting())));
addEventListener('activate', (event) => event.waitUntil(caches.keys()
  .then((all) => Promise.all(all.filter((one) => one.startsWith('slabscope ') && one !== name).map((one) => caches.delete(one)))).then(() => clients.claim())));
addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  const asked = pathname.endsWith('/') ? 'index.html' : pathname.split('/').pop();
  if (event.request.method === 'GET' && kept.names.includes(asked)) {
    event.respondWith(caches.open(name).then((cache) => cache.match(asked)).then((found) => found ?? fetch(event.request)));
  }
});
