import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Postgres, WireSession } from './postgres.ts';

/** What a client asks instead of starting: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const CANCEL = 80877102;
const ENCRYPTION = [80877103, 80877104];

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const message = (type: string, ...parts: readonly Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
};

const PASSWORD_PLEASE = message('R', int32(3));

const parameter = (name: string, value: string) => message('S', Buffer.from(`${name}\0${value}\0`));

/** Any password is accepted: the port is open on this machine alone. */
const WELCOME = Buffer.concat([
  message('R', int32(0)),
  parameter('server_version', '17.5'),
  parameter('client_encoding', 'UTF8'),
  parameter('DateStyle', 'ISO, MDY'),
  message('K', int32(0), int32(0)),
  message('Z', Buffer.from('I')),
]);

const failure = ({ message: text }: Error) =>
  message('E', Buffer.from(`SFATAL\0VFATAL\0C57P03\0M${text}\0\0`));

/** The end of what is answered at once: a simple query, or a sync. */
const ENDS = new Set(['Q', 'S']);

/** One connection of a client. */
class Connection {
  readonly #socket: Socket;
  readonly #open: () => Promise<Postgres>;
  #received = Buffer.alloc(0);
  #batch: Buffer[] = [];
  #isStarted = false;
  #session: WireSession | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(socket: Socket, open: () => Promise<Postgres>) {
    this.#socket = socket;
    this.#open = open;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', () => {});
    socket.on('close', () => this.#then(async () => this.#session?.close()));
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const head = this.#isStarted ? 1 : 0;
      if (this.#received.length < head + 4) return;
      const length = head + this.#received.readInt32BE(head);
      if (this.#received.length < length) return;
      const next = this.#received.subarray(0, length);
      this.#received = this.#received.subarray(length);
      if (this.#isStarted) this.#take(next);
      else this.#start(next);
    }
  }

  #start(request: Buffer): void {
    const code = request.readInt32BE(4);
    if (ENCRYPTION.includes(code)) return void this.#socket.write('N');
    if (code === CANCEL) return void this.#socket.end();
    const [, role] = /(?:^|\0)user\0([^\0]+)\0/.exec(request.subarray(8).toString()) ?? [];
    this.#isStarted = true;
    this.#socket.write(PASSWORD_PLEASE);
    this.#then(async () => {
      this.#session = (await this.#open()).session(role);
    });
  }

  #take(next: Buffer): void {
    const type = String.fromCharCode(next[0]!);
    if (type === 'X') return void this.#socket.end();
    if (type === 'p') return void this.#then(async () => void this.#socket.write(WELCOME));
    this.#batch.push(next);
    if (!ENDS.has(type)) return;
    const batch = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#then(async () => void this.#socket.write(await this.#session!.exchange(batch)));
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: Error) => {
      this.#socket.end(failure(error));
    });
  }
}

/** Lets clients of PostgreSQL in, on this machine alone; `open` resolves to the database once it may be used. */
export async function listenForClients(
  open: () => Promise<Postgres>,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => void new Connection(socket, open));
  server.unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port is listened to');
  return { server, port: address.port };
}
