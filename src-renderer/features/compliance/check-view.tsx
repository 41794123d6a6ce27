// Any text, checked as it is typed or pasted: what a host means to say, before it stands in a script.

import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NO_CONTEXT } from '../../../src-main/core/compliance/finding.ts';
import styles from './check-view.module.css';
import { ComplianceField } from './compliance-field.tsx';

/** As long as the engine takes. */
const LONGEST_TEXT = 200_000;
const LONGEST_CATEGORY = 200;

export const CheckView = () => {
  const { t } = useTranslation('compliance');
  const id = useId();
  const [text, setText] = useState('');
  const [category, setCategory] = useState('');
  return (
    <div className={styles.view}>
      <div className={styles.category}>
        <label htmlFor={`${id}category`}>{t('category')}</label>
        <input
          id={`${id}category`}
          value={category}
          onChange={(event) => setCategory(event.target.value)}
          placeholder={t('categoryHint')}
          maxLength={LONGEST_CATEGORY}
        />
      </div>
      <ComplianceField
        label={t('anyText')}
        value={text}
        onChange={setText}
        category={category}
        context={NO_CONTEXT}
        rows={8}
        maxLength={LONGEST_TEXT}
        placeholder={t('anyTextHint')}
        testId="any-text"
      />
    </div>
  );
};
