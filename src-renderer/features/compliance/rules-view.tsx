// The rules in force: what they are for, what is exempt from them, and what of the user's own files could not be used.

import { useTranslation } from 'react-i18next';
import type { ComplianceRules, ExemptionView, RuleView } from '../../../src-main/contract/compliance-documents.ts';
import { newCommandId, request } from '../../client/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './rules-view.module.css';
import { SeverityBadge } from './severity-badge.tsx';
import { useSaid } from './use-said.ts';

const readRules = () => request('compliance.rules', {});

const ExemptionLine = ({ exemption, again }: { readonly exemption: ExemptionView; readonly again: () => void }) => {
  const { t, i18n } = useTranslation('compliance');
  const run = useCommand();
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' });
  const { exemptionId, ruleId, words, productId, productTitle, reason, approver, expiresAt, isInForce } = exemption;
  const remove = async (): Promise<void> => {
    await run('compliance.unexempt', { commandId: newCommandId(), exemptionId });
    again();
  };
  return (
    <li className={styles.exemption} data-testid="exemption" data-in-force={isInForce}>
      <div>
        <p>
          <b>{ruleId}</b> <bdi>{words === null ? t('allWords') : words.join(t('comma'))}</bdi>
          {isInForce ? null : <Badge tone="quiet">{t('notInForce')}</Badge>}
        </p>
        <p className={styles.quiet}>
          {[
            productId === null ? t('reachEvery') : t('reachProduct', { title: productTitle || productId }),
            t('becauseOf', { who: t(`role.${approver}`), reason }),
            // The last day that it holds on.
            expiresAt === null ? t('endless') : t('until', { day: day.format(expiresAt - 1) }),
          ].join(' · ')}
        </p>
      </div>
      <Button kind="quiet" onClick={remove}>
        {t('takeBack')}
      </Button>
    </li>
  );
};

const RuleLine = ({ rule }: { readonly rule: RuleView }) => {
  const { t } = useTranslation('compliance');
  const said = useSaid();
  return (
    <tr>
      <td>{rule.ruleId}</td>
      <td>
        <SeverityBadge weight={rule.severity} />
      </td>
      <td>
        {said(rule.title)}
        {rule.mayBlock && rule.severity === 'warn' ? <small> {t('mayBlock')}</small> : null}
      </td>
      <td>
        {rule.article === null ? said(rule.law) : t('lawArticle', { law: said(rule.law), article: rule.article })}
      </td>
      <td>{rule.fine === null ? '—' : said(rule.fine)}</td>
      <td className={styles.number}>{rule.words === 0 ? '—' : rule.words}</td>
    </tr>
  );
};

const RULE_COLUMNS = ['rule', 'weight', 'title', 'law', 'fine', 'words'] as const;

const Rules = ({ rules, again }: { readonly rules: ComplianceRules; readonly again: () => void }) => {
  const { t } = useTranslation('compliance');
  const run = useCommand();
  const reload = async (): Promise<void> => {
    await run('compliance.reload', { commandId: newCommandId() });
    again();
  };
  return (
    <>
      <header className={styles.head}>
        <p>
          {t('bookVersion')} <code>{rules.version}</code>
        </p>
        <p className={styles.quiet}>
          {t('userDir')} <code>{rules.userDir}</code>
        </p>
        <Button data-testid="rules-reload" onClick={reload}>
          {t('reload')}
        </Button>
      </header>
      <div className={styles.lists}>
        {rules.problems.length === 0 ? null : (
          <section className={styles.problems} role="alert" data-testid="rule-problems">
            <h3>{t('problems', { count: rules.problems.length })}</h3>
            <ul>
              {rules.problems.map(({ file, place, message }) => (
                <li key={`${file} ${place}`}>
                  <bdi>{message}</bdi>
                </li>
              ))}
            </ul>
            <p className={styles.quiet}>{t('problemsHint')}</p>
          </section>
        )}
        <section>
          <h3>{t('exemptions')}</h3>
          {rules.exemptions.length === 0 ? (
            <p className={styles.quiet}>{t('noExemptions')}</p>
          ) : (
            <ul>
              {rules.exemptions.map((exemption) => (
                <ExemptionLine key={exemption.exemptionId} exemption={exemption} again={again} />
              ))}
            </ul>
          )}
        </section>
        <section>
          <h3>{t('rulesCount', { count: rules.rules.length })}</h3>
          <table className={styles.table}>
            <thead>
              <tr>
                {RULE_COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rules.rules.map((rule) => (
                <RuleLine key={rule.ruleId} rule={rule} />
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
};

export const RulesView = () => {
  const document = useDocument(readRules);
  return (
    <div className={styles.view}>
      <DocumentFrame document={document}>{(rules) => <Rules rules={rules} again={document.again} />}</DocumentFrame>
    </div>
  );
};
