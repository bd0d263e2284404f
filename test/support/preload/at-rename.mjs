// Loaded in front of a command: at its n-th rename (AT, from 0) the process gets a signal (SIGNAL) or an error (CODE).
import { createRequire } from 'node:module';

const fs = createRequire(import.meta.url)('node:fs');
const { AT, SIGNAL, CODE } = process.env;
const rename = fs.renameSync;
let calls = 0;

fs.renameSync = (...args) => {
  if (calls++ === Number(AT)) {
    if (SIGNAL) process.kill(process.pid, SIGNAL);
    if (CODE) throw Object.assign(new Error(CODE), { code: CODE });
  }
  return rename(...args);
};
