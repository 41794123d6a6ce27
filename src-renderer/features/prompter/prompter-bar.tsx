// The line above the text: which block, how long it and its cue will take, how fast it runs, and buttons for a finger.

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrompterAction } from '../../../src-main/core/prompter.ts';
import type { Duration } from '../../../src-main/core/units.ts';
import { formatSpan } from '../../ui/time.ts';
import styles from './prompter-bar.module.css';
import type { PrompterSection } from './prompter-section.ts';
import type { PrompterStatus } from './use-prompter.ts';

interface PrompterBarProps {
  readonly status: PrompterStatus;
  readonly sections: readonly PrompterSection[];
  readonly countdownMs: Duration;
  readonly onSteer: (action: PrompterAction) => void;
  readonly onSetUp: (() => void) | undefined;
}

const SIGNS = {
  previous: 'M14 4 6 12l8 8M19 4v16',
  next: 'M10 4l8 8-8 8M5 4v16',
  slower: 'M5 12h14',
  faster: 'M5 12h14M12 5v14',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  back: 'M9 6 4 11l5 5M4 11h10a6 6 0 0 1 0 8h-2',
  setUp: 'M4 7h10M18 7h2M14 5v4M4 17h2M10 17h10M10 15v4',
} as const;

interface ToolProps {
  readonly sign: keyof typeof SIGNS;
  readonly name: string;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

const Tool = ({ sign, name, isDisabled = false, onPress }: ToolProps) => (
  <button type="button" className={styles.tool} aria-label={name} title={name} disabled={isDisabled} onClick={onPress}>
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={SIGNS[sign]} />
    </svg>
  </button>
);

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <span className={styles.fact}>
    {name} <b>{children}</b>
  </span>
);

export const PrompterBar = ({ status, sections, countdownMs, onSteer, onSetUp }: PrompterBarProps) => {
  const { t } = useTranslation('prompter');
  const section = sections[status.section];
  const isCueLonger = status.cueSeconds > status.sectionSeconds;
  const isPage = status.mode === 'page';
  const step = (steps: number): PrompterAction =>
    isPage ? { do: 'turn_page', pages: -steps } : { do: 'faster', steps };
  return (
    <header className={styles.bar}>
      <p className={styles.place} data-testid="prompter-place">
        {section === undefined ? null : (
          <>
            <span>{t(`kind.${section.kind}`)}</span>
            <span>{t('place', { place: status.section + 1, count: sections.length })}</span>
            <Fact name={t('left')}>{formatSpan(status.sectionSeconds * 1000)}</Fact>
            {isCueLonger ? <Fact name={t('cueLeft')}>{formatSpan(status.cueSeconds * 1000)}</Fact> : null}
          </>
        )}
      </p>
      <output className={styles.phase} data-phase={status.phase} data-testid="prompter-phase">
        {t(isPage ? 'phase.page' : `phase.${status.phase}`)}
      </output>
      <div className={styles.tools} role="toolbar" aria-label={t('tools')}>
        <Tool sign="back" name={t('back')} isDisabled={!status.canGoBack} onPress={() => onSteer({ do: 'back' })} />
        <Tool sign="previous" name={t('previous')} onPress={() => onSteer({ do: 'turn_section', sections: -1 })} />
        <Tool sign="slower" name={t(isPage ? 'pageBack' : 'slower')} onPress={() => onSteer(step(-1))} />
        <output className={styles.speed} data-testid="prompter-speed">
          {isPage
            ? t('page')
            : status.mode === 'words'
              ? t('wordsSpeed', { count: status.charactersPerMinute })
              : t('steadySpeed', { speed: status.speed.toFixed(2) })}
        </output>
        <Tool sign="faster" name={t(isPage ? 'pageOn' : 'faster')} onPress={() => onSteer(step(1))} />
        <Tool
          sign={status.phase === 'paused' ? 'play' : 'pause'}
          name={t(isPage ? 'pageOn' : status.phase === 'paused' ? 'play' : 'pause')}
          onPress={() => onSteer({ do: 'toggle', countdownMs })}
        />
        <Tool sign="next" name={t('next')} onPress={() => onSteer({ do: 'turn_section', sections: 1 })} />
        {onSetUp === undefined ? null : <Tool sign="setUp" name={t('look.title')} onPress={onSetUp} />}
      </div>
    </header>
  );
};
