// Loaded in front of a command: somebody edits FILE in the moment before the commit looks whether it is as it was read.
import { createRequire } from 'node:module';

const fs = createRequire(import.meta.url)('node:fs');
const { existsSync, appendFileSync } = fs;
const { FILE } = process.env;
let isEdited = false;

fs.existsSync = (path) => {
  if (!isEdited && String(path).endsWith(FILE)) {
    isEdited = true;
    appendFileSync(path, '// edited\n');
  }
  return existsSync(path);
};
