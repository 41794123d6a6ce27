// The deals beside the editor: open ones, starts that were missed, drafts, templates.

import { useTranslation } from 'react-i18next';
import type {
  DealDraftRow,
  DealTemplateRow,
  DealTrigger,
  MissedDealRow,
} from '../../../src-main/contract/deal-documents.ts';
import type { DealView } from '../../../src-main/contract/topics.ts';
import type { DealId, Money } from '../../../src-main/core/units.ts';
import { money } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { useTopic } from '../../state/live-store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatMoney } from '../../ui/money.ts';
import { runCommand } from '../desk/run-command.ts';
import { disarmDeal, settleDeal } from './deal-commands.ts';
import styles from './deal-shelf-list.module.css';

interface DealShelfListProps {
  /** The draft in the editor. */
  readonly shown: DealId | null;
  readonly onNew: () => void;
  readonly onDraft: (draft: DealDraftRow) => void;
  readonly onTemplate: (template: DealTemplateRow) => void;
}

const TONES = {
  draft: 'quiet',
  checked: 'fine',
  armed: 'attention',
  countdown: 'attention',
  running: 'deal',
  sold_out: 'quiet',
  time_up: 'quiet',
  stopped: 'quiet',
  settled: 'fine',
} as const;

const useTriggerText = (): ((trigger: DealTrigger | null, currency: string) => string) => {
  const { t, i18n } = useTranslation('deal-desk');
  return (trigger, currency) => {
    if (trigger === null) return t('trigger.hand');
    if (trigger.kind === 'at') {
      const clock = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'medium' });
      return t('triggerAt', { at: clock.format(trigger.at) });
    }
    const reaches =
      trigger.figure === 'gmv'
        ? formatMoney(money(trigger.reaches, currency), i18n.language, 'whole')
        : new Intl.NumberFormat(i18n.language).format(trigger.reaches);
    return t('triggerMark', { figure: t(`figures.${trigger.figure}`), reaches });
  };
};

const OpenDeal = ({ deal }: { readonly deal: DealView }) => {
  const { t, i18n } = useTranslation('deal-desk');
  const triggerText = useTriggerText();
  return (
    <li className={styles.row} data-testid="deal-row" data-state={deal.state}>
      <div className={styles.what}>
        <p>
          <Badge tone={TONES[deal.state]}>{t(`state.${deal.state}`)}</Badge> {t(`kinds.${deal.offer.kind}`)} ·{' '}
          {deal.number} <bdi>{deal.title}</bdi>
        </p>
        <small>
          {deal.offer.kind === 'draw' ? '' : `${formatMoney(deal.price, i18n.language)} · `}
          {deal.phase === 'armed'
            ? triggerText(deal.trigger, deal.price.currency)
            : t('soldOf', { sold: deal.sold, quantity: deal.quantity })}
        </small>
      </div>
      {deal.phase === 'armed' ? (
        <Button kind="quiet" onClick={() => disarmDeal(deal.dealId)}>
          {t('disarm')}
        </Button>
      ) : null}
      {deal.phase === 'ended' && deal.settledAt === null ? (
        <Button kind="quiet" data-testid="deal-settle" onClick={() => settleDeal(deal.dealId)}>
          {t('settle')}
        </Button>
      ) : null}
    </li>
  );
};

const MissedDeal = ({ row }: { readonly row: MissedDealRow }) => {
  const { t } = useTranslation('deal-desk');
  return (
    <li className={styles.row} data-testid="deal-missed" data-why={row.why}>
      <div className={styles.what}>
        <p>
          <Badge tone="attention">{t('missed')}</Badge> {row.number} <bdi>{row.title}</bdi>
        </p>
        <small>{t(`why.${row.why}`)}</small>
      </div>
    </li>
  );
};

const priceLine = (price: Money, language: string, kind: string): string =>
  kind === 'draw' ? '' : ` · ${formatMoney(price, language)}`;

export const DealShelfList = ({ shown, onNew, onDraft, onTemplate }: DealShelfListProps) => {
  const { t, i18n } = useTranslation('deal-desk');
  const triggerText = useTriggerText();
  const deals = useTopic('deal.list') ?? [];
  const shelf = useTopic('deal.shelf');
  const drafts = shelf?.drafts ?? [];
  const templates = shelf?.templates ?? [];
  const missed = shelf?.missed ?? [];
  return (
    <>
      <section className={styles.group}>
        <h3>{t('open')}</h3>
        <ul>
          {deals.map((deal) => (
            <OpenDeal key={deal.dealId} deal={deal} />
          ))}
          {missed.map((row) => (
            <MissedDeal key={`${row.dealId}${row.at}`} row={row} />
          ))}
        </ul>
        {deals.length + missed.length === 0 ? <p className={styles.none}>{t('noOpen')}</p> : null}
      </section>
      <section className={styles.group}>
        <header>
          <h3>{t('drafts')}</h3>
          <Button kind="quiet" data-testid="deal-new" onClick={onNew}>
            {t('new')}
          </Button>
        </header>
        <ul>
          {drafts.map((draft) => {
            const kind = draft.terms.offer?.kind ?? 'flash';
            const state = draft.isChecked ? 'checked' : 'draft';
            return (
              <li
                key={draft.dealId}
                className={styles.row}
                data-testid="deal-draft-row"
                data-shown={draft.dealId === shown}
              >
                <button type="button" className={styles.what} onClick={() => onDraft(draft)}>
                  <span>
                    <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge> {t(`kinds.${kind}`)} ·{' '}
                    {draft.number ?? '–'} <bdi>{draft.title}</bdi>
                  </span>
                  <small>
                    {triggerText(draft.trigger, draft.terms.price.currency)}
                    {priceLine(draft.terms.price, i18n.language, kind)}
                  </small>
                </button>
                <Button
                  kind="quiet"
                  aria-label={t('remove')}
                  title={t('remove')}
                  onClick={() =>
                    void runCommand('deal.draft.delete', { commandId: newCommandId(), dealId: draft.dealId })
                  }
                >
                  ✕
                </Button>
              </li>
            );
          })}
        </ul>
        {drafts.length === 0 ? <p className={styles.none}>{t('noDrafts')}</p> : null}
      </section>
      <section className={styles.group}>
        <h3>{t('templates')}</h3>
        <ul>
          {templates.map((template) => (
            <li key={template.templateId} className={styles.row} data-testid="deal-template-row">
              <button type="button" className={styles.what} onClick={() => onTemplate(template)}>
                <span>
                  <bdi>{template.name}</bdi>
                </span>
                <small>
                  {t(`kinds.${template.terms.offer?.kind ?? 'flash'}`)}
                  {priceLine(template.terms.price, i18n.language, template.terms.offer?.kind ?? 'flash')}
                </small>
              </button>
              <Button
                kind="quiet"
                aria-label={t('remove')}
                title={t('remove')}
                onClick={() =>
                  void runCommand('deal.template.delete', {
                    commandId: newCommandId(),
                    templateId: template.templateId,
                  })
                }
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
        {templates.length === 0 ? <p className={styles.none}>{t('noTemplates')}</p> : null}
      </section>
    </>
  );
};
