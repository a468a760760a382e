import { createTheme } from '@mantine/core'

/** The list itself scrolls: it is what the keys of its field move in. */
const LIST = { options: { maxHeight: '16rem', overflowY: 'auto' } } as const

export const theme = createTheme({
  primaryColor: 'indigo',
  // Mantine's own shade 6 under white text falls short of 4.5:1.
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'md',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autosize: true, minRows: 3 } },
    Select: {
      defaultProps: { size: 'md', checkIconPosition: 'right', withScrollArea: false },
      styles: LIST,
    },
    NativeSelect: { defaultProps: { size: 'md' } },
    MultiSelect: { defaultProps: { size: 'md', withScrollArea: false }, styles: LIST },
    TagsInput: { defaultProps: { size: 'md', withScrollArea: false }, styles: LIST },
    FileInput: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    Tabs: { defaultProps: { keepMounted: false } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    SegmentedControl: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Badge: { defaultProps: { tt: 'none' } },
    // Its placeholder for the first focus is no child that a menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: { closeButtonProps: { size: 'lg' }, centered: true },
      styles: { title: { fontWeight: 600, fontSize: 'var(--mantine-font-size-lg)' } },
    },
  },
})
