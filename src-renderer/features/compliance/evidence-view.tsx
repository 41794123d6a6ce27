// The evidence of what was decided, by date, with whether its chain is whole, and as a file.

import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TableVirtuoso } from 'react-virtuoso';
import type { EvidenceDocument, EvidenceRow } from '../../../src-main/contract/compliance-documents.ts';
import { instant } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { pageNow } from '../../state/page-clock.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import { dayOf, endOfDay, startOfDay } from './day.ts';
import styles from './evidence-view.module.css';

const DAYS_AT_FIRST = 30;
const NEVER = instant(8.64e15);
const HASH_SHOWN = 8;
const FORMATS = { csv: 'text/csv;charset=utf-8', json: 'application/json' } as const;
const COLUMNS = ['at', 'decision', 'operator', 'subject', 'rule', 'matched', 'text', 'reason', 'hash'] as const;

const EvidenceCells = ({ row }: { readonly row: EvidenceRow }) => {
  const { t, i18n } = useTranslation('compliance');
  const at = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  return (
    <>
      <td className={styles.tight}>
        <time>{at.format(row.at)}</time>
      </td>
      <td className={styles.tight}>{t(`decision.${row.decision}`)}</td>
      <td className={styles.tight}>{t(`role.${row.operator}`)}</td>
      <td>
        <bdi>{row.subject === '' ? t('reachEvery') : row.subject}</bdi>
      </td>
      <td className={styles.tight}>{row.ruleId ?? '—'}</td>
      <td>
        <bdi>{row.matched === '' ? '—' : row.matched}</bdi>
      </td>
      <td className={styles.quiet}>
        <bdi>{row.text === '' ? '—' : row.text}</bdi>
      </td>
      <td>
        <bdi>{row.reason === '' ? '—' : row.reason}</bdi>
      </td>
      <td className={styles.tight}>
        <code title={row.contentHash ?? row.hash}>{(row.contentHash ?? row.hash).slice(0, HASH_SHOWN)}…</code>
      </td>
    </>
  );
};

const Evidence = ({ evidence }: { readonly evidence: EvidenceDocument }) => {
  const { t } = useTranslation('compliance');
  const { rows, count, brokenAt } = evidence;
  return (
    <>
      <p className={styles.state} data-testid="evidence-state" data-broken={brokenAt ?? 'none'}>
        {brokenAt === null ? (
          <Badge tone="fine">✓ {t('chainWhole')}</Badge>
        ) : (
          <Badge tone="live">■ {t('chainBroken', { seq: brokenAt })}</Badge>
        )}
        <span>
          {count > rows.length ? t('evidenceOf', { shown: rows.length, count }) : t('evidenceCount', { count })}
        </span>
      </p>
      {rows.length === 0 ? (
        <p className={styles.empty}>{t('noEvidence')}</p>
      ) : (
        <TableVirtuoso
          className={styles.table}
          data={rows}
          computeItemKey={(_index, row) => row.seq}
          fixedHeaderContent={() => (
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {t(`column.${name}`)}
                </th>
              ))}
            </tr>
          )}
          itemContent={(_index, row) => <EvidenceCells row={row} />}
        />
      )}
    </>
  );
};

export const EvidenceView = () => {
  const { t, i18n } = useTranslation(['compliance', 'errors']);
  const id = useId();
  const [from, setFrom] = useState(() => dayOf(pageNow(), -DAYS_AT_FIRST));
  const [to, setTo] = useState(() => dayOf(pageNow()));
  const begin = instant(startOfDay(from) ?? 0);
  const end = instant(endOfDay(to) ?? NEVER);
  const read = useCallback(() => request('compliance.evidence', { from: begin, to: end }), [begin, end]);
  const document = useDocument(read);
  const run = useCommand();

  const save = async (format: keyof typeof FORMATS): Promise<void> => {
    const reply = await run('compliance.evidenceFile', { from: begin, to: end, format });
    if (reply.ok) saveFile(reply.value.name, new Blob([reply.value.text], { type: FORMATS[format] }));
  };

  return (
    <div className={styles.view}>
      <form className={styles.filter} onSubmit={(event) => event.preventDefault()} lang={i18n.language}>
        <label htmlFor={`${id}from`}>{t('compliance:from')}</label>
        <input id={`${id}from`} type="date" value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
        <label htmlFor={`${id}to`}>{t('compliance:to')}</label>
        <input id={`${id}to`} type="date" value={to} min={from} onChange={(event) => setTo(event.target.value)} />
        <span className={styles.kept}>{t('compliance:kept')}</span>
        <Button data-testid="evidence-save" onClick={() => save('csv')}>
          {t('compliance:saveCsv')}
        </Button>
        <Button data-testid="evidence-save-json" onClick={() => save('json')}>
          {t('compliance:saveJson')}
        </Button>
      </form>
      <DocumentFrame document={document}>{(evidence) => <Evidence evidence={evidence} />}</DocumentFrame>
    </div>
  );
};
