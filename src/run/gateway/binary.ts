/** Whether a REST API takes a media type for binary. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html */
export function isBinaryType(
  binaryTypes: readonly string[] = [],
  header: string | undefined,
): boolean {
  if (binaryTypes.includes('*/*')) return true;
  // Of several types that are accepted, the first counts
  const [type = ''] = (header ?? '').split(/[;,]/);
  return binaryTypes.some((each) => each.toLowerCase() === type.trim().toLowerCase());
}
