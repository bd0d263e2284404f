import { resolve4 } from 'node:dns/promises';
import { get } from 'node:https';
import { json } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type Answer, drill, seconds } from './failover.ts';

const { domain, stage } = parseArgs({
  options: { domain: { type: 'string' }, stage: { type: 'string' } },
}).values;
if (!domain || !stage) throw new Error('Say which name and stage: --domain DOMAIN --stage dev');

// Ctrl-C ends the waiting; the region is brought back all the same
const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

const { failover, failback } = await drill({
  resolve: () => resolve4(domain),
  ask: () => ask(`https://${domain}/__health__`),
  setSwitch,
  now: () => performance.now(),
  sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal: interrupt.signal }),
  log: console.log,
});
console.log(`Failover took ${seconds(failover)}, failback ${seconds(failback)}`);

/** A connection that is kept alive would stay with the region that it leads to. */
function ask(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false, timeout: 5_000 }, (response) => {
      const region = String(response.headers['x-served-by-region']);
      json(response)
        .then((body) => resolve({ status: (body as Answer).status, region }))
        .catch(reject);
    });
    request.on('timeout', () => request.destroy(new Error('No answer within 5 s')));
    request.on('error', reject);
  });
}

async function setSwitch(region: string, isEnabled: boolean): Promise<void> {
  const Name = `/__app-kebab__-__name-kebab__-${stage}/enabled`;
  const Value = String(isEnabled);
  await new SSMClient({ region }).send(new PutParameterCommand({ Name, Value, Overwrite: true }));
}
