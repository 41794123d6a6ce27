// What stands behind a finding: the law with its article, the band of the fine, and what may be said instead.

import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../src-main/contract/compliance-documents.ts';
import styles from './finding-law.module.css';
import { useLacks } from './use-lacks.ts';
import { useSaid } from './use-said.ts';

export const FindingLaw = ({ finding }: { readonly finding: Finding }) => {
  const { t } = useTranslation('compliance');
  const said = useSaid();
  const lacks = useLacks(finding);
  const { law, article, fine, suggestion, ruleId } = finding;
  return (
    <dl className={styles.law}>
      <dt>{t('law')}</dt>
      <dd>
        {article === null ? said(law) : t('lawArticle', { law: said(law), article })} <span>{ruleId}</span>
      </dd>
      {fine === null ? null : (
        <>
          <dt>{t('fine')}</dt>
          <dd>{said(fine)}</dd>
        </>
      )}
      <dt>{t('suggestion')}</dt>
      <dd>
        {said(suggestion)}
        {lacks === '' ? null : <b data-testid="finding-lacks"> {lacks}</b>}
      </dd>
    </dl>
  );
};
