import { describe, expect, it } from 'vitest';
import { formFor } from '../../../src/app/cards/form.ts';
import { verbs } from '../../../src/app/verbs/index.ts';
import type { Verb } from '../../../src/app/verbs/spec.ts';

const verb = (name: string): Verb => {
  const found = verbs.find((row) => row.name === name);
  if (!found) throw new Error(`no verb ${name}`);
  return found;
};

describe.each(verbs.map((row) => [row.name, row] as const))('the form of %s', (_name, row) => {
  it('has a field for every argument that is not only typed, marked as required where it is', () => {
    const { fields } = formFor(row, {});
    expect(fields.map(({ name, required }) => ({ name, required }))).toEqual(
      row.args
        .filter((arg) => !arg.typedOnly)
        .map(({ name, required, unless }) => ({ name, required: required && unless === undefined })),
    );
  });

  it('offers options only as the argument has them', () => {
    for (const field of formFor(row, {}).fields) {
      const arg = row.args.find((candidate) => candidate.name === field.name);
      if (field.kind === 'select') expect(field.options).toBe(arg?.options);
      if (arg?.options && arg.kind !== 'flag') expect(field.kind).toBe('select');
      expect(field.kind === 'file').toBe(arg?.file === true);
      if (arg?.kind === 'flag') expect(field.kind).toBe('checkbox');
      if (arg?.kind === 'connection') expect(field.kind).toBe('search');
    }
  });

  it('keeps what is known, but for secrets', () => {
    const asked = row.args.filter((arg) => !arg.file);
    const args = Object.fromEntries(asked.map((arg) => [arg.name, arg.options?.[0]?.value ?? 'yes']));
    const form = formFor(row, args);
    const secrets = row.args.filter((arg) => arg.secret).map((arg) => arg.name);
    for (const { name, initial } of form.fields) expect(initial).toBe(secrets.includes(name) ? undefined : args[name]);
    for (const [name, value] of Object.entries(form.fixed)) expect(value).toBe(args[name]);
    const fields = form.fields.filter(({ kind }) => kind !== 'file');
    expect([...fields.map((field) => field.name), ...Object.keys(form.fixed)].toSorted()).toEqual(
      asked
        .filter((arg) => !arg.typedOnly || form.fixed[arg.name] !== undefined)
        .map((arg) => arg.name)
        .toSorted(),
    );
  });
});

describe('a form', () => {
  it('does not ask again for the line it is about, and carries the revision it was opened on', () => {
    const form = formFor(verb('reject'), { connection: 'conn-1' }, { resource: 'conn-1', revision: 7 });
    expect(form).toMatchObject({ verb: 'reject', resource: 'conn-1', revision: 7, fixed: { connection: 'conn-1' } });
    expect(form.fields.map((field) => field.name)).toEqual(['reason', 'note']);
  });

  it('offers only lines the command can move', () => {
    expect(formFor(verb('approve'), {}).fields).toMatchObject([{ kind: 'search', source: 'connections.approve' }]);
    expect(formFor(verb('show'), {}).fields).toMatchObject([{ kind: 'search' }]);
  });

  it('shows prices beside the order', () => expect(formFor(verb('order'), {}).note).toBe(verb('order').note));

  it('writes no secret back, wherever it was typed', () => {
    const secret = 'hunter2hunter2';
    const withSecrets = verbs.filter((row) => row.args.some((arg) => arg.secret));
    expect(withSecrets.length).toBeGreaterThan(0);
    for (const row of withSecrets) {
      const typed = Object.fromEntries(row.args.flatMap((arg) => (arg.secret ? [[arg.name, secret]] : [])));
      expect(JSON.stringify(formFor(row, typed))).not.toContain(secret);
    }
  });

  it('keeps a file that was sent, and asks for nothing the file says', () => {
    const form = formFor(verb('check'), { file: 'F1', config: 'pasted' });
    expect(form.fixed).toEqual({ file: 'F1' });
    expect(form.fields.map(({ name }) => name)).toEqual(['vif', 'vendor', 'announce']);
  });

  it('does not ask what only a typed line says', () => {
    expect(formFor(verb('order'), {}).fields.map((field) => field.name)).not.toContain('again');
  });
});
