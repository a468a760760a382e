import { useState } from 'react'
import { Button, Text } from '@mantine/core'
import { IconPhotoUp } from '@tabler/icons-react'
import { useDropzone } from 'react-dropzone'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/components/Notice'
import { PICTURE_TYPES, faultWords, pictureFault } from '@/lib/pictures'
import classes from './PictureDrop.module.css'

/**
 * Takes pictures by drop, by click or by keyboard. Files that cannot work (empty, too large, no picture)
 * are refused here, in words, and only the others are handed on.
 */
export function PictureDrop({
  multiple = false,
  disabled = false,
  onPictures,
}: {
  multiple?: boolean
  disabled?: boolean
  onPictures: (pictures: File[]) => void
}) {
  const { t } = useTranslation()
  const [faults, setFaults] = useState<string[]>([])
  const take = async (files: File[]) => {
    const judged = await Promise.all(
      files.map(async (file) => ({ file, fault: await pictureFault(file) })),
    )
    setFaults(judged.flatMap(({ file, fault }) => (fault ? [faultWords(fault, file.name)] : [])))
    const good = judged.filter(({ fault }) => fault === null).map(({ file }) => file)
    if (good.length > 0) onPictures(good)
  }
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    multiple,
    disabled,
    // The button opens the chooser: one control with one name, for the keyboard too.
    noClick: true,
    noKeyboard: true,
    accept: PICTURE_TYPES,
    // Every dropped file is judged by its content; the chooser alone filters by name.
    onDrop: (accepted, rejected) => void take([...accepted, ...rejected.map(({ file }) => file)]),
  })
  return (
    <div className={classes.wrap}>
      <div {...getRootProps()} className={classes.drop} data-active={isDragActive}>
        <input {...getInputProps({ 'aria-label': t('picture.choose') })} />
        <IconPhotoUp size={36} stroke={1.5} aria-hidden />
        <Text fw={600}>{multiple ? t('picture.drop_many') : t('picture.drop_one')}</Text>
        <Button variant="light" disabled={disabled} onClick={open}>
          {multiple ? t('picture.choose_many') : t('picture.choose')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('picture.kinds')}
        </Text>
      </div>
      {faults.length > 0 && (
        <Notice tone="warning" title={t('picture.refused')}>
          {faults.map((fault) => (
            <Text size="sm" key={fault}>
              {fault}
            </Text>
          ))}
        </Notice>
      )}
    </div>
  )
}
