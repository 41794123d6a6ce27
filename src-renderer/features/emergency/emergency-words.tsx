// The words of a card as a shop wants them, in both languages; {product}, {number} and {title} stand for what it is about.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardRow, CardWords } from '../../../src-main/contract/emergency-documents.ts';
import { LONGEST_NOTICE, LONGEST_SAY, LONGEST_WRONG } from '../../../src-main/contract/emergency-limits.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import form from './emergency-form.module.css';
import styles from './emergency-words.module.css';

const LONGEST = { wrong: LONGEST_WRONG, say: LONGEST_SAY, notice: LONGEST_NOTICE } as const;
const NAMES = ['wrong', 'say', 'notice'] as const satisfies readonly (keyof CardWords)[];

export const EmergencyWords = ({ card, onDone }: { readonly card: CardRow; readonly onDone: () => void }) => {
  const { t } = useTranslation('emergency');
  const run = useCommand();
  const [words, setWords] = useState({ zh: card.zh, en: card.en });
  const isWhole = [words.zh, words.en].every(({ wrong, say }) => wrong.trim() !== '' && say.trim() !== '');
  const keep = async (kept: typeof words | null): Promise<void> => {
    const reply = await run('emergency.write', { commandId: newCommandId(), kind: card.kind, words: kept });
    if (reply.ok) onDone();
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (isWhole) void keep(words);
  };
  return (
    <form className={form.card} onSubmit={save} data-testid="emergency-words">
      <p className={styles.hint}>{t('writeHint')}</p>
      <div className={styles.both}>
        {(['zh', 'en'] as const).map((language) => (
          <fieldset key={language} className={styles.side}>
            <legend>{t(`language.${language}`)}</legend>
            {NAMES.map((name) => (
              <label key={name} className={form.field}>
                <span>{t(name)}</span>
                <textarea
                  rows={name === 'wrong' ? 1 : 3}
                  maxLength={LONGEST[name]}
                  data-testid={`emergency-${language}-${name}`}
                  value={words[language][name]}
                  onChange={(event) =>
                    setWords((before) => ({
                      ...before,
                      [language]: { ...before[language], [name]: event.target.value },
                    }))
                  }
                />
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <div className={form.deeds}>
        <Button kind="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
        {card.isOwn ? (
          <Button kind="quiet" data-testid="emergency-words-reset" onClick={() => void keep(null)}>
            {t('asItCame')}
          </Button>
        ) : null}
        <Button
          type="submit"
          kind="primary"
          className={styles.save}
          disabled={!isWhole}
          data-testid="emergency-words-save"
        >
          {t('saveWords')}
        </Button>
      </div>
    </form>
  );
};
