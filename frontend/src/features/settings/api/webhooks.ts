import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type {
  NewWebhook,
  Webhook,
  WebhookDeliveriesPage,
  WebhookDelivery,
  WebhooksPage,
} from '@/lib/api-types'

const WEBHOOKS_KEY = ['webhooks']
const webhookPath = (id: string) => `/api/v1/webhooks/${encodeURIComponent(id)}`

export const webhooksQueryOptions = queryOptions({
  queryKey: WEBHOOKS_KEY,
  queryFn: ({ signal }) =>
    allPages<WebhooksPage, Webhook>(
      (cursor, limit) => api.get('/api/v1/webhooks', { query: { cursor, limit }, signal }),
      (page) => page.webhooks,
    ),
})

export const useWebhooks = () => useQuery(webhooksQueryOptions)

function useWebhookMutation<Wish, Answer>(mutationFn: (wish: Wish) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: WEBHOOKS_KEY }),
  })
}

export const useAddWebhook = () =>
  useWebhookMutation((wish: { url: string; events: Webhook['events']; key: string }) =>
    api.post<NewWebhook>(
      '/api/v1/webhooks',
      { url: wish.url, events: wish.events, enabled: true },
      { idempotencyKey: wish.key },
    ),
  )

export const useChangeWebhook = (id: string) =>
  useWebhookMutation((change: { enabled: boolean }) => api.patch<Webhook>(webhookPath(id), change))

export const useDeleteWebhook = (id: string) =>
  useWebhookMutation(() => api.delete(webhookPath(id)))

/** Sends an example at once and tells how it was answered. */
export const useTestWebhook = (id: string) =>
  useWebhookMutation(() => api.post<WebhookDelivery>(`${webhookPath(id)}/test`, {}))

export const useDeliveries = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...WEBHOOKS_KEY, 'deliveries', id],
    queryFn: ({ signal }) =>
      api.get<WebhookDeliveriesPage>(`${webhookPath(id)}/deliveries`, {
        query: { limit: 20 },
        signal,
      }),
    enabled,
  })

export const useRetryDelivery = (id: string) =>
  useWebhookMutation((delivery: string) =>
    api.post<WebhookDelivery>(
      `${webhookPath(id)}/deliveries/${encodeURIComponent(delivery)}/retry`,
      {},
    ),
  )
