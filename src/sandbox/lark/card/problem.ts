/** Knows how Lark words what is wrong with a card; finds nothing itself. */

/** One finding. `path` is Lark's own: "ROOT -> body -> elements -> [0](tag: button)". */
export interface CardProblem {
  readonly code: number;
  readonly path: string;
  readonly message: string;
  readonly value: string;
}

const parse = (path: string, value: string): CardProblem => ({
  code: 200621,
  path,
  message: 'parse card json err, please check whether the card json is correct',
  value: `${value}, path: ${path}`,
});
const content = (path: string, message: string, value = ''): CardProblem => ({ code: 11310, path, message, value });

export const problems = {
  notJson: () => parse('ROOT', 'invalid json'),
  unknown: (path: string, name: string) => parse(path, `unknown property, property: ${name}`),
  missing: (path: string, name: string) => parse(path, `required property is missing, property: ${name}`),
  wrongType: (path: string, expected: string, got: string) => parse(path, `${got} is not ${expected}`),
  notOneOf: (path: string, allowed: readonly string[], got: string) =>
    parse(path, `${got} is none of ${allowed.join(', ')}`),
  outOfRange: (path: string, min: number, max: number, got: number) =>
    parse(path, `${got} is not within ${min} and ${max}`),
  tooLong: (path: string, max: number, got: number) => content(path, `text is longer than ${max} characters`, `${got}`),
  tooMany: (path: string, max: number, got: number) => content(path, `more than ${max} items`, `${got}`),
  tooFew: (path: string, min: number, got: number) => content(path, `less than ${min} items`, `${got}`),
  unsupported: (path: string, tag: string): CardProblem => ({
    code: 200861,
    path,
    message: 'cards of schema V2 no longer support this capability',
    value: `unsupported tag ${tag}`,
  }),
  tooManyElements: (got: number) => content('ROOT', 'element exceeds the limit', `${got}`),
  tooManyTables: () => content('ROOT', 'card table number over limit', 'table'),
  tooDeep: (path: string, max: number) => content(path, `components are nested deeper than ${max}`),
  misplaced: (path: string, tag: string, why: string) => content(path, `${tag} ${why}`, tag),
  duplicate: (path: string, member: string, value: string) => content(path, `${member}(${value}) duplicate`, value),
  nameless: (path: string, tag: string) => content(path, `${tag} in a form needs a name`, tag),
  rule: (path: string, message: string) => content(path, message),
  image: (path: string, key: string): CardProblem => ({
    code: 200570,
    path,
    message: 'card contains invalid image keys',
    value: `image key ${key}`,
  }),
  person: (path: string, id: string): CardProblem => ({
    code: 100290,
    path,
    message: 'There is an invalid user resource(at/person) in your card',
    value: id,
  }),
  rows: (path: string, value: string): CardProblem => ({ code: 200914, path, message: 'table rows is invalid', value }),
  rowName: (path: string, value: string): CardProblem => ({
    code: 200915,
    path,
    message: 'table rows name is invalid',
    value,
  }),
};

/** What follows `ext=` in the answer. */
export function worded({ code, path, message, value }: CardProblem): string {
  return `ErrCode: ${code}; ErrPath: ${path}; ErrMsg: ${message}; ErrorValue: ${value}; `;
}
