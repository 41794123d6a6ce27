// The top line: the state of the show and of each source on the left, what can be done with the show on the right.

import { SourceChips } from '../sources/source-chips.tsx';
import styles from './header.module.css';
import { LanguageSwitch } from './language-switch.tsx';
import { ScreenButtons } from './screen-buttons.tsx';
import { ShowControls } from './show-controls.tsx';
import { ShowState } from './show-state.tsx';

export const Header = () => (
  <header className={styles.header}>
    <ShowState />
    <SourceChips />
    <div className={styles.tools}>
      <ShowControls />
      <ScreenButtons />
      <LanguageSwitch />
    </div>
  </header>
);
