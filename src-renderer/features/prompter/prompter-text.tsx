// The whole text, laid out once; a section is drawn anew only when its own words change.

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './prompter.module.css';
import type { PrompterSection } from './prompter-section.ts';

interface SectionProps {
  readonly section: PrompterSection;
  readonly label: string;
}

const Section = memo(({ section, label }: SectionProps) => (
  <article className={styles.section} data-section={section.sectionId}>
    <h2 className={styles.heading}>
      <span>{label}</span>
      {section.title === '' ? null : <bdi>{section.title}</bdi>}
    </h2>
    <p className={styles.words} data-words>
      {section.pieces.map(({ text, variable }, at) => {
        // Pieces have no names of their own; their place is what they are.
        const key = `${at}:${variable ?? ''}`;
        return variable === null ? (
          <span key={key}>{text}</span>
        ) : (
          <b key={key} className={styles.value}>
            {text}
          </b>
        );
      })}
    </p>
  </article>
));

export const PrompterText = memo(({ sections }: { readonly sections: readonly PrompterSection[] }) => {
  const { t } = useTranslation('prompter');
  return sections.map((section) => (
    <Section key={section.sectionId} section={section} label={t(`kind.${section.kind}`)} />
  ));
});
