// A product's picture, or its first character on a quiet ground where there is none.

import { useState } from 'react';
import type { ThumbWidth } from '../../../src-main/contract/picture-documents.ts';
import { thumbOf } from '../../ui/thumb.ts';
import styles from './product-image.module.css';

interface ProductImageProps {
  readonly image: string | null;
  readonly title: string;
  readonly className?: string | undefined;
  /** In pixels of the picture itself, not of the page. */
  readonly width?: ThumbWidth;
}

export const ProductImage = ({ image, title, className, width = 96 }: ProductImageProps) => {
  const [broken, setBroken] = useState<string | null>(null);
  const box = `${styles.box} ${className ?? ''}`;
  if (image === null || image === broken) {
    return (
      <span className={box} aria-hidden="true">
        {[...title][0] ?? ''}
      </span>
    );
  }
  // The title stands beside it, so the picture itself needs no words.
  return (
    <img
      className={box}
      src={thumbOf(image, width)}
      alt=""
      loading="lazy"
      draggable={false}
      onError={() => setBroken(image)}
    />
  );
};
