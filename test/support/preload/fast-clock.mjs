// A minute takes a second: for intervals of a second and more, and by the clock.
const { setInterval: every } = globalThis;
const now = Date.now;
const start = now();

globalThis.setInterval = (work, ms, ...args) => every(work, ms >= 1000 ? ms / 60 : ms, ...args);
Date.now = () => start + (now() - start) * 60;
