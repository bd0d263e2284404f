import { expect, it } from 'vitest';
import { prefixProblem } from '../../../templates/patterns/file-processing/prefix.ts';

const longest = `${'x'.repeat(39)}/`;

it.each(['uploads/', 'a/', 'in/photos/', '2026/raw-files_v1.0/', longest])('takes %s', (prefix) => {
  expect(prefixProblem(prefix)).toBeUndefined();
});

it.each(
  [
    ['', 'uploads', '/', '/uploads/', 'uploads//', './', '../', '-x/', `x${longest}`],
    ['uploads/*', 'up loads/', 'up?/', 'é/', "'/", 'a/\n', 'uploads/x'],
  ].flat(),
)('refuses %j, and says the rule', (prefix) => {
  expect(prefixProblem(prefix)).toMatch(/folders of letters, digits/);
});
