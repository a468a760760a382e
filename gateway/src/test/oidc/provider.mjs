// An OpenID provider for the gateway's test: oidc-provider, and a person who says yes to everything.
// node provider.mjs PORT REDIRECT_URI; GET /be/NAME says who is at the keyboard.
import { Provider } from 'oidc-provider'

const [port, redirectUri] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
let person = 'ada'

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'rollcall',
      client_secret: 'a-secret-of-the-test',
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@school.example`,
      email_verified: id !== 'mallory',
      preferred_username: id,
    }),
  }),
})

provider.use(async (ctx, next) => {
  if (ctx.path.startsWith('/be/')) {
    person = ctx.path.slice('/be/'.length)
    ctx.body = person
    return
  }
  if (!ctx.path.startsWith('/interaction/')) {
    await next()
    return
  }
  const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res)
  let result = { login: { accountId: person } }
  if (prompt.name === 'consent') {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
    grant.addOIDCScope('openid email profile')
    result = { consent: { grantId: await grant.save() } }
  }
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true })
  ctx.respond = false
})

provider.listen(Number(port), '127.0.0.1', () => console.log('ready'))
