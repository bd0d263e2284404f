import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { registryFor, unreachable } from '../../src/io/tasks/registry.ts';
import { temporaryFolder } from '../support/folders.ts';

const NEVER = new AbortController().signal;

describe('the registry', () => {
  const inFolder = (files: Record<string, string>, env = {}) =>
    registryFor(temporaryFolder(files), env, temporaryFolder());

  it.each([
    ['npm', {}, {}, 'https://registry.npmjs.org/'],
    ['.npmrc', { '.npmrc': 'a=b\nregistry=https://own.example/\n' }, {}, 'https://own.example/'],
    [
      '.yarnrc.yml',
      { '.yarnrc.yml': 'npmRegistryServer: "https://y.example"\n' },
      {},
      'https://y.example',
    ],
    ['the environment', {}, { npm_config_registry: 'https://e.example/' }, 'https://e.example/'],
    ['a proxy', {}, { HTTPS_PROXY: 'http://proxy' }, undefined],
    ['a configured proxy', { '.npmrc': 'https-proxy=http://proxy\n' }, {}, undefined],
    ['no network', {}, { npm_config_offline: 'true' }, undefined],
    ['own scopes of bun', { 'bunfig.toml': '[install]\nregistry = "x"\n' }, {}, undefined],
  ])('is that of %s', (_, files, env, expected) => {
    expect(inFolder(files, env)).toBe(expected);
  });

  it('is reachable where something answers, be it with an error', async () => {
    const server = createServer((_, response) => response.writeHead(500).end()).listen(0);
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await unreachable(url, NEVER)).toBeUndefined();
    server.closeAllConnections();
  });

  it('is not where nothing listens, or nothing has the name', async () => {
    const url = 'http://127.0.0.1:9/';
    expect(await unreachable(url, NEVER)).toMatch(/^the registry http.* cannot be reached/);
    expect(await unreachable('http://nothing.invalid/', NEVER)).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });
});
