// A button: primary for the one thing to do now, danger for what cannot be undone, quiet in rows of tools.

import type { ComponentProps } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'live' | 'deal';
}

export const Button = ({ kind = 'plain', className, type = 'button', ...rest }: ButtonProps) => (
  <button type={type} className={`${styles.button} ${styles[kind] ?? ''} ${className ?? ''}`} {...rest} />
);
