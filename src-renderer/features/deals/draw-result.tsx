// A draw that is over: who has won, and the list with its seed to keep and to check.

import { useTranslation } from 'react-i18next';
import type { DealView } from '../../../src-main/contract/topics.ts';
import { request } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-file.ts';
import styles from './armed-deal.module.css';

interface DrawResultProps {
  readonly deal: DealView;
  readonly draw: NonNullable<DealView['draw']>;
}

export const DrawResult = ({ deal, draw }: DrawResultProps) => {
  const { t } = useTranslation('deal');
  const save = async (): Promise<void> => {
    const reply = await request('deal.draw.read', { dealId: deal.dealId });
    if (reply.ok) {
      const text = JSON.stringify(reply.value, null, 2);
      saveFile(`draw-${deal.dealId}.json`, new Blob([text], { type: 'application/json' }));
    }
  };
  return (
    <>
      <p className={styles.say} data-testid="draw-winners">
        {draw.winners.length === 0
          ? t('nobody')
          : draw.winners.map(({ entrant, name }, place) => (
              <bdi key={entrant}>
                {place > 0 ? ' · ' : ''}
                {name}
              </bdi>
            ))}
      </p>
      <p className={styles.terms}>{t('drawn', { count: draw.entrants })}</p>
      {draw.seed === null ? null : (
        <Button kind="quiet" data-testid="draw-save" onClick={() => void save()}>
          {t('drawSave')}
        </Button>
      )}
    </>
  );
};
