/** Knows how Slack words what is wrong with a Block Kit payload, in both of its answers; finds nothing itself. */

/** One finding, in the shape `blocks.validate` answers with. `pointer` is an RFC 6901 JSON pointer. */
export interface BlockProblem {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly constraint: { readonly type: string; readonly expected: readonly string[]; readonly got: string };
}

function problem(pointer: string, code: string, message: string, type: string, expected: string[], got: string) {
  return { pointer, code, message, constraint: { type, expected, got } };
}

const constrained = (pointer: string, message: string, type: string, expected: string[], got: string) =>
  problem(pointer, 'failed_constraint', message, type, expected, got);

export const problems = {
  tooLong: (at: string, max: number, got: number) =>
    constrained(at, `must be less than ${max + 1} characters`, 'max_length', [String(max)], String(got)),
  tooShort: (at: string, min: number, got: number) =>
    constrained(at, `must be more than ${min - 1} characters`, 'min_length', [String(min)], String(got)),
  tooMany: (at: string, max: number, got: number) =>
    constrained(at, `no more than ${max} items allowed`, 'max_items', [String(max)], String(got)),
  tooFew: (at: string, min: number, got: number) =>
    constrained(at, `must provide at least ${min} items`, 'min_items', [String(min)], String(got)),
  outOfRange: (at: string, min: number, max: number, got: number) =>
    constrained(at, `must be between ${min} and ${max}`, 'range', [String(min), String(max)], String(got)),
  notOneOf: (at: string, allowed: readonly string[], got: string) =>
    constrained(at, 'must be a valid enum value', 'enum', [...allowed], got),
  wrongType: (at: string, expected: string, got: string) =>
    constrained(at, `must provide ${expected}`, 'type', [expected], got),
  unsupported: (at: string, allowed: readonly string[], got: string) =>
    problem(`${at}/type`, 'unsupported_type', `unsupported type: ${got}`, 'enum', [...allowed], got),
  missing: (at: string, names: readonly string[]) =>
    problem(at, 'missing_field', `missing required field: ${names.join(' or ')}`, 'required', [...names], ''),
  unknown: (at: string, name: string) =>
    problem(at, 'additional_property', `invalid additional property: ${name}`, 'properties', [], name),
  conflict: (at: string, names: readonly string[]) =>
    constrained(at, `provide only one of ${names.join(', ')}`, 'exclusive', [...names], names.join(', ')),
  repeated: (at: string, name: string, value: string) =>
    constrained(at, `\`${name}\` must be unique, "${value}" is used twice`, 'unique', [], value),
  rule: (at: string, message: string, got: string) => constrained(at, message, 'rule', [], got),
};

/** The wording of chat.* and views.* errors: `<message> [json-pointer:<pointer>]`. */
export function worded(found: BlockProblem): string {
  return `${found.message} [json-pointer:${found.pointer}]`;
}
