import { type Edit, insertion } from '../core/text-edit.ts';

const CAPABILITIES = /^(\s*capabilities\s*=\s*)(["'])([^"'\n]*)\2/gm;
const NESTED = 'CAPABILITY_AUTO_EXPAND';

/**
 * Lets every environment of a samconfig.toml deploy applications that are nested
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html, Capabilities).
 */
export function allowNested(text: string): Edit {
  const lacking = [...text.matchAll(CAPABILITIES)].filter(
    ([, , , value]) => !value!.includes(NESTED),
  );
  if (lacking.length === 0) return { status: 'present' };
  const edits = lacking.map((found) => insertion(found.index + found[0].length - 1, ` ${NESTED}`));
  return { status: 'edited', edits };
}
