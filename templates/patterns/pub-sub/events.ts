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
/** The sample event of the publish function. */
export function publishEvent(source: Source, name: string): unknown {
  return { api: request(name), s3: notification, none: placed }[source];
}

function request(name: string): unknown {
  const path = `/${name}`;
  const body = JSON.stringify(placed);
  return apiEvent('http', 'iam', { method: 'POST', route: path, path, body });
}

const object = {
  key: 'orders/4711.json',
  size: 180,
  eTag: 'd41d8cd98f00b204e9800998ecf8427e',
  versionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko',
  sequencer: '0055AED6DCD90281E5',
};

const put = {
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
    object,
  },
};

const notification = {
  Records: [
    {
      messageId: '00000000-0000-4000-8000-000000000001',
      receiptHandle: 'receipt-1',
      body: JSON.stringify({ Records: [put] }),
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
    },
  ],
};
