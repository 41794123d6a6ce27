// The host's large left side while there is a script: the prompter, and how it is set up on this display.

import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScriptTopic } from '../../../src-main/contract/script-documents.ts';
import { PROMPTER_MODES, type PrompterMode } from '../../../src-main/core/prompter.ts';
import { duration } from '../../../src-main/core/units.ts';
import { Prompter, type PrompterHandle } from '../prompter/prompter.tsx';
import { keepMemory, MOST_COUNTDOWN_SECONDS, type PrompterMemory, recallMemory } from '../prompter/prompter-memory.ts';
import { PrompterSettings } from '../prompter/prompter-settings.tsx';
import type { PrompterStart } from '../prompter/use-prompter.ts';
import styles from './host-prompter.module.css';

interface SetUpProps {
  readonly memory: PrompterMemory;
  readonly onChange: (memory: PrompterMemory) => void;
  readonly onMode: (mode: PrompterMode) => void;
  readonly onClose: () => void;
}

const SetUp = ({ memory, onChange, onMode, onClose }: SetUpProps) => {
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
      <PrompterSettings look={memory.look} onChange={(look) => onChange({ ...memory, look })} />
      <button type="button" className={styles.done} onClick={onClose}>
        {t('done')}
      </button>
    </div>
  );
};

interface HostPrompterProps {
  readonly script: ScriptTopic;
  /** False while a message waits for its one key. */
  readonly takesKeys: boolean;
}

export const HostPrompter = ({ script, takesKeys }: HostPrompterProps) => {
  const [memory, setMemory] = useState(recallMemory);
  const [isSettingUp, setSettingUp] = useState(false);
  const prompter = useRef<PrompterHandle>(null);

  useEffect(() => keepMemory(memory), [memory]);

  const keepStart = useCallback(
    (start: PrompterStart) => setMemory((before) => ({ ...before, start: { ...before.start, ...start } })),
    [],
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
        start={memory.start}
        countdownMs={duration(memory.countdownSeconds * 1000)}
        takesKeys={takesKeys && !isSettingUp}
        onStart={keepStart}
        onSetUp={() => setSettingUp((isOpen) => !isOpen)}
      />
      {isSettingUp ? (
        <SetUp
          memory={memory}
          onChange={setMemory}
          onMode={(mode) => prompter.current?.steer({ do: 'set_mode', mode })}
          onClose={close}
        />
      ) : null}
    </section>
  );
};
