// What a message says, in one line: for the desk's list of them.

import { useTranslation } from 'react-i18next';
import type { HostMessage } from '../../../src-main/contract/topics.ts';
import { useEngineNow } from '../../state/live-store.ts';
import { formatSpan } from '../../ui/time.ts';

const Timer = ({ endsAt }: { readonly endsAt: number }) => {
  const { t } = useTranslation('messages');
  const left = endsAt - useEngineNow(1000);
  return <b>{left > 0 ? formatSpan(left, 'up') : t('timeUp')}</b>;
};

export const MessageWords = ({ message }: { readonly message: HostMessage }) => {
  const { t } = useTranslation('messages');
  const text = message.text === '' ? null : <bdi> {message.text}</bdi>;
  switch (message.kind) {
    case 'text':
      return <bdi>{message.text}</bdi>;
    case 'flash':
      return text ?? <span>{t('flashOnly')}</span>;
    case 'timer':
      return (
        <>
          <Timer endsAt={message.endsAt} />
          {text}
        </>
      );
    case 'product':
      return (
        <>
          <span>{t('goTo', { number: message.number })}</span> <bdi>{message.title}</bdi>
          {text}
        </>
      );
    case 'correction':
      return (
        <>
          <s>
            <bdi>{message.wrong}</bdi>
          </s>{' '}
          →{' '}
          <b>
            <bdi>{message.right}</bdi>
          </b>
          {text}
        </>
      );
  }
};
