// Which languages there are, and which of them this screen speaks; remembered from one start to the next.

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'kongtai.language';

const isLanguage = (value: string | null): value is Language => LANGUAGES.some((language) => language === value);

export const readLanguage = (): Language => {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY);
  return isLanguage(kept) ? kept : 'zh-CN';
};

export const saveLanguage = (language: Language): void => {
  if (typeof localStorage !== 'undefined') localStorage.setItem(KEY, language);
};
