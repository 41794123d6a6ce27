// A file that was turned away as a whole: why, and what can be done about it now.

import { useTranslation } from 'react-i18next';
import { FILE_ENCODINGS, type ImportRefusal, type ImportTopic } from '../../../src-main/contract/import-documents.ts';
import { Button } from '../../ui/button.tsx';
import { NO_CHOICES, useImportDesk, useImportWords } from './import-desk.ts';
import styles from './import-refused.module.css';

const useSentence = (refusal: ImportRefusal | null): string => {
  const { t, i18n } = useTranslation(['import', 'errors']);
  if (refusal === null) return '';
  if (refusal.kind === 'file') return refusal.said[i18n.language === 'en' ? 'en' : 'zh-CN'];
  return t([`errors:${refusal.code}`, 'errors:unknown'], { ...refusal.details, code: refusal.code });
};

export const ImportRefused = ({ topic }: { readonly topic: ImportTopic }) => {
  const { t } = useImportWords();
  const desk = useImportDesk();
  const { name, uploadId, refusal } = topic;
  const sentence = useSentence(refusal);
  if (uploadId === null) return null;
  return (
    <div className={styles.refused} role="alert" data-testid="import-refused">
      <p className={styles.name}>
        <bdi>{name}</bdi>
      </p>
      <p className={styles.why}>
        <bdi>{sentence}</bdi>
      </p>
      <div className={styles.ways}>
        <Button kind="primary" data-testid="import-other" onClick={() => void desk.giveUp(uploadId)}>
          {t('otherFile')}
        </Button>
        <label>
          {t('readAs')}{' '}
          <select
            value=""
            data-testid="import-encoding"
            onChange={(event) => {
              const encoding = FILE_ENCODINGS.find((known) => known === event.target.value) ?? null;
              void desk.open(uploadId, { ...NO_CHOICES, encoding });
            }}
          >
            <option value="">{t('encoding')}</option>
            {FILE_ENCODINGS.map((encoding) => (
              <option key={encoding} value={encoding}>
                {encoding.toUpperCase()}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
};
