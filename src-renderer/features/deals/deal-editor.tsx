// The editor of a deal of any kind: typed on the left of its check, armed, kept as a draft or as a template.

import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS_IN_FORM } from '../../../src-main/contract/deal-limits.ts';
import type { ProductRow } from '../../../src-main/contract/topics.ts';
import { newCommandId } from '../../client/client.ts';
import { showToast } from '../../state/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { runCommand } from '../desk/run-command.ts';
import { GateFindings } from '../price-truth/gate-findings.tsx';
import styles from './deal-editor.module.css';
import { type DealForm, formFor, plainFieldsOf, readForm } from './deal-form.ts';
import { DealKindFields, Field } from './deal-kind-fields.tsx';
import { DealReportView } from './deal-report.tsx';
import { TriggerFields } from './trigger-fields.tsx';
import { useDealReport } from './use-deal-report.ts';

interface DealEditorProps {
  readonly products: readonly ProductRow[];
  readonly form: DealForm;
  /** Goes up when limits have changed. */
  readonly round: number;
  readonly onForm: (form: DealForm) => void;
  readonly onArmed: () => void;
}

export const DealEditor = ({ products, form, round, onForm, onArmed }: DealEditorProps) => {
  const { t } = useTranslation('deal-desk');
  const [templateName, setTemplateName] = useState<string | null>(null);
  const read = readForm(form);
  const bad = read.ok ? [] : read.bad;
  const report = useDealReport(form, round);
  const isFit = read.ok && report !== null && report.findings.length === 0;

  const choose = (variantId: string): void => {
    const product = products.find((row) => row.variantId === variantId);
    if (product === undefined) return;
    const { productId, price } = product;
    onForm({
      ...form,
      productId,
      variantId: product.variantId,
      currency: price.currency,
      plain: formFor(product).plain,
    });
  };

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!read.ok) return;
    const reply = await runCommand('deal.draft.save', {
      commandId: newCommandId(),
      ...read.value,
      dealId: form.dealId,
    });
    if (!reply.ok) return;
    onForm({ ...form, dealId: reply.value.dealId });
    showToast('fine', t(reply.value.findings.length === 0 ? 'savedChecked' : 'savedDraft'));
  };

  const arm = async (): Promise<void> => {
    if (!read.ok) return;
    const { dealId } = form;
    // The draft is kept as it stands, so that putting the deal away gives it back.
    if (dealId !== null) {
      const kept = await runCommand('deal.draft.save', { commandId: newCommandId(), ...read.value, dealId });
      if (!kept.ok) return;
    }
    const from = dealId === null ? {} : { dealId };
    const reply = await runCommand('deal.arm', { commandId: newCommandId(), ...read.value, ...from });
    if (reply.ok) onArmed();
  };

  const saveTemplate = async (): Promise<void> => {
    if (!read.ok || templateName === null || templateName.trim() === '') return;
    const { trigger: _trigger, ...terms } = read.value;
    const name = templateName.trim();
    const reply = await runCommand('deal.template.save', {
      commandId: newCommandId(),
      ...terms,
      name,
      templateId: null,
    });
    if (reply.ok) setTemplateName(null);
  };

  return (
    <form className={styles.editor} onSubmit={save} noValidate data-testid="deal-editor">
      <div className={styles.kinds} role="radiogroup" aria-label={t('kind')}>
        {KINDS_IN_FORM.map((kind) => (
          // biome-ignore lint/a11y/useSemanticElements: a row of words that looks like tabs, one of which holds
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={form.kind === kind}
            data-testid={`deal-kind-${kind}`}
            onClick={() => onForm({ ...form, kind })}
          >
            {t(`kinds.${kind}`)}
          </button>
        ))}
      </div>
      <label className={styles.product}>
        <span>{t('product')}</span>
        <select value={form.variantId} data-testid="deal-form-product" onChange={(event) => choose(event.target.value)}>
          {products.map(({ variantId, number, title, variantTitle }) => (
            <option key={variantId} value={variantId}>
              {number} · {variantTitle === '' ? title : `${title} · ${variantTitle}`}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.grid}>
        {plainFieldsOf(form.kind).map((field) => (
          <Field
            key={field}
            name={field}
            label={t(`field.${field === 'price' ? `price_${form.kind}` : field}`)}
            value={form.plain[field]}
            isBad={bad.includes(field)}
            unit={t(`unit.${field}`, '')}
            onValue={(value) => onForm({ ...form, plain: { ...form.plain, [field]: value } })}
          />
        ))}
      </div>
      <DealKindFields form={form} bad={bad} onForm={onForm} />
      <TriggerFields form={form} bad={bad} onForm={onForm} />
      {form.kind === 'draw' || form.kind === 'bundle' ? null : (
        <GateFindings variantId={form.variantId} priceMinor={read.ok ? read.value.priceMinor : null} />
      )}
      <DealReportView report={report} />
      {form.kind === 'flash' || form.kind === 'limited' ? null : <p className={styles.hint}>{t('roomCannot')}</p>}
      <div className={styles.acts}>
        <Button kind="deal" disabled={!isFit} data-testid="deal-form-arm" onClick={() => void arm()}>
          {t(form.trigger.kind === 'hand' ? 'arm' : 'armTrigger')}
        </Button>
        <Button type="submit" disabled={!read.ok} data-testid="deal-form-save">
          {t(form.dealId === null ? 'saveDraft' : 'saveAgain')}
        </Button>
        {templateName === null ? (
          <Button kind="quiet" disabled={!read.ok} data-testid="deal-form-template" onClick={() => setTemplateName('')}>
            {t('saveTemplate')}
          </Button>
        ) : (
          <span className={styles.naming}>
            <input
              value={templateName}
              maxLength={60}
              placeholder={t('templateName')}
              aria-label={t('templateName')}
              data-testid="deal-template-name"
              // biome-ignore lint/a11y/noAutofocus: asked for to be typed
              autoFocus
              onChange={(event) => setTemplateName(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                void saveTemplate();
              }}
            />
            <Button
              disabled={templateName.trim() === ''}
              data-testid="deal-template-keep"
              onClick={() => void saveTemplate()}
            >
              {t('keep')}
            </Button>
          </span>
        )}
      </div>
    </form>
  );
};
