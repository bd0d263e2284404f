import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import ses from 'aws-ses-v2-local';

interface Mail {
  from: string;
  destination: { to: string[] };
  subject: string;
  body: { text?: string; html?: string };
}

/** Starts an SES that keeps its mail, for the SDK clients of this process. */
export async function startMail() {
  const server = await ses({ host: '127.0.0.1', port: 0 });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  process.env.AWS_ENDPOINT_URL_SESV2 = url;
  return {
    async sent(): Promise<Mail[]> {
      const response = await fetch(`${url}/store`);
      const { emails } = (await response.json()) as { emails: Mail[] };
      return emails;
    },
    stop: promisify(server.close.bind(server)),
  };
}
