import { expect, it } from 'vitest';
import { errorLine, placeOf } from '../../src/run/worker/error-place.ts';

const error = (...frames: string[]) => ({
  errorType: 'TypeError',
  errorMessage: 'x',
  trace: ['TypeError: x', ...frames.map((frame) => `    at ${frame}`)],
});

it.each([
  ['a function', 'handler (/p/src/a.ts:3:9)', '/p/src/a.ts:3:9'],
  ['no function', '/p/src/a.ts:3:9', '/p/src/a.ts:3:9'],
  ['an address', 'async handler (file:///p/src/a.mjs:3:9)', '/p/src/a.mjs:3:9'],
  [
    'a bundle',
    'h (/p/node_modules/.cache/lambda-gen/run-x/One/a.js:3:9)',
    '/p/node_modules/.cache/lambda-gen/run-x/One/a.js:3:9',
  ],
  ['what a worker evaluates', '[worker eval]:1:7', undefined],
  ['a dependency', 'send (/p/node_modules/x/index.js:1:1)', undefined],
  [
    'Node.js',
    'process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    undefined,
  ],
])('an error of %s has its place', (_, frame, place) => {
  expect(placeOf(error(frame))).toBe(place);
});

it('shows the first frame of the user, as the user would write its path', () => {
  const frames = ['send (/p/node_modules/x/index.js:1:1)', `h (${process.cwd()}/src/a.ts:3:9)`];
  expect(errorLine(error(...frames))).toBe('TypeError: x (src/a.ts:3:9)');
  expect(errorLine({ errorType: 'E', errorMessage: 'y' })).toBe('E: y');
});
