// The prompter alone: `?letters=20000&mode=steady|words|page&speed=1&countdown=0&mirror&flip&live&edit&language=en`.
// `live`: the stock of the first cue's product counts down every half second. `edit`: words are put in above what is read, every second.

import '../../../src-renderer/ui/theme.css';
import '../../../src-renderer/features/host/host-scale.css';
import { useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { PROMPTER_MODES } from '../../../src-main/core/prompter.ts';
import { duration } from '../../../src-main/core/units.ts';
import { Prompter } from '../../../src-renderer/features/prompter/prompter.tsx';
import { DEFAULT_LOOK, type PrompterLook } from '../../../src-renderer/features/prompter/prompter-look.ts';
import type { PrompterSection } from '../../../src-renderer/features/prompter/prompter-section.ts';
import { PrompterSettings } from '../../../src-renderer/features/prompter/prompter-settings.tsx';
import { i18n, startI18n } from '../../../src-renderer/i18n/i18n.ts';
import { previewScript, VALUES } from './prompter-script.ts';

const asked = new URLSearchParams(window.location.search);
const number = (name: string, fallback: number): number => Number(asked.get(name) ?? fallback);

const start = {
  mode: PROMPTER_MODES.find((mode) => mode === asked.get('mode')) ?? 'steady',
  speed: number('speed', 1),
  charactersPerMinute: number('pace', 300),
} as const;

const useTicks = (isOn: boolean, everyMs: number): number => {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!isOn) return;
    const timer = window.setInterval(() => setCount((before) => before + 1), everyMs);
    return () => window.clearInterval(timer);
  }, [isOn, everyMs]);
  return count;
};

const SCRIPT = previewScript(number('letters', 3000));

/** As a catalogue does: what is not about this product stays the same object. */
const withStock = (sections: readonly PrompterSection[], stock: string): readonly PrompterSection[] => {
  const live = previewScript(1, { ...VALUES, stock });
  return sections.map((section, at) => live[at] ?? section);
};

const withEdits = (sections: readonly PrompterSection[], edits: number): readonly PrompterSection[] =>
  sections.map((section, at) =>
    at === 0 && edits > 0
      ? { ...section, pieces: [{ text: '场控刚刚加的一句话。\n'.repeat(edits), variable: null }, ...section.pieces] }
      : section,
  );

const Preview = () => {
  const [look, setLook] = useState<PrompterLook>({
    ...DEFAULT_LOOK,
    isMirrored: asked.has('mirror'),
    isFlipped: asked.has('flip'),
  });
  const ticks = useTicks(asked.has('live'), 500);
  const [clicks, setClicks] = useState(0);
  const edits = useTicks(asked.has('edit'), 1000) + clicks;
  const stock = String(9_999 - ticks);
  const shown = useMemo(() => withEdits(withStock(SCRIPT, stock), edits), [stock, edits]);
  return (
    <Prompter
      sections={shown}
      look={look}
      start={start}
      countdownMs={duration(number('countdown', 0))}
      takesKeys={true}
    >
      <div style={{ width: '30rem', padding: '2rem', fontSize: '1.5rem' }}>
        <p style={{ fontSize: '6rem', color: 'var(--sales)' }}>¥59</p>
        <button type="button" data-testid="edit" onClick={() => setClicks((before) => before + 1)}>
          +1
        </button>
        <PrompterSettings look={look} onChange={setLook} />
      </div>
    </Prompter>
  );
};

const root = document.getElementById('root');
if (root === null) throw new Error('prompter.html has no #root');
startI18n();
if (asked.get('language') === 'en') void i18n.changeLanguage('en');
createRoot(root).render(<Preview />);
