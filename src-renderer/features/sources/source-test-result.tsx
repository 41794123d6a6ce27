// What a connection that was tried out has shown: whether it stood, what came by kind with masked examples, what could not be read.

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SourceSight } from '../../../src-main/contract/source-documents.ts';
import type { Problem } from '../../../src-main/contract/topics.ts';
import type { LiveEventType } from '../../../src-main/core/live-event.ts';
import type { MaskedExample } from '../../../src-main/core/masked-example.ts';
import { formatMoney } from '../../ui/money.ts';
import { listText } from './kind-words.ts';
import styles from './source-add.module.css';

/** A test does not go on trying, as an attached source does. */
const testProblem = (t: TFunction, { code, details }: Problem): string =>
  t([`sources:test.problem.${code}`, `errors:${code}`, 'errors:unknown'], { ...details, code });

/** Its figure counts pieces; others are a stand. */
const isOfThings = (type: LiveEventType): boolean => type === 'gift' || type === 'like' || type.startsWith('order.');

interface ExampleTextProps {
  readonly type: LiveEventType;
  readonly example: MaskedExample;
}

const ExampleText = ({ type, example }: ExampleTextProps) => {
  const { i18n } = useTranslation();
  const { viewer, text, amount, count } = example;
  const parts = [
    viewer,
    text,
    amount === null ? null : formatMoney(amount, i18n.language),
    count === null ? null : `${isOfThings(type) ? '× ' : ''}${new Intl.NumberFormat(i18n.language).format(count)}`,
  ];
  return <bdi>{parts.filter((part) => part !== null).join(' ')}</bdi>;
};

/** A name is '' where it stood without saying what it is called; null where it did not stand. */
const verdictText = (t: TFunction, { name, isUp }: SourceSight, seconds: number): string => {
  if (name === null && isUp) return t('sources:test.waits');
  if (name === null || !isUp) return t('sources:test.notUp', { seconds });
  return name === '' ? t('sources:test.upUnnamed', { seconds }) : t('sources:test.up', { name, seconds });
};

export const SourceTestResult = ({ sight }: { readonly sight: SourceSight }) => {
  const { t, i18n } = useTranslation(['sources', 'errors']);
  const count = new Intl.NumberFormat(i18n.language);
  const { isUp } = sight;
  const seconds = Math.max(1, Math.round(sight.ms / 1000));
  return (
    <section className={styles.result} data-testid="source-test-result" data-up={isUp} aria-live="polite">
      <p className={styles.verdict} data-tone={isUp ? 'fine' : 'attention'}>
        <bdi>{verdictText(t, sight, seconds)}</bdi>
      </p>
      {sight.problem === null ? null : <p className={styles.problem}>{testProblem(t, sight.problem)}</p>}
      {isUp && sight.name !== null && sight.seen.length === 0 ? <p>{t('sources:test.nothing')}</p> : null}
      {sight.seen.length === 0 ? null : (
        <dl className={styles.seen}>
          {sight.seen.map(({ type, count: often, examples }) => (
            <div key={type}>
              <dt>
                {listText(t, 'event', [type])} <b>{count.format(often)}</b>
              </dt>
              <dd>
                {examples.map((example, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a still list of lines that may repeat
                  <ExampleText key={index} type={type} example={example} />
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {sight.rejects.count === 0 ? null : (
        <div className={styles.problem}>
          <p>{t('sources:test.rejects', { count: sight.rejects.count })}</p>
          <ul>
            {sight.rejects.reasons.map((reason) => (
              <li key={reason}>
                <bdi>{reason}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isUp && sight.clockOffsetMs !== null && Math.abs(sight.clockOffsetMs) >= 1000 ? (
        <p className={styles.problem}>{t('sources:offset', { ms: Math.round(sight.clockOffsetMs) })}</p>
      ) : null}
    </section>
  );
};
