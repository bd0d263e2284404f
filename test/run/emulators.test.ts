import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startFauxqs } from '../../src/run/services/emulators.ts';
import { temporaryFolder } from '../support/folders.ts';

it('warnings of a module that the emulator loads are not shown, others are', async () => {
  const shown: string[] = [];
  const listener = ({ message }: Error) => void shown.push(message);
  process.on('warning', listener);
  onTestFinished(() => void process.off('warning', listener));
  const root = temporaryFolder({
    'package.json': '{}',
    'node_modules/fauxqs/package.json': '{"main":"index.js"}',
    'node_modules/fauxqs/index.js': `
process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');
process.emitWarning('Something else');
exports.buildApp = () => ({ listen: async () => 'http://127.0.0.1:1', close: async () => {} });`,
  });
  expect(await startFauxqs(root)).toMatchObject({ url: 'http://127.0.0.1:1' });
  process.emitWarning('Later');
  await setImmediate();
  expect(shown).toEqual(['Something else', 'Later']);
});
