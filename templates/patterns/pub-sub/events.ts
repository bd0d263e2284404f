import { apiEvent } from '../../parts/http/event.ts';

export type Source = 'api' | 's3' | 'none';

const placed = {
  type: 'order.placed',
  data: {
    orderId: 'order-4711',
    customerId: 'customer-42',
    lines: [{ sku: 'tea-100', quantity: 2 }],
    total: { amount: 1980, currency: 'EUR' },
  },
};
const cancelled = {
  type: 'order.cancelled',
  data: { orderId: 'order-4711', reason: 'Ordered twice' },
};

const withoutOrder = { type: 'order.cancelled', data: { reason: 'Ordered twice' } };
const withExtra = { ...placed, data: { ...placed.data, note: 'Ring twice' } };
const unknown = { ...placed, type: 'order.returned' };

type Cases = Readonly<Record<string, unknown>>;

/** The sample events of the publish function, by case. */
export function publishEvents(source: Source, name: string): Cases {
  return { api: apiCases, s3: s3Cases, none: noneCases }[source](name);
}

function apiCases(name: string): Cases {
  const path = `/${name}`;
  const post = (body: unknown, headers?: Record<string, string>) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return apiEvent('http', 'iam', { method: 'POST', route: path, path, headers, body: text });
  };
  return {
    valid: post(placed),
    cancelled: post(cancelled),
    'with-key': post(placed, { 'idempotency-key': 'checkout-1' }),
    'bad-key': post(placed, { 'idempotency-key': '' }),
    'invalid-json': post('{"type": "order.placed"'),
    'missing-field': post(withoutOrder),
    'extra-field': post(withExtra),
    'unknown-type': post(unknown),
  };
}

const noneCases = (): Cases => ({
  valid: placed,
  cancelled,
  'missing-field': withoutOrder,
  'extra-field': withExtra,
  'unknown-type': unknown,
  empty: {},
});

function s3Cases(): Cases {
  const put = (key: string, size = 180) => JSON.stringify({ Records: [s3Record(key, size)] });
  const test = { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'bucket' };
  return {
    valid: batch(put('orders/4711.json')),
    cancelled: batch(put('orders/cancelled.json')),
    'with-spaces': batch(put('orders/caf%C3%A9+4711.json')),
    'test-event': batch(JSON.stringify(test)),
    duplicate: batch(put('orders/4711.json'), put('orders/4711.json')),
    mixed: batch(put('orders/4711.json'), 'not JSON', put('orders/cancelled.json')),
    'malformed-body': batch('not JSON'),
    'other-notification': batch('{"Event":"s3:Unknown"}'),
    oversize: batch(put('orders/4711.json', 256 * 1024 + 1)),
    'invalid-json': batch(put('orders/invalid-json.json')),
    'missing-field': batch(put('orders/missing-field.json')),
    'extra-field': batch(put('orders/extra-field.json')),
    'unknown-type': batch(put('orders/unknown-type.json')),
    absent: batch(put('orders/absent.json')),
  };
}

const s3Record = (key: string, size: number) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: 'us-east-1',
  eventTime: '2026-01-15T09:30:00.000Z',
  eventName: 'ObjectCreated:Put',
  userIdentity: { principalId: 'AWS:AROAEXAMPLEOWNERROLE1:session-1' },
  requestParameters: { sourceIPAddress: '203.0.113.10' },
  responseElements: { 'x-amz-request-id': 'C3D13FE58DE4C810' },
  s3: {
    s3SchemaVersion: '1.0',
    configurationId: 'orders',
    bucket: {
      name: 'bucket',
      ownerIdentity: { principalId: 'A3NL1KOZZKExample' },
      arn: 'arn:aws:s3:::bucket',
    },
    object: {
      key,
      size,
      eTag: 'd41d8cd98f00b204e9800998ecf8427e',
      versionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko',
      sequencer: '0055AED6DCD90281E5',
    },
  },
});

function batch(...bodies: string[]): object {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `00000000-0000-4000-8000-00000000000${index + 1}`,
      receiptHandle: `receipt-${index + 1}`,
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '1768469400000',
        SenderId: 'AIDAEXAMPLE',
        ApproximateFirstReceiveTimestamp: '1768469400001',
      },
      messageAttributes: {},
      md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:PublishQueue',
      awsRegion: 'us-east-1',
    })),
  };
}
