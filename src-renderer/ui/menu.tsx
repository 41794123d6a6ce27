// A small menu behind three dots: by mouse, by arrows and Enter; the keys pressed in it stay in it.

import { CSPProvider } from '@base-ui/react/csp-provider';
import { Menu as Popup } from '@base-ui/react/menu';
import styles from './menu.module.css';

export interface MenuItem {
  readonly name: string;
  readonly onChoose: () => void;
  readonly testId?: string;
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly testId?: string;
}

export const Menu = ({ label, items, testId }: MenuProps) => (
  <CSPProvider disableStyleElements>
    <Popup.Root>
      <Popup.Trigger
        className={styles.trigger}
        aria-label={label}
        title={label}
        data-testid={testId}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        ⋯
      </Popup.Trigger>
      <Popup.Portal>
        <Popup.Positioner className={styles.place} side="bottom" align="end" sideOffset={4}>
          <Popup.Popup
            className={styles.popup}
            onClick={(event) => event.stopPropagation()}
            onDoubleClick={(event) => event.stopPropagation()}
            onKeyDown={(event) => event.stopPropagation()}
          >
            {items.map(({ name, onChoose, testId: itemId }) => (
              <Popup.Item key={name} className={styles.item} data-testid={itemId} onClick={onChoose}>
                {name}
              </Popup.Item>
            ))}
          </Popup.Popup>
        </Popup.Positioner>
      </Popup.Portal>
    </Popup.Root>
  </CSPProvider>
);
