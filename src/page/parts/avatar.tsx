/** A person's or the bot's picture: their first letter on a colour of their own. Knows no platform. */

const hues = 8;

function hueOf(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % hues;
}

export function Avatar({ name, isBot = false }: { readonly name: string; readonly isBot?: boolean }) {
  if (isBot) return <img class="avatar" src="/icon.svg" alt="" />;
  return (
    <span class={`avatar hue-${hueOf(name)}`} aria-hidden="true">
      {Array.from(name)[0] ?? ''}
    </span>
  );
}
