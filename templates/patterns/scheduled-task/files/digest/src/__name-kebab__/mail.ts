import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import * as z from 'zod/mini';
import { readEnv } from '../shared/env.ts';
import type { Entry } from './entries.ts';

const address = z.string().check(z.minLength(1));
const { MAIL_FROM, MAIL_TO } = readEnv({ MAIL_FROM: address, MAIL_TO: address });

// A second attempt could mail the same again
const ses = new SESv2Client({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 500, requestTimeout: 5000, throwOnRequestTimeout: true },
});

export async function sendDigest(entries: Entry[]): Promise<void> {
  const subject = `__app-kebab__: digest (${entries.length})`;
  const lines = entries.map(({ id, text }) => `${id.split('#', 1)}  ${text}`);
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: MAIL_FROM,
      Destination: { ToAddresses: [MAIL_TO] },
      Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(lines.join('\n')) } } },
    }),
  );
}
