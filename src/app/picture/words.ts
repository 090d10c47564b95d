/** The fixed words of a picture: headings of its columns, its legend, its footer. Labels come with the picture. */
import type { Language } from '../text/phrase.ts';

export const words = {
  vpc: { en: 'VPC', zh: 'VPC' },
  gateway: { en: 'Border gateway', zh: '边界网关' },
  'line-router': { en: 'Line routers', zh: '专线路由器' },
  device: { en: 'Device', zh: '客户端设备' },
  host: { en: 'Test host', zh: '测试主机' },
  cloud: { en: 'Cloud', zh: '云端' },
  'hosting-zone': { en: 'Hosting zone', zh: '托管区' },
  missing: { en: 'not described yet', zh: '尚未配置' },
  up: { en: 'up', zh: '正常' },
  warn: { en: 'pending or impaired', zh: '配置中或受损' },
  down: { en: 'down', zh: '中断' },
  packet: { en: 'path of the test packet', zh: '测试数据包路径' },
  delivered: { en: 'The packet arrives, and its answer too.', zh: '数据包可往返到达。' },
  broken: { en: 'The packet does not get through: {cause}', zh: '数据包无法通过：{cause}' },
  'left-out': { en: '{count} more not drawn', zh: '另有 {count} 项未画出' },
} as const;
export type Word = keyof typeof words;

export function word(key: Word, language: Language, values: Readonly<Record<string, string>> = {}): string {
  return words[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
