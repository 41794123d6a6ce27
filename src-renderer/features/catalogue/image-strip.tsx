// A product's pictures in their order: from a file, by drag and drop, or pasted; the first is shown everywhere.

import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_IMAGES } from '../../../src-main/core/catalogue-product.ts';
import { i18n } from '../../i18n/i18n.ts';
import { showToast } from '../../state/toast-store.ts';
import { thumbOf } from '../../ui/thumb.ts';
import styles from './image-strip.module.css';
import { uploadImage } from './image-upload.ts';

interface ImageStripProps {
  readonly images: readonly string[];
  readonly onImages: (images: readonly string[]) => void;
}

export const ImageStrip = ({ images, onImages }: ImageStripProps) => {
  const { t } = useTranslation('catalogue');
  const file = useRef<HTMLInputElement>(null);
  const [going, setGoing] = useState(0);

  const add = async (files: readonly File[]): Promise<void> => {
    const room = files.slice(0, MOST_IMAGES - images.length);
    if (room.length === 0) return;
    setGoing(room.length);
    const added: string[] = [];
    for (const each of room) {
      const reply = await uploadImage(each);
      if ('name' in reply) added.push(reply.name);
      else showToast('attention', i18n.t(`errors:${reply.code}`, { ...reply.details }));
      setGoing((count) => count - 1);
    }
    if (added.length > 0) onImages([...new Set([...images, ...added])]);
  };
  const drop = (event: DragEvent): void => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void add([...event.dataTransfer.files]);
  };
  const paste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    void add(files);
  };
  const first = (name: string): void => onImages([name, ...images.filter((each) => each !== name)]);

  return (
    <ul
      className={styles.strip}
      aria-label={t('images')}
      data-testid="image-strip"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      onPaste={paste}
    >
      {images.map((name, index) => (
        <li key={name} className={styles.image}>
          <img src={thumbOf(`media/${name}`, 320)} alt={t('image', { number: index + 1 })} draggable={false} />
          <span className={styles.tools}>
            {index === 0 ? null : (
              <button type="button" title={t('imageFirst')} aria-label={t('imageFirst')} onClick={() => first(name)}>
                ★
              </button>
            )}
            <button
              type="button"
              title={t('imageRemove')}
              aria-label={t('imageRemove')}
              onClick={() => onImages(images.filter((each) => each !== name))}
            >
              ✕
            </button>
          </span>
        </li>
      ))}
      {images.length >= MOST_IMAGES ? null : (
        <li>
          <button type="button" className={styles.add} onClick={() => file.current?.click()} data-testid="image-add">
            <span>{going > 0 ? t('imageGoing', { count: going }) : t('imageAdd')}</span>
            <small>{t('imageHint')}</small>
          </button>
          <input
            ref={file}
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            multiple
            hidden
            aria-label={t('imageAdd')}
            data-testid="image-file"
            onChange={(event) => {
              void add([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
        </li>
      )}
    </ul>
  );
};
