const RULE =
  'A prefix is folders of letters, digits and . _ -, each beginning with a letter or a digit and ending with a slash, 40 characters at most, such as uploads/ or in/photos/.';

/** Why a prefix is refused. One character more could be a wildcard in the policy, or need encoding in an event. */
export const prefixProblem = (value: string): string | undefined =>
  value.length <= 40 && /^([A-Za-z0-9][A-Za-z0-9._-]*\/)+$/.test(value) ? undefined : RULE;
