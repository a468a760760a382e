import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api-client'
import type { MailMessage, MailMessagesPage } from '@/lib/api-types'

const MAIL_KEY = ['mail']

export const mailQueryOptions = queryOptions({
  queryKey: MAIL_KEY,
  queryFn: ({ signal }) =>
    api.get<MailMessagesPage>('/api/v1/mail', { query: { limit: 20 }, signal }),
})

/** The newest mails of the site, with what became of each. */
export const useMail = () => useQuery(mailQueryOptions)

function useMailMutation<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: MAIL_KEY }),
  })
}

export const useTestMail = () =>
  useMailMutation((to: string) => api.post<MailMessage>('/api/v1/settings/mail/test', { to }))

export const useRetryMail = () =>
  useMailMutation((id: string) =>
    api.post<MailMessage>(`/api/v1/mail/${encodeURIComponent(id)}/retry`, {}),
  )
