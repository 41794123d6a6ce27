// What can be done with the show in its present state; ending it on air must be held for a second.

import { useTranslation } from 'react-i18next';
import { newCommandId } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { useLinkStatus, useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { HoldButton } from '../../ui/hold-button.tsx';
import { useCommand } from '../desk/use-command.ts';
import { faceOf } from './show-state.tsx';

type Move = 'show.rehearse' | 'show.reset' | 'show.pause' | 'show.resume';

export const ShowControls = () => {
  const { t } = useTranslation('header');
  const face = useTopicSlice('show.current', faceOf);
  const showId = useTopicSlice('show.current', (show) => show?.showId ?? null);
  const openDialog = useDesk((desk) => desk.openDialog);
  const link = useLinkStatus();
  const run = useCommand();
  const move = (name: Move) => () => run(name, { commandId: newCommandId() });
  const start = async (): Promise<void> => {
    const reply = await run('show.start', { commandId: newCommandId() });
    // Where it is said what to mend.
    if (!reply.ok && reply.code === 'not_compliant') openDialog({ kind: 'workspace', tab: 'compliance' });
  };

  const end = async (): Promise<void> => {
    const reply = await run('show.end', { commandId: newCommandId() });
    if (reply.ok && showId !== null) openDialog({ kind: 'summary', showId });
  };

  // What cannot be carried out is not offered.
  if (link !== 'open') return null;

  switch (face) {
    case 'none':
    case 'ended':
      return (
        <Button kind="primary" data-testid="show-new-button" onClick={() => openDialog({ kind: 'show-new' })}>
          {t('control.new')}
        </Button>
      );
    case 'draft':
      return (
        <>
          <Button data-testid="show-rehearse" onClick={move('show.rehearse')}>
            {t('control.rehearse')}
          </Button>
          <Button kind="live" data-testid="show-start" onClick={start}>
            {t('control.start')}
          </Button>
        </>
      );
    case 'rehearsing':
      return (
        <>
          <Button data-testid="show-reset" onClick={move('show.reset')}>
            {t('control.reset')}
          </Button>
          <Button kind="live" data-testid="show-start" onClick={start}>
            {t('control.start')}
          </Button>
        </>
      );
    case 'live':
    case 'paused':
      return (
        <>
          {face === 'live' ? (
            <Button data-testid="show-pause" onClick={move('show.pause')}>
              {t('control.pause')}
            </Button>
          ) : (
            <Button kind="primary" data-testid="show-resume" onClick={move('show.resume')}>
              {t('control.resume')}
            </Button>
          )}
          <HoldButton tone="quiet" testId="show-end" title={t('control.endHint')} onHeld={end}>
            {t('control.end')}
          </HoldButton>
        </>
      );
  }
};
