/** An input's type that is known only when a card is read. Preact's types tie what else may be said to it. */
export function ofType(type: string): { readonly type: 'text' } {
  return { type } as { readonly type: 'text' };
}
