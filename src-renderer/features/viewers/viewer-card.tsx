// A viewer's card: who they are to this shop, what they bought, what they said lately.

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewerCard as ViewerCardDocument } from '../../../src-main/contract/documents.ts';
import type { ViewerId } from '../../../src-main/core/units.ts';
import { request } from '../../client/client.ts';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoney } from '../../ui/money.ts';
import { ViewerClaims } from '../claims/viewer-claims.tsx';
import { DocumentFrame } from '../review/document-frame.tsx';
import { useDocument } from '../review/use-document.ts';
import styles from './viewer-card.module.css';
import { ViewerLinks } from './viewer-links.tsx';

interface CardBodyProps {
  readonly card: ViewerCardDocument;
  readonly onChange: () => void;
}

const CardBody = ({ card, onChange }: CardBodyProps) => {
  const { t, i18n } = useTranslation('viewers');
  const count = new Intl.NumberFormat(i18n.language);
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium', hourCycle: 'h23' });
  const { viewer } = card;
  const openDialog = useDesk((desk) => desk.openDialog);
  const { viewerId, name } = viewer;
  const figures = [
    ['shows', count.format(card.shows)],
    ['orders', count.format(card.orders)],
    ['paid', formatMoney(card.paid, i18n.language)],
    ['refunded', formatMoney(card.refunded, i18n.language)],
    ['chats', count.format(card.chats)],
  ] as const;
  return (
    <div className={styles.card} data-testid="viewer-card">
      <p className={styles.name}>
        <bdi>{viewer.name}</bdi>
        {(viewer.level ?? 0) === 0 ? null : <span className={styles.chip}>{t('level', { level: viewer.level })}</span>}
        {viewer.isMember ? <span className={styles.chip}>{t('member')}</span> : null}
        {viewer.isFollower ? <span className={styles.chip}>{t('follower')}</span> : null}
      </p>
      <ViewerLinks card={card} onChange={onChange} />
      <dl className={styles.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`figure.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.seen}>
        {t('seen', { first: moment.format(card.firstSeenAt), last: moment.format(card.lastSeenAt) })}
      </p>
      <p>
        <Button
          data-testid="viewer-promise"
          onClick={() => openDialog({ kind: 'promise', target: { on: 'viewer', viewerId, title: name } })}
        >
          {t('promise')}
        </Button>
      </p>
      <h3 className={styles.subtitle}>{t('recent')}</h3>
      {card.recent.length === 0 ? (
        <p className={styles.seen}>{t('noRecent')}</p>
      ) : (
        <ol className={styles.recent}>
          {card.recent.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a still list of lines that may repeat
            <li key={`${line.at}:${index}`}>
              <time>{time.format(line.at)}</time>
              <bdi>{line.text}</bdi>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
};

const OpenCard = ({ viewerId }: { readonly viewerId: ViewerId }) => {
  const { t } = useTranslation('viewers');
  const read = useCallback(() => request('viewer.card', { viewerId }), [viewerId]);
  const card = useDocument(read);
  // A buyer on the phone has never been in the room.
  if (card.status === 'refused' && card.reply.code === 'not_found')
    return <p className={styles.seen}>{t('unknown')}</p>;
  return <DocumentFrame document={card}>{(value) => <CardBody card={value} onChange={card.again} />}</DocumentFrame>;
};

interface ViewerCardDialogProps {
  readonly viewerId: ViewerId;
  readonly onClose: () => void;
}

export const ViewerCardDialog = ({ viewerId, onClose }: ViewerCardDialogProps) => {
  const { t } = useTranslation('viewers');
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <OpenCard key={viewerId} viewerId={viewerId} />
      <ViewerClaims viewerId={viewerId} />
    </Dialog>
  );
};

export const ViewerCard = () => {
  const dialog = useDesk((desk) => desk.dialog);
  const closeDialog = useDesk((desk) => desk.closeDialog);
  return dialog?.kind === 'viewer' ? <ViewerCardDialog viewerId={dialog.viewerId} onClose={closeDialog} /> : null;
};
