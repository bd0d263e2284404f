import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusal } from '../../core/errors.ts';

export const LOCALHOST = '127.0.0.1';

/** Listens at a port of this machine alone; rejects with the system's error. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOCALHOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const isTaken = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EADDRINUSE';

/** Listens at the port, or at the next one that is free; 0 is any. */
export async function listenFrom(server: Server, port: number): Promise<number> {
  for (let next = port; ; next += 1) {
    try {
      return await listen(server, next);
    } catch (error) {
      if (!isTaken(error) || port === 0 || next > port + 200) throw error;
    }
  }
}

/** Listens at the port; throws `refused` when something else does. */
export async function listenAt(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw refusal(`Port ${port} is in use`, { hint: 'Name another with --port.' });
  }
}

/** Servers of APIs and function URLs, which listen before it is known what they answer: functions get their addresses. */
export class ApiServers {
  readonly #servers = new Map<string, { server: Server; port: number }>();
  /** Ports that something else listens at. */
  readonly passedOver: number[] = [];
  #nextPort: number;

  constructor(firstPort: number) {
    this.#nextPort = firstPort;
  }

  /** Opens servers for those that have none yet. */
  async open(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      if (this.#servers.has(key)) continue;
      const server = createServer();
      const wanted = this.#nextPort;
      const port = await listenFrom(server, wanted);
      // Ports in use are passed over, and the run shows which
      for (let busy = wanted; wanted > 0 && busy < port; busy += 1) this.passedOver.push(busy);
      if (wanted > 0) this.#nextPort = port + 1;
      this.#servers.set(key, { server, port });
    }
  }

  server = (key: string): Server | undefined => this.#servers.get(key)?.server;

  url(key: string): string {
    const port = this.#servers.get(key)?.port;
    return port === undefined ? `http://${LOCALHOST}:0` : `http://${LOCALHOST}:${port}`;
  }

  /** Closes the servers of all but these. */
  async keep(keys: readonly string[]): Promise<void> {
    const gone = [...this.#servers].filter(([key]) => !keys.includes(key));
    await Promise.all(
      gone.map(([key, { server }]) => {
        this.#servers.delete(key);
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      }),
    );
  }

  close = (): Promise<void> => this.keep([]);
}
