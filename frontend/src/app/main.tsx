import './mantine.css'
import './global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { preferredLanguage, startI18n } from '@/lib/i18n'
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
