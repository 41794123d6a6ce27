// Every string on screen comes from the catalogues beside this file, one JSON file a noun and language, bundled.

import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { deskStore } from '../state/desk-store.ts';
import { LANGUAGES, readLanguage } from './language.ts';

const files = import.meta.glob<Record<string, unknown>>(['./zh-CN/*.json', './en/*.json'], {
  eager: true,
  import: 'default',
});

const catalogueOf = (language: string): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`./${language}/`))
      .map(([path, words]) => [path.slice(language.length + 3, -'.json'.length), words]),
  );

export const i18n = createInstance();

const followLanguage = (language: string): void => {
  document.documentElement.lang = language;
};

/** Called once by a page's entry, before it draws. */
export const startI18n = (): void => {
  void i18n.use(initReactI18next).init({
    lng: readLanguage(),
    fallbackLng: 'zh-CN',
    supportedLngs: [...LANGUAGES],
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, catalogueOf(language)])),
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  followLanguage(i18n.language);
  deskStore.subscribe((now, before) => {
    if (now.language === before.language) return;
    void i18n.changeLanguage(now.language).then(() => followLanguage(now.language));
  });
};
