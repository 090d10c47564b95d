/** Search results as menu options. Knows no source. */
import type { PlainTextOption } from '@slack/types';
import { cut } from '../cut.ts';
import { isOptionValue } from './field.ts';
import { limits } from './limits.ts';

/** Values Slack would refuse are left out: a cut value would mean something else. */
export function drawOptions(found: readonly { value: string; label: string }[]): { options: PlainTextOption[] } {
  const options = found
    .filter(({ value }) => isOptionValue(value))
    .slice(0, limits.options)
    .map(({ value, label }) => ({
      text: { type: 'plain_text' as const, text: cut(label || value, limits.optionText), emoji: false },
      value,
    }));
  return { options };
}
