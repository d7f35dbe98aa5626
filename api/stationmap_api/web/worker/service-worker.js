/* Keeps the page itself on the phone; answers and positions are the page's to keep, never this file's. */
const SHELL = "stationmap-shell-$version";
const PAGE = "/";
const FILES = $files;

/* As the service has them now: what the browser kept for a day may be of the version before. */
const anew = [PAGE, ...FILES].map((path) => new Request(path, { cache: "reload" }));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(anew)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("stationmap-shell-") && name !== SHELL);
  const clear = caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name))));
  event.waitUntil(clear.then(() => self.clients.claim()));
});

/* The kept page at once, and a fresh one for the next visit. */
async function page(event) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(PAGE);
  const fresh = fetch(event.request).then((response) => {
    if (response.ok) event.waitUntil(cache.put(PAGE, response.clone()));
    return response;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => null)); // no network: the kept one stands
  return kept;
}

/* What is kept, else what the network gives, which is then kept. */
async function file(event) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) await cache.put(event.request, response.clone());
  return response;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === PAGE) event.respondWith(page(event));
  else if (FILES.includes(url.pathname + url.search)) event.respondWith(file(event));
});
