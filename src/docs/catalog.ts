/** Draws the figures of the catalog as rows: durations, prices, quotas, regions. Knows no rule that uses them. */

import { durations } from '../engine/catalog/durations.ts';
import { installationFeeFen, portSpecs, rentalTerms } from '../engine/catalog/port-specs.ts';
import { quotas } from '../engine/catalog/quotas.ts';
import { regions } from '../engine/catalog/regions.ts';
import { table } from './markdown.ts';

const yuan = (fen: number) => `¥${(fen / 100).toFixed(2)}`;

function durationRows(): string[][] {
  return Object.entries(durations).map(([name, { amount, unit }]) => [
    `\`${name}\``,
    `${amount} ${unit.replace('-', ' ')}${Number(amount) === 1 ? '' : 's'}`,
  ]);
}

function portRows(): string[][] {
  return portSpecs.map(({ id, bandwidthMbps, medium, rentalFenPerMonth, lightDbm, offered }) => [
    id,
    String(bandwidthMbps),
    medium,
    yuan(rentalFenPerMonth),
    lightDbm ? `${lightDbm.min} to ${lightDbm.max}` : '–',
    offered ? 'yes' : 'no',
  ]);
}

function regionRows(): string[][] {
  return regions.map(({ id, name, lineRouters, ports }) => [
    id,
    name.en,
    name.zh,
    lineRouters.join(', '),
    Object.entries(ports)
      .map(([spec, count]) => `${count} × ${spec}`)
      .join(', '),
  ]);
}

const termRows = () => Object.entries(rentalTerms).map(([unit, { min, max }]) => [unit, String(min), String(max)]);
const quotaRows = () => Object.entries(quotas).map(([name, count]) => [`\`${name}\``, String(count)]);

/** The page `docs/reference/catalog.md`. */
export function catalogPage(): string {
  return `# Figures

Drawn from \`src/engine/catalog\` by \`node --import tsx src/docs/draw.ts\`; edit the tables there, not this page. Prices
and port counts are those of a made-up provider.

## Durations

Working days are those of the People's Republic of China. With \`HOSTLINE_PACE=demo\` a day or working day lasts six
seconds.

${table(['Name', 'Duration'], durationRows())}

## Ports

The installation fee is ${yuan(installationFeeFen)} once per line. A port that is not offered cannot be ordered.

${table(['Port', 'Mbps', 'Medium', 'Rental per month', 'Light, dBm', 'Offered'], portRows())}

## Rental terms

${table(['Unit', 'Least', 'Most'], termRows())}

## Quotas

Not every quota has a command that can reach it yet; the engine holds all of them.

${table(['Quota', 'At most'], quotaRows())}

## Regions

Ports are counted per line router. A line takes one on each of the two.

${table(['Region', 'Name', '名称', 'Line routers', 'Ports in a new site'], regionRows())}
`;
}
