// Which pictures have not come, from where and why.

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../../src-main/contract/errors.ts';
import type { PictureFailure } from '../../../src-main/contract/picture-documents.ts';
import { request } from '../../client/client.ts';
import styles from './picture-failures.module.css';

type Read = { readonly failures: readonly PictureFailure[] } | { readonly refused: ErrorCode };

export const PictureFailures = () => {
  const { t } = useTranslation(['pictures', 'errors']);
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    let isWanted = true;
    void request('picture.failures', {}).then((reply) => {
      if (isWanted) setRead(reply.ok ? { failures: reply.value } : { refused: reply.code });
    });
    return () => {
      isWanted = false;
    };
  }, []);
  if (read === null) return null;
  if ('refused' in read) return <p className={styles.refused}>{t(`errors:${read.refused}`)}</p>;
  return (
    <ul className={styles.failures} data-testid="picture-failures">
      {read.failures.map(({ productId, title, url, fault }) => (
        <li key={`${productId} ${url}`} data-fault={fault}>
          <b>
            <bdi>{title}</bdi>
          </b>
          <span className={styles.why}>{t(`fault.${fault}`)}</span>
          <bdi className={styles.url} title={url}>
            {url}
          </bdi>
        </li>
      ))}
    </ul>
  );
};
