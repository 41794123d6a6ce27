// Around a document: a skeleton while it loads, what was refused with a way to ask again, or the document.

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import styles from './document-frame.module.css';
import type { DocumentState } from './use-document.ts';

interface DocumentFrameProps<T> {
  readonly document: DocumentState<T> & { readonly again: () => void };
  readonly children: (value: T) => ReactNode;
}

export const DocumentFrame = <T,>({ document, children }: DocumentFrameProps<T>) => {
  const { t } = useTranslation(['review', 'errors']);
  switch (document.status) {
    case 'loading':
      return (
        <div className={styles.skeleton} role="status" aria-label={t('review:loading')}>
          <span />
          <span />
          <span />
        </div>
      );
    case 'refused':
      return (
        <div className={styles.refused} role="alert">
          <p>{t(`errors:${document.reply.code}`, { ...document.reply.details })}</p>
          <Button onClick={document.again}>{t('review:again')}</Button>
        </div>
      );
    case 'ready':
      return children(document.value);
  }
};
