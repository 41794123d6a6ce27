// A block as the host would read it now; with its faults underlined where it cannot be read.

import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { renderScript, type ScriptFault } from '../../../src-main/core/script-text.ts';
import { speakingTime } from '../../../src-main/core/speaking-time.ts';
import { formatSpan } from '../../ui/time.ts';
import styles from './block-preview.module.css';
import { useHostPace } from './use-host-pace.ts';
import type { ScriptValuesNow } from './use-script-values.ts';

interface BlockPreviewProps {
  readonly text: string;
  readonly values: ScriptValuesNow;
  readonly onShow: (fault: ScriptFault) => void;
}

/** The text between and within its faults; one within another is told by the outer. */
const markFaults = (text: string, faults: readonly ScriptFault[]) => {
  const parts: { readonly start: number; readonly text: string; readonly isFault: boolean }[] = [];
  let at = 0;
  for (const { start, end } of faults) {
    if (start < at) continue;
    parts.push({ start: at, text: text.slice(at, start), isFault: false });
    parts.push({ start, text: text.slice(start, end), isFault: true });
    at = end;
  }
  parts.push({ start: at, text: text.slice(at), isFault: false });
  return parts.filter((part) => part.text !== '');
};

export const BlockPreview = ({ text, values, onShow }: BlockPreviewProps) => {
  const { t } = useTranslation('scripts');
  const pace = useHostPace();
  if (values === null) return <div className={styles.skeleton} role="status" aria-label={t('reading')} />;
  const rendered = renderScript(text, values(text));
  return (
    <section className={styles.preview} aria-label={t('preview')} data-testid="script-preview" data-ok={rendered.ok}>
      <h4 className={styles.head}>
        {t('preview')}
        <span>{rendered.ok ? t('takes', { time: formatSpan(speakingTime(rendered.text, pace)) }) : t('held')}</span>
      </h4>
      <p className={styles.text}>
        {rendered.ok
          ? rendered.pieces.map(({ text: piece, variable }, at) => {
              // Pieces have no names of their own; their place is what they are.
              const key = `${at}:${variable ?? ''}`;
              return variable === null ? <Fragment key={key}>{piece}</Fragment> : <b key={key}>{piece}</b>;
            })
          : markFaults(text, rendered.faults).map(({ start, text: part, isFault }) =>
              isFault ? (
                <mark key={start} className={styles.fault}>
                  {part}
                </mark>
              ) : (
                <Fragment key={start}>{part}</Fragment>
              ),
            )}
      </p>
      {rendered.ok ? null : (
        <ul className={styles.faults}>
          {rendered.faults.map((fault) => (
            <li key={`${fault.start}:${fault.reason}`}>
              <button type="button" data-testid="script-fault" onClick={() => onShow(fault)}>
                {t(`fault.${fault.reason}`, { name: fault.name })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
