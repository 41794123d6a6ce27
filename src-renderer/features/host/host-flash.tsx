// A frame around the whole screen for one second, to make the host look up: one swell, and none for who wants less motion.

import { useEffect, useState } from 'react';
import styles from './host-flash.module.css';

const SHOWN_MS = 1000;

export const HostFlash = () => {
  const [isShown, setShown] = useState(true);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(false), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return isShown ? <div className={styles.frame} aria-hidden="true" data-testid="host-flash" /> : null;
};
