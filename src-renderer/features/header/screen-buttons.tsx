// The other screens and documents: the host's screen, the list of shows, the review of this one.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { useTopicSlice } from '../../state/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { WORKSPACE_TABS } from '../workspace/workspace-tabs.ts';
import { openHost } from './open-host.ts';

export const ScreenButtons = () => {
  const { t } = useTranslation('header');
  const openDialog = useDesk((desk) => desk.openDialog);
  const [firstTab] = WORKSPACE_TABS;
  const reviewed = useTopicSlice('show.current', (show) => (show?.startedAt == null ? null : show.showId));
  return (
    <>
      <Button data-testid="open-host" onClick={openHost}>
        {t('screen.host')}
      </Button>
      {firstTab === undefined ? null : (
        <Button data-testid="open-workspace" onClick={() => openDialog({ kind: 'workspace', tab: firstTab.name })}>
          {t('screen.workspace')}
        </Button>
      )}
      <Button data-testid="open-shows" onClick={() => openDialog({ kind: 'shows' })}>
        {t('screen.shows')}
      </Button>
      {reviewed === null ? null : (
        <Button data-testid="open-summary" onClick={() => openDialog({ kind: 'summary', showId: reviewed })}>
          {t('screen.summary')}
        </Button>
      )}
    </>
  );
};
