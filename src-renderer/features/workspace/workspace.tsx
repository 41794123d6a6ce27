// The workspace: over the whole desk, a tab for each thing that is prepared before a show. Esc goes back to the desk.

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Dialog } from '@base-ui/react/dialog';
import { Tabs } from '@base-ui/react/tabs';
import { Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { ShowState } from '../header/show-state.tsx';
import styles from './workspace.module.css';
import { WORKSPACE_TABS } from './workspace-tabs.ts';

export const Workspace = () => {
  const { t } = useTranslation('workspace');
  const dialog = useDesk((desk) => desk.dialog);
  const openDialog = useDesk((desk) => desk.openDialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  const popup = useRef<HTMLDivElement>(null);
  if (dialog?.kind !== 'workspace') return null;
  return (
    <CSPProvider disableStyleElements>
      <Dialog.Root open onOpenChange={(isOpen) => isOpen || closeDialog()}>
        <Dialog.Portal>
          <Dialog.Popup ref={popup} initialFocus={popup} className={styles.screen} data-testid="workspace">
            <Tabs.Root
              className={styles.tabs}
              value={dialog.tab}
              onValueChange={(tab) => openDialog({ kind: 'workspace', tab })}
            >
              <div className={styles.bar}>
                <Dialog.Title className={styles.title}>{t('title')}</Dialog.Title>
                <Tabs.List className={styles.list} aria-label={t('title')}>
                  {WORKSPACE_TABS.map(({ name }) => (
                    <Tabs.Tab key={name} value={name} className={styles.tab} data-testid={`workspace-${name}`}>
                      {t(`tab.${name}`)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <div className={styles.end}>
                  <ShowState />
                  <Button data-testid="workspace-close" onClick={closeDialog}>
                    {t('close')}
                  </Button>
                </div>
              </div>
              {WORKSPACE_TABS.map(({ name, Panel }) => (
                <Tabs.Panel key={name} value={name} className={styles.panel}>
                  <Suspense fallback={<div className={styles.skeleton} role="status" aria-label={t('loading')} />}>
                    <Panel />
                  </Suspense>
                </Tabs.Panel>
              ))}
            </Tabs.Root>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </CSPProvider>
  );
};
