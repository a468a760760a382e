import './mantine.css'
import './global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { preferredLanguage, startI18n } from '@/lib/i18n'
import { keepShell } from '@/lib/service-worker'
import { App } from './App'
import { wordFile } from './languages'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id root')
await startI18n(preferredLanguage(), wordFile)
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
// After the first page, so that it does not wait for what it may never need. The words may have come after the load.
if (import.meta.env.PROD) {
  if (document.readyState === 'complete') void keepShell()
  else window.addEventListener('load', () => void keepShell())
}
