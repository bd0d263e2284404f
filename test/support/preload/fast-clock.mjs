// A minute takes a second: for intervals of minutes, and by the clock.
const { setInterval: every } = globalThis;
const now = Date.now;
const start = now();

globalThis.setInterval = (work, ms, ...args) => every(work, ms >= 60_000 ? ms / 60 : ms, ...args);
Date.now = () => start + (now() - start) * 60;
