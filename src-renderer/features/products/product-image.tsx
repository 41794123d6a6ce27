// A product's picture, or its first character on a quiet ground where there is none.

import { useState } from 'react';
import styles from './product-image.module.css';

interface ProductImageProps {
  readonly image: string | null;
  readonly title: string;
  readonly className?: string | undefined;
}

export const ProductImage = ({ image, title, className }: ProductImageProps) => {
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
  return <img className={box} src={image} alt="" loading="lazy" draggable={false} onError={() => setBroken(image)} />;
};
