/** What the audit tells: history with versions, checkpoints, entries the store lost. */
export const auditText = {
  'verb.audit': {
    en: 'Show the history of a thing with versions, or its card at one of them',
    zh: '查看某资源的历史版本，或某一版本时的卡片',
  },
  'arg.version': { en: 'Version', zh: '版本' },
  'arg.thing': { en: 'Thing', zh: '资源' },
  'audit.title': { en: 'History of {id}: {count} entries', zh: '{id} 的历史：{count} 条' },
  'audit.row': { en: 'v{version} · {at} · {who}', zh: '版本 {version} · {at} · {who}' },
  'audit.detail': { en: '{told} · {hash}', zh: '{told} · {hash}' },
  'audit.more': {
    en: '{count} older entries: `npx hostline audit export`, or `npx hostline audit replay`.',
    zh: '另有 {count} 条更早的记录：请用 `npx hostline audit export` 或 `npx hostline audit replay`。',
  },
  'audit.card-then': { en: 'Card then', zh: '当时的卡片' },
  'audit.then': {
    en: 'As the engineers saw it at version {version}, {at}. Its buttons act on the present and may be refused.',
    zh: '版本 {version}（{at}）时工程师所见。按钮作用于当前状态，可能被拒绝。',
  },
  'refusal.unknown-version': {
    en: 'version: {thing} has no version “{value}”; `/line audit {thing}` lists them.',
    zh: '版本：{thing} 没有版本“{value}”，可用 `/line audit {thing}` 查看。',
  },
  'line.entries-restored': {
    en: 'The store had lost versions {from} to {to} of {log}, which were acknowledged. They were still held here and have been written again.',
    zh: '存储丢失了 {log} 已确认的版本 {from}–{to}；本机仍有副本，已重新写入。',
  },
  'line.entries-lost': {
    en: 'The store has lost versions {from} to {to} of {log}, which were acknowledged, and nobody holds them. Nothing is done on {log} until an operator restores a backup or accepts the gap.',
    zh: '存储丢失了 {log} 已确认的版本 {from}–{to}，且无副本。在运维人员恢复备份或接受缺口之前，{log} 上不再执行任何操作。',
  },
  'line.anchor': {
    en: 'Audit checkpoint {number} of {at}: {logs} logs, {entries} entries, fingerprint {print}. Keep this line: it shows later whether anything was rewritten.',
    zh: '审计检查点 {number}（{at}）：{logs} 个日志、{entries} 条记录，指纹 {print}。请保留此行，日后可证明记录是否被改写。',
  },
} as const;
