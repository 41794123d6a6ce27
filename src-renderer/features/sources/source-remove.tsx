// Asks once before a source is removed; the way back has the focus, so that a key that is held down removes nothing.

import { useTranslation } from 'react-i18next';
import type { SourceId } from '../../../src-main/core/units.ts';
import { newCommandId } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { useCommand } from '../desk/use-command.ts';
import styles from './source-row.module.css';
import { useOpenedForm } from './use-opened-form.ts';

interface SourceRemoveProps {
  readonly sourceId: SourceId;
  readonly onCancel: () => void;
}

export const SourceRemove = ({ sourceId, onCancel }: SourceRemoveProps) => {
  const { t } = useTranslation('sources');
  const run = useCommand();
  const form = useOpenedForm<HTMLDivElement>(onCancel);
  return (
    <div ref={form} className={styles.edit}>
      <p>{t('row.removeAsk')}</p>
      <Button
        kind="live"
        data-testid="source-remove-do"
        onClick={() => run('source.remove', { commandId: newCommandId(), sourceId })}
      >
        {t('row.remove')}
      </Button>
      <Button kind="quiet" data-first onClick={onCancel}>
        {t('add.cancel')}
      </Button>
    </div>
  );
};
