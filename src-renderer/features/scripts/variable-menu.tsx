// The variables that a text may hold, each with what it says now; one is put where the caret stands.

import { useTranslation } from 'react-i18next';
import { SCRIPT_VARIABLES, VARIABLE_NAMES } from '../../../src-main/core/script-variable.ts';
import styles from './block-editor.module.css';
import type { ScriptValuesNow } from './use-script-values.ts';

interface VariableMenuProps {
  readonly values: ScriptValuesNow;
  readonly text: string;
  readonly onInsert: (words: string) => void;
}

export const VariableMenu = ({ values, text, onInsert }: VariableMenuProps) => {
  const { t, i18n } = useTranslation('scripts');
  const now = values?.(text) ?? {};
  return (
    <select
      className={styles.variables}
      value=""
      aria-label={t('insertVariable')}
      data-testid="script-variables"
      onChange={(event) => onInsert(event.target.value)}
    >
      <option value="">{t('insertVariable')}</option>
      {SCRIPT_VARIABLES.map((variable) => {
        const [name = variable] = VARIABLE_NAMES[variable][i18n.language === 'en' ? 'en' : 'zh'];
        const value = now[variable] ?? '';
        return (
          <option key={variable} value={`{${name}}`}>
            {`{${name}}  ${value === '' ? t('noValue') : value.slice(0, 40)}`}
          </option>
        );
      })}
      <option value={t('choiceExample')}>{t('choice')}</option>
      <option value={t('promiseExample')}>{t('promise')}</option>
    </select>
  );
};
