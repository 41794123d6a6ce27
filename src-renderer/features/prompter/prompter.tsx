// The prompter: the script on one long page that moves behind a reading line, and what must stay in sight beside it.

import { type ReactNode, type Ref, useEffect, useImperativeHandle } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrompterAction } from '../../../src-main/core/prompter.ts';
import type { Duration } from '../../../src-main/core/units.ts';
import styles from './prompter.module.css';
import { PrompterBar } from './prompter-bar.tsx';
import { PROMPTER_COLOURS, type PrompterLook } from './prompter-look.ts';
import type { PrompterSection } from './prompter-section.ts';
import { PrompterText } from './prompter-text.tsx';
import { type OnPrompterStep, type PrompterStart, usePrompter } from './use-prompter.ts';
import { usePrompterHand, usePrompterKeys, usePrompterShortcuts } from './use-prompter-keys.ts';
import { useReducedMotion } from './use-reduced-motion.ts';

/** For what reaches the prompter other than by its own keys: a global shortcut, the assistant, a choice of block. */
export interface PrompterHandle {
  steer(action: PrompterAction): void;
}

interface PrompterProps {
  /** What a change leaves alone keeps its object, so that only the changed block is drawn anew. */
  readonly sections: readonly PrompterSection[];
  readonly look: PrompterLook;
  /** Read once, at the first drawing; later changes come by `steer`. */
  readonly start: PrompterStart;
  /** Before it plays; 0 for none. */
  readonly countdownMs: Duration;
  /** False while something else owns the keys. */
  readonly takesKeys: boolean;
  /** Hears of mode and speed whenever a key or a hand has set them. */
  readonly onStart?: (start: PrompterStart) => void;
  readonly onStep?: OnPrompterStep;
  /** Asks for the settings; without it there is no button for them. */
  readonly onSetUp?: () => void;
  readonly ref?: Ref<PrompterHandle>;
  /** Price, stock and countdown, kept in sight beside the text. */
  readonly children?: ReactNode;
}

export const Prompter = (props: PrompterProps) => {
  const { sections, look, start, countdownMs, takesKeys, onStart, onStep, onSetUp, ref, children } = props;
  const { t } = useTranslation('prompter');
  const run = usePrompter(sections, look, start, useReducedMotion(), onStep);
  const { viewport, text, status, steer } = run;
  usePrompterKeys(run, countdownMs, takesKeys);
  usePrompterShortcuts(run, countdownMs);
  const hand = usePrompterHand(run, countdownMs, look.isFlipped);
  useImperativeHandle(ref, () => ({ steer }), [steer]);
  const { mode, speed, charactersPerMinute } = status;
  useEffect(() => onStart?.({ mode, speed, charactersPerMinute }), [onStart, mode, speed, charactersPerMinute]);

  const colours = PROMPTER_COLOURS[look.colour];
  const style = {
    '--prompter-font': `${look.fontPixels / 16}rem`,
    '--prompter-line': look.lineHeight,
    '--prompter-margin': `${look.marginPercent}%`,
    '--prompter-focus': `${look.focusPercent}%`,
    '--prompter-text': colours.text,
    '--prompter-ground': colours.ground,
    '--prompter-value': colours.value,
    transform: `scale(${look.isMirrored ? -1 : 1}, ${look.isFlipped ? -1 : 1})`,
  };
  return (
    <section
      className={styles.prompter}
      aria-label={t('title')}
      data-testid="prompter"
      data-phase={status.phase}
      data-beside={children !== undefined}
      style={style}
    >
      <div className={styles.main}>
        <PrompterBar status={status} sections={sections} countdownMs={countdownMs} onSteer={steer} onSetUp={onSetUp} />
        <div className={styles.viewport} ref={viewport} data-testid="prompter-viewport" {...hand}>
          <div className={styles.text} ref={text} data-testid="prompter-text">
            <PrompterText sections={sections} />
          </div>
          {sections.length === 0 ? (
            <p className={styles.empty}>{t('empty')}</p>
          ) : (
            <>
              <div className={styles.said} aria-hidden="true" />
              <div className={styles.strip} aria-hidden="true" />
            </>
          )}
          {status.countdownSeconds > 0 ? (
            <output className={styles.countdown} data-testid="prompter-countdown">
              {status.countdownSeconds}
            </output>
          ) : null}
        </div>
      </div>
      {children === undefined ? null : <aside className={styles.beside}>{children}</aside>}
    </section>
  );
};
