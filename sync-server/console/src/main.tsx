import '@fontsource-variable/inter/wght.css';
import './style/theme.css';
import './style/controls.css';
import './style/shell.css';
import './style/pages.css';
import './style/desk.css';
import './style/record.css';
import './style/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { App } from './app';
import { NoticeProvider } from './controls/notice';
import { makeQueryClient } from './staff/queries';
import { SpeechProvider, useSpeech } from './words';

const queryClient = makeQueryClient();

function Localised() {
  const { language } = useSpeech();
  return (
    <I18nProvider locale={language}>
      <NoticeProvider>
        <App />
      </NoticeProvider>
    </I18nProvider>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <SpeechProvider>
        <Localised />
      </SpeechProvider>
    </QueryClientProvider>
  </StrictMode>,
);
