import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import './environment.ts';
import { sendDigest } from '../../src/__name-kebab__/mail.ts';

test('asks SES once: a second attempt could mail the same again', async () => {
  const fail = vi.fn<RequestListener>((_request, response) => response.writeHead(500).end());
  const server = createServer(fail).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_SESV2 = `http://127.0.0.1:${port}`;

  const mail = sendDigest([{ id: '2026-01-15T08:10:00.000Z#1', text: 'Order 1 was paid' }]);

  await expect(mail).rejects.toThrow();
  expect(fail).toHaveBeenCalledTimes(1);
  server.closeAllConnections();
  server.close();
});
