import { expect, test } from 'vitest';
import { uploadsOf } from '../../src/__name-kebab__/upload.ts';

const created = (object: object, eventName = 'ObjectCreated:Put') => ({
  eventName,
  s3: { bucket: { name: 'uploads' }, object: { size: 1, versionId: 'v', ...object } },
});

test.each([
  ['a+b', 'a b'],
  ['a%2Bb', 'a+b'],
  ['%C3%A9t%C3%A9', 'été'],
  ['%F0%9F%93%B7.jpg', '📷.jpg'],
  ['100%25', '100%'],
])('reads the key %s as %s', (key, decoded) => {
  expect(uploadsOf({ Records: [created({ key })] })).toEqual([
    { bucket: 'uploads', key: decoded, size: 1, versionId: 'v' },
  ]);
});

test('reads each of several records, of whatever made the object', () => {
  const Records = [
    created({ key: 'a' }),
    created({ key: 'b' }, 'ObjectCreated:CompleteMultipartUpload'),
    created({ key: 'c' }, 'ObjectRemoved:Delete'),
    { eventName: 'ObjectRemoved:DeleteMarkerCreated' },
  ];

  expect(uploadsOf({ Records }).map(({ key }) => key)).toEqual(['a', 'b']);
});

test.each([
  [null],
  ['text'],
  [{}],
  [{ Event: 's3:OtherEvent' }],
  [{ Records: {} }],
  [{ Records: [{}] }],
  [{ Records: [{ eventName: 'ObjectCreated:Put' }] }],
  [{ Records: [created({})] }],
  [{ Records: [created({ key: 'a', size: '1' })] }],
  [{ Records: [created({ key: 'a', versionId: undefined })] }],
  [{ Records: [created({ key: '%E0%A4%A' })] }],
])('refuses %j', (notification) => {
  expect(() => uploadsOf(notification)).toThrow();
});
