// Compliance before a show: the report that an owner signs, the evidence of what was decided, the rules themselves.

import { Tabs } from '@base-ui/react/tabs';
import { useTranslation } from 'react-i18next';
import { PriceView } from '../price-truth/price-view.tsx';
import { CheckView } from './check-view.tsx';
import styles from './compliance-panel.module.css';
import { EvidenceView } from './evidence-view.tsx';
import { ReportView } from './report-view.tsx';
import { RulesView } from './rules-view.tsx';

const VIEWS = [
  { name: 'report', View: ReportView },
  { name: 'check', View: CheckView },
  { name: 'prices', View: PriceView },
  { name: 'evidence', View: EvidenceView },
  { name: 'rules', View: RulesView },
] as const;

export const CompliancePanel = () => {
  const { t } = useTranslation('compliance');
  return (
    <Tabs.Root className={styles.panel} defaultValue="report" data-testid="compliance-panel">
      <Tabs.List className={styles.tabs} aria-label={t('title')}>
        {VIEWS.map(({ name }) => (
          <Tabs.Tab key={name} value={name} className={styles.tab} data-testid={`compliance-${name}`}>
            {t(`view.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {VIEWS.map(({ name, View }) => (
        <Tabs.Panel key={name} value={name} className={styles.view}>
          <View />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
};
