// The host's large left side while there is a script: the prompter, and how it is set up on this display.

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptTopic } from '../../../src-main/contract/script-documents.ts';
import { SHORTCUT_MODES } from '../../../src-main/contract/shell-news.ts';
import { PROMPTER_MODES, type PrompterMode } from '../../../src-main/core/prompter.ts';
import { duration } from '../../../src-main/core/units.ts';
import { newCommandId, request } from '../../client/client.ts';
import { Prompter, type PrompterHandle } from '../prompter/prompter.tsx';
import { keepMemory, MOST_COUNTDOWN_SECONDS, type PrompterMemory, recallMemory } from '../prompter/prompter-memory.ts';
import { PrompterSettings } from '../prompter/prompter-settings.tsx';
import { useDisplay } from '../prompter/use-display.ts';
import type { OnPrompterStep, PrompterStart } from '../prompter/use-prompter.ts';
import { useShortcuts } from '../prompter/use-shortcuts.ts';
import { PaceField } from '../scripts/pace-field.tsx';
import { useHostPace } from '../scripts/use-host-pace.ts';
import styles from './host-prompter.module.css';

/** On the desktop only: a browser has no keys beyond its own window. */
const Shortcuts = ({ failed, memory, onChange }: Pick<SetUpProps, 'failed' | 'memory' | 'onChange'>) => {
  const { t } = useTranslation('prompter');
  if (failed === null) return null;
  return (
    <fieldset className={styles.modes} data-testid="prompter-shortcuts">
      <legend>{t('shortcuts.title')}</legend>
      {SHORTCUT_MODES.map((mode) => (
        <label key={mode} className={styles.mode}>
          <input
            type="radio"
            name="prompter-shortcuts"
            checked={memory.shortcuts === mode}
            data-testid={`shortcuts-${mode}`}
            onChange={() => onChange({ ...memory, shortcuts: mode })}
          />
          {t(`shortcuts.${mode}`)}
        </label>
      ))}
      <p className={styles.hint}>{t('shortcuts.hint')}</p>
      {failed.length === 0 ? null : (
        <p className={styles.failed} role="alert">
          {t('shortcuts.failed', { keys: failed.join(', ') })}
        </p>
      )}
    </fieldset>
  );
};

interface SetUpProps {
  /** Who reads. */
  readonly speaker: string;
  /** Global shortcuts that another program holds; null where there are none to be had. */
  readonly failed: readonly string[] | null;
  readonly memory: PrompterMemory;
  readonly onChange: (memory: PrompterMemory) => void;
  readonly onMode: (mode: PrompterMode) => void;
  readonly onClose: () => void;
}

const SetUp = ({ speaker, failed, memory, onChange, onMode, onClose }: SetUpProps) => {
  const { t } = useTranslation('prompter');
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [onClose]);
  return (
    <div className={styles.setUp} role="dialog" aria-label={t('look.title')} data-testid="prompter-set-up">
      <fieldset className={styles.modes}>
        <legend>{t('mode.title')}</legend>
        {PROMPTER_MODES.map((mode) => (
          <label key={mode} className={styles.mode}>
            <input
              type="radio"
              name="prompter-mode"
              checked={memory.start.mode === mode}
              onChange={() => onMode(mode)}
            />
            {t(`mode.${mode}`)}
          </label>
        ))}
      </fieldset>
      <label className={styles.mode}>
        {t('countdown')}
        <input
          type="number"
          min={0}
          max={MOST_COUNTDOWN_SECONDS}
          value={memory.countdownSeconds}
          onChange={(event) => {
            const seconds = Math.round(event.target.valueAsNumber);
            if (seconds >= 0 && seconds <= MOST_COUNTDOWN_SECONDS) onChange({ ...memory, countdownSeconds: seconds });
          }}
        />
      </label>
      <PaceField name={speaker} />
      <Shortcuts failed={failed} memory={memory} onChange={onChange} />
      <PrompterSettings look={memory.look} onChange={(look) => onChange({ ...memory, look })} />
      <button type="button" className={styles.done} onClick={onClose}>
        {t('done')}
      </button>
    </div>
  );
};

/** A pace that is still being turned up or down is not kept yet. */
const KEEP_PACE_AFTER_MS = 1000;

/** In words mode the speed is the speaker's pace: set by its keys, kept under the name, followed where it is set elsewhere. */
const useSpeakersPace = (speaker: string, prompter: RefObject<PrompterHandle | null>) => {
  const { charactersPerMinute } = useHostPace(speaker);
  const keeping = useRef<number | null>(null);

  useEffect(() => {
    if (keeping.current === null) prompter.current?.steer({ do: 'set_pace', charactersPerMinute });
  }, [charactersPerMinute, prompter]);

  const keepPace = useCallback(
    (start: PrompterStart) => {
      if (keeping.current !== null) window.clearTimeout(keeping.current);
      keeping.current = null;
      if (start.mode !== 'words' || start.charactersPerMinute === charactersPerMinute) return;
      keeping.current = window.setTimeout(() => {
        keeping.current = null;
        const input = { name: speaker, charactersPerMinute: start.charactersPerMinute };
        void request('pace.set', { commandId: newCommandId(), ...input });
      }, KEEP_PACE_AFTER_MS);
    },
    [speaker, charactersPerMinute],
  );
  return { charactersPerMinute, keepPace };
};

interface HostPrompterProps {
  readonly script: ScriptTopic;
  /** False while a message waits for its one key. */
  readonly takesKeys: boolean;
  readonly onStep: OnPrompterStep;
}

const HostPrompterOn = ({ display, script, takesKeys, onStep }: HostPrompterProps & { display: string | null }) => {
  const [memory, setMemory] = useState(() => recallMemory(display));
  const [isSettingUp, setSettingUp] = useState(false);
  const prompter = useRef<PrompterHandle>(null);
  const { charactersPerMinute, keepPace } = useSpeakersPace(script.speaker, prompter);
  const shortcuts = useShortcuts(memory.shortcuts);

  useEffect(() => keepMemory(display, memory), [display, memory]);

  const keepStart = useCallback(
    (start: PrompterStart) => {
      keepPace(start);
      setMemory((before) => ({ ...before, start: { ...before.start, ...start } }));
    },
    [keepPace],
  );
  const close = useCallback(() => setSettingUp(false), []);

  return (
    <section className={styles.talk} data-testid="host-prompter">
      <Prompter
        // Another product is read from its first word.
        key={script.variantId ?? 'show'}
        ref={prompter}
        sections={script.sections}
        look={memory.look}
        start={{ ...memory.start, charactersPerMinute }}
        countdownMs={duration(memory.countdownSeconds * 1000)}
        takesKeys={takesKeys && !isSettingUp}
        onStart={keepStart}
        onStep={onStep}
        onSetUp={() => setSettingUp((isOpen) => !isOpen)}
      />
      {isSettingUp ? (
        <SetUp
          speaker={script.speaker}
          failed={shortcuts?.failed ?? null}
          memory={memory}
          onChange={setMemory}
          onMode={(mode) => prompter.current?.steer({ do: 'set_mode', mode })}
          onClose={close}
        />
      ) : null}
    </section>
  );
};

export const HostPrompter = (props: HostPrompterProps) => {
  const display = useDisplay();
  // Another display is another set-up.
  return <HostPrompterOn key={display} display={display} {...props} />;
};
