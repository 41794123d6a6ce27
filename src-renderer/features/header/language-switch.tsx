// The other language, named in itself.

import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/desk-store.ts';
import { Button } from '../../ui/button.tsx';

export const LanguageSwitch = () => {
  const { t } = useTranslation('header');
  const language = useDesk((desk) => desk.language);
  const setLanguage = useDesk((desk) => desk.setLanguage);
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button
      kind="quiet"
      lang={other}
      data-testid="language-switch"
      aria-label={t('language.switch')}
      title={t('language.switch')}
      onClick={() => setLanguage(other)}
    >
      {t('language.other')}
    </Button>
  );
};
