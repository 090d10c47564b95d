/** The OpenAPI 3.1 document, made from the shapes of the wire and the verb table. Nothing in it is written twice. */
import { z } from 'zod';
import { say } from '../../app/text/phrase.ts';
import { verbs } from '../../app/verbs/index.ts';
import { type Arg, kinds, typedArgs, type Verb } from '../../app/verbs/spec.ts';
import {
  answerShape,
  commandBody,
  entriesQuery,
  entriesShape,
  meShape,
  problemShape,
  thingShape,
  thingsQuery,
  thingsShape,
} from './wire.ts';

type Json = Record<string, unknown>;

const schemas = {
  Answer: answerShape,
  Problem: problemShape,
  Me: meShape,
  Thing: thingShape,
  Things: thingsShape,
  Entries: entriesShape,
};

function schemaOf(shape: z.ZodType, io: 'input' | 'output' = 'output'): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io });
  return schema;
}

const ref = (name: keyof typeof schemas | `verb-${string}`) => ({ $ref: `#/components/schemas/${name}` });
const english = (key: Parameters<typeof say>[0]) => say(key, 'en');

function argument(arg: Arg): Json {
  const fixed = arg.options && !arg.open ? { type: 'string', enum: arg.options.map((row) => row.value) } : undefined;
  const about = [english({ key: arg.label }), ...(arg.expect ? [english({ key: arg.expect })] : [])].join('. ');
  return { ...(fixed ?? schemaOf(kinds[arg.kind].schema)), description: about };
}

const nameOf = (verb: Verb) => `verb-${verb.name.replace(' ', '-')}` as const;

/** What of a command is the verb's own; the rest is the same for all. */
function commandOf(verb: Verb): Json {
  const { properties = {} } = schemaOf(commandBody, 'input') as { properties?: Json };
  // The resource stands for the argument of the same meaning.
  const needed = verb.args.filter((arg) => arg.required && arg.name !== 'connection').map((arg) => arg.name);
  const args = {
    type: 'object',
    properties: Object.fromEntries(typedArgs(verb).map((arg) => [arg.name, argument(arg)])),
    ...(needed.length > 0 ? { required: needed } : {}),
    additionalProperties: false,
  };
  const roles = verb.guest || verb.roles === 'linked' ? 'everybody' : verb.roles.join(', ');
  return {
    type: 'object',
    title: verb.name,
    description: `${english({ key: verb.summary })} (${roles}).${verb.changes ? ' Needs an Idempotency-Key.' : ''}`,
    properties: { ...properties, verb: { const: verb.name }, args },
    required: ['verb', ...(needed.length > 0 ? ['args'] : [])],
    additionalProperties: false,
  };
}

const json = (schema: Json, type = 'application/json') => ({ content: { [type]: { schema } } });
const problem = { description: 'Refused', ...json(ref('Problem'), 'application/problem+json') };

function page(summary: string, answer: keyof typeof schemas, parameters: readonly Json[] = []): Json {
  return {
    summary,
    parameters,
    responses: { 200: { description: 'Answered', ...json(ref(answer)) }, default: problem },
  };
}

function queryOf(shape: z.ZodType): Json[] {
  const { properties = {} } = schemaOf(shape, 'input') as { properties?: Json };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

const acceptLanguage = { name: 'Accept-Language', in: 'header', schema: { type: 'string' } };
const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 100 },
};

export function openApi(): Json {
  // Verbs that make new doors are not open to programs.
  const open = verbs.filter((verb) => !verb.chatOnly);
  const mapping = Object.fromEntries(open.map((verb) => [verb.name, ref(nameOf(verb)).$ref]));
  return {
    openapi: '3.1.0',
    info: { title: 'Hostline', version: '1' },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    paths: {
      '/commands': {
        post: {
          ...page('Command', 'Answer', [keyParameter, acceptLanguage]),
          requestBody: {
            required: true,
            ...json({ oneOf: open.map((verb) => ref(nameOf(verb))), discriminator: { propertyName: 'verb', mapping } }),
          },
        },
      },
      '/me': { get: page('Me', 'Me') },
      '/things': { get: page('Things', 'Things', queryOf(thingsQuery)) },
      '/things/{id}': { get: page('Thing', 'Thing', [idParameter, acceptLanguage]) },
      '/entries': { get: page('Entries', 'Entries', queryOf(entriesQuery)) },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...Object.fromEntries(Object.entries(schemas).map(([name, shape]) => [name, schemaOf(shape)])),
        ...Object.fromEntries(open.map((verb) => [nameOf(verb), commandOf(verb)])),
      },
    },
  };
}
