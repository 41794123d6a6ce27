// The questions that wait for an answer, oldest first, each settled by one key or one click.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionRow } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import { useEngineNow, useTopic } from '../../state/live-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useCommand } from '../desk/use-command.ts';
import { useTakesReplies } from '../sources/use-takes-replies.ts';
import styles from './question-lane.module.css';
import { waitSpanOf, waitToneOf } from './waiting.ts';

/** Rows that have a number key. */
const KEYED = 3;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

const Waiting = ({ since, now }: { readonly since: number; readonly now: number }) => {
  const { t } = useTranslation('questions');
  const waited = now - since;
  const span = waitSpanOf(waited);
  const tone = waitToneOf(waited);
  return (
    <span className={styles.waiting} data-tone={tone}>
      {t(`tone.${tone}`)} {t(`span.${span.unit}`, { count: span.count })}
    </span>
  );
};

interface RowProps {
  readonly row: QuestionRow;
  readonly place: number;
  readonly now: number;
  readonly onSettle: (row: QuestionRow) => void;
  readonly onAnswer: (row: QuestionRow, to: 'host' | 'room') => void;
}

const Answer = ({ row, place, onAnswer }: Pick<RowProps, 'row' | 'place' | 'onAnswer'>) => {
  const { t } = useTranslation('questions');
  if (row.answer === null) return null;
  const { text } = row.answer;
  const key = place < KEYED ? `Shift+Alt+${place + 1}` : undefined;
  return (
    <button
      type="button"
      className={styles.answer}
      data-testid="question-answer"
      aria-keyshortcuts={key}
      aria-label={t('answerThis', { text })}
      title={`${text}\n${t('answerHint', { key: key ?? '' })}`}
      onClick={() => onAnswer(row, 'host')}
    >
      <span className={styles.mark}>{t('answerMark')}</span>
      <bdi className={styles.text}>{text}</bdi>
      {place < KEYED ? <Kbd>⇧{place + 1}</Kbd> : null}
    </button>
  );
};

/** Shown where the room of the comment carries answers. */
const Reply = ({ row, place, onAnswer }: Pick<RowProps, 'row' | 'place' | 'onAnswer'>) => {
  const { t } = useTranslation('questions');
  const isTaken = useTakesReplies({ source: row.source, isComment: true });
  if (row.answer === null || !isTaken) return null;
  const { text } = row.answer;
  const key = place < KEYED ? `Ctrl+Alt+${place + 1}` : undefined;
  return (
    <button
      type="button"
      className={styles.reply}
      data-testid="question-reply"
      aria-keyshortcuts={key}
      aria-label={t('replyThis', { text })}
      title={t('replyHint', { key: key ?? '' })}
      onClick={() => onAnswer(row, 'room')}
    >
      {t('reply')}
    </button>
  );
};

const QuestionLine = ({ row, place, now, onSettle, onAnswer }: RowProps) => {
  const { t } = useTranslation('questions');
  return (
    <li className={styles.row} data-testid="question-row">
      <span className={styles.subject}>{t(`subject.${row.subject}`)}</span>
      <bdi className={styles.text} title={row.text}>
        {row.text}
      </bdi>
      <span className={styles.count}>{row.count > 1 ? `×${row.count}` : ''}</span>
      <Waiting since={row.waitingSince} now={now} />
      <button
        type="button"
        className={styles.settle}
        aria-keyshortcuts={place < KEYED ? `Alt+${place + 1}` : undefined}
        aria-label={t('settleThis', { text: row.text })}
        title={t('settleHint', { key: place < KEYED ? `Alt+${place + 1}` : '' })}
        onClick={() => onSettle(row)}
      >
        {place < KEYED ? <Kbd>{place + 1}</Kbd> : t('settle')}
      </button>
      <Answer row={row} place={place} onAnswer={onAnswer} />
      <Reply row={row} place={place} onAnswer={onAnswer} />
    </li>
  );
};

export const QuestionLane = () => {
  const { t } = useTranslation('questions');
  const questions = useTopic('question.list') ?? [];
  const now = useEngineNow(1000);
  const run = useCommand();
  const [settling, setSettling] = useState<ReadonlySet<string>>(new Set());
  const rows = questions.filter((row) => !settling.has(row.questionKey));
  const oldest = rows[0];

  const hide = ({ questionKey }: QuestionRow): void => setSettling((keys) => new Set(keys).add(questionKey));
  const showAgain = ({ questionKey }: QuestionRow): void =>
    setSettling((keys) => {
      const rest = new Set(keys);
      rest.delete(questionKey);
      return rest;
    });

  const settle = (row: QuestionRow): void => {
    hide(row);
    run('question.settle', { commandId: newCommandId(), questionKey: row.questionKey }, () => showAgain(row));
  };

  const answer = (row: QuestionRow, to: 'host' | 'room'): void => {
    if (row.answer === null) return;
    hide(row);
    const { questionKey } = row;
    const { blockId } = row.answer;
    run('question.answer', { commandId: newCommandId(), questionKey, blockId, to }, () => showAgain(row));
  };

  useEffect(() => {
    const settleByKey = (event: KeyboardEvent): void => {
      const digit = /^Digit([1-3])$/.exec(event.code)?.[1];
      if (!event.altKey || event.metaKey || digit === undefined || isTyping(event.target)) return;
      const row = rows[Number(digit) - 1];
      if (row === undefined || event.repeat) return;
      event.preventDefault();
      if (event.ctrlKey) answer(row, 'room');
      else if (event.shiftKey) answer(row, 'host');
      else settle(row);
    };
    window.addEventListener('keydown', settleByKey);
    return () => window.removeEventListener('keydown', settleByKey);
  });

  const longest = oldest === undefined ? null : waitSpanOf(now - oldest.waitingSince);
  return (
    <section className={styles.lane} aria-label={t('title')} data-testid="question-lane">
      <header className={styles.head}>
        <h3>{t('title')}</h3>
        {longest === null ? null : (
          <span>{t('open', { count: rows.length, longest: t(`span.${longest.unit}`, { count: longest.count }) })}</span>
        )}
        {rows.length === 0 ? null : <span className={styles.hint}>{t('hint')}</span>}
      </header>
      {rows.length === 0 ? (
        <p className={styles.empty}>{t('empty')}</p>
      ) : (
        <ol className={styles.rows}>
          {rows.map((row, place) => (
            <QuestionLine key={row.questionKey} row={row} place={place} now={now} onSettle={settle} onAnswer={answer} />
          ))}
        </ol>
      )}
    </section>
  );
};
